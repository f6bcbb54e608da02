/** Holding the Box connector to its word, against a double of Box. */
@NullMarked
package io.onshore.connector.box;

import org.jspecify.annotations.NullMarked;
