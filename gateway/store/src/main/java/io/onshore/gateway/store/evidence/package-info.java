/** The rows of what providers said. */
@NullMarked
package io.onshore.gateway.store.evidence;

import org.jspecify.annotations.NullMarked;
