/** How Box does it. */
@NullMarked
package io.onshore.connector.box;

import org.jspecify.annotations.NullMarked;
