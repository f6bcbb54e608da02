/** Checking what was tampered with. */
@NullMarked
package io.onshore.gateway.verifier;

import org.jspecify.annotations.NullMarked;
