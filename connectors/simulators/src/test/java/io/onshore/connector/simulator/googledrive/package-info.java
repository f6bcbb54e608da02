/** Holding the double of Google to what Google says of itself. */
@NullMarked
package io.onshore.connector.simulator.googledrive;

import org.jspecify.annotations.NullMarked;
