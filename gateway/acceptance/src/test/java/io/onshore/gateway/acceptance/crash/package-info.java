/** Real connectors, the real engine and the real store, cut off at every point. */
@NullMarked
package io.onshore.gateway.acceptance.crash;

import org.jspecify.annotations.NullMarked;
