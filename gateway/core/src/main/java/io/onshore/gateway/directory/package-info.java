/** Who was seen to act for a practice, and by which name people know them. */
@NullMarked
package io.onshore.gateway.directory;

import org.jspecify.annotations.NullMarked;
