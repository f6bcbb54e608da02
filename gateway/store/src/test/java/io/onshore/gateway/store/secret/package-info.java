/** Whether sealed things stay sealed. */
@NullMarked
package io.onshore.gateway.store.secret;

import org.jspecify.annotations.NullMarked;
