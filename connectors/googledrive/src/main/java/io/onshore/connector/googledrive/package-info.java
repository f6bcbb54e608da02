/** How Google Drive does it. */
@NullMarked
package io.onshore.connector.googledrive;

import org.jspecify.annotations.NullMarked;
