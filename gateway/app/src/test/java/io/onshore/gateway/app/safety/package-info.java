/** What must not be so. */
@NullMarked
package io.onshore.gateway.app.safety;

import org.jspecify.annotations.NullMarked;
