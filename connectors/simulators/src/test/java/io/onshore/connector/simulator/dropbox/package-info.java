/** Holding the double of Dropbox to what Dropbox publishes. */
@NullMarked
package io.onshore.connector.simulator.dropbox;

import org.jspecify.annotations.NullMarked;
