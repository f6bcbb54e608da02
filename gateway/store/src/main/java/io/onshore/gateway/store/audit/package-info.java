/** The rows of what happened. */
@NullMarked
package io.onshore.gateway.store.audit;

import org.jspecify.annotations.NullMarked;
