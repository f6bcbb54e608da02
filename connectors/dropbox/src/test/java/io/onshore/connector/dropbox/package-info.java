/** Holding the Dropbox connector to its word, against a double of Dropbox. */
@NullMarked
package io.onshore.connector.dropbox;

import org.jspecify.annotations.NullMarked;
