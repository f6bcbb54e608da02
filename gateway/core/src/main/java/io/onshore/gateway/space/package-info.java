/** How much room there is at destinations, in photos. */
@NullMarked
package io.onshore.gateway.space;

import org.jspecify.annotations.NullMarked;
