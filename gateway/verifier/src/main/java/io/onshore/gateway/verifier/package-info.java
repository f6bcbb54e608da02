/** Checking what a gateway handed out, without one. */
@NullMarked
package io.onshore.gateway.verifier;

import org.jspecify.annotations.NullMarked;
