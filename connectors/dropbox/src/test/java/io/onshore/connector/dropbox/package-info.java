/** How Dropbox does it, through its API v2. */
@NullMarked
package io.onshore.connector.dropbox;

import org.jspecify.annotations.NullMarked;
