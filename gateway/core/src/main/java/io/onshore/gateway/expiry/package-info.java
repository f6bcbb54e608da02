/** What the practice relies on and when it ends. */
@NullMarked
package io.onshore.gateway.expiry;

import org.jspecify.annotations.NullMarked;
