/** A double of Dropbox's API, held to its published description. */
@NullMarked
package io.onshore.connector.simulator.dropbox;

import org.jspecify.annotations.NullMarked;
