/** Proving that a file can be stored at a destination, compared and deleted. */
@NullMarked
package io.onshore.gateway.proof;

import org.jspecify.annotations.NullMarked;
