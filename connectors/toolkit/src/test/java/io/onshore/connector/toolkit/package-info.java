/** Time for the toolkit's tests. */
@NullMarked
package io.onshore.connector.toolkit;

import org.jspecify.annotations.NullMarked;
