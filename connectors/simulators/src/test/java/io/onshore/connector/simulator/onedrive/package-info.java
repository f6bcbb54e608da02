/** Holding the double of Microsoft to what Microsoft documents. */
@NullMarked
package io.onshore.connector.simulator.onedrive;

import org.jspecify.annotations.NullMarked;
