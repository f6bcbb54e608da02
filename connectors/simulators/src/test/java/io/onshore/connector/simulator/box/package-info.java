/** Holding the double of Box to what Box documents. */
@NullMarked
package io.onshore.connector.simulator.box;

import org.jspecify.annotations.NullMarked;
