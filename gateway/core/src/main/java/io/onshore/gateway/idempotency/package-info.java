/** Answering a repeated request as the first time. */
@NullMarked
package io.onshore.gateway.idempotency;

import org.jspecify.annotations.NullMarked;
