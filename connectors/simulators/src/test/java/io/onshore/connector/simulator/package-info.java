/** Holding the doubles' common parts to their word. */
@NullMarked
package io.onshore.connector.simulator;

import org.jspecify.annotations.NullMarked;
