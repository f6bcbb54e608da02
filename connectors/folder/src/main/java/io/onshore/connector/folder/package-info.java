/** How a folder on a disk is a destination. */
@NullMarked
package io.onshore.connector.folder;

import org.jspecify.annotations.NullMarked;
