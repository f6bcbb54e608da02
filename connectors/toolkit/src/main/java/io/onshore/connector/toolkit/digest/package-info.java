/** Computing the digests that providers report. */
@NullMarked
package io.onshore.connector.toolkit.digest;

import org.jspecify.annotations.NullMarked;
