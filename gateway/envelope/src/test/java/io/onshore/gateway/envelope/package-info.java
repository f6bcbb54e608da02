/** Tests of telling a sealed file from an open one. */
@NullMarked
package io.onshore.gateway.envelope;

import org.jspecify.annotations.NullMarked;
