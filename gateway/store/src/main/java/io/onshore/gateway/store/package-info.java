/** Keeping what the gateway knows on disk. */
@NullMarked
package io.onshore.gateway.store;

import org.jspecify.annotations.NullMarked;
