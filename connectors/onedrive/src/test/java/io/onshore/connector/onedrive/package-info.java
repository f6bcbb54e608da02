/** Holding the OneDrive connector to its word, against a double of Microsoft. */
@NullMarked
package io.onshore.connector.onedrive;

import org.jspecify.annotations.NullMarked;
