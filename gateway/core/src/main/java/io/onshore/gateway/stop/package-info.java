/** Stopping what goes out, and letting it go on. */
@NullMarked
package io.onshore.gateway.stop;

import org.jspecify.annotations.NullMarked;
