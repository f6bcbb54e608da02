/** The rows of requests that were answered before. */
@NullMarked
package io.onshore.gateway.store.idempotency;

import org.jspecify.annotations.NullMarked;
