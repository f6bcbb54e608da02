/** Cutting an object into parts. */
@NullMarked
package io.onshore.connector.toolkit.parts;

import org.jspecify.annotations.NullMarked;
