/** Holding the Google Drive connector to its word, against a double of Google. */
@NullMarked
package io.onshore.connector.googledrive;

import org.jspecify.annotations.NullMarked;
