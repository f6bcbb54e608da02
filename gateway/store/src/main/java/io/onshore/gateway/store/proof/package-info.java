/** Proofs, in rows. */
@NullMarked
package io.onshore.gateway.store.proof;

import org.jspecify.annotations.NullMarked;
