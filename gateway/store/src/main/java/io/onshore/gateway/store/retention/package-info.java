/** The rows of legal holds, and the one act that removes audit events. */
@NullMarked
package io.onshore.gateway.store.retention;

import org.jspecify.annotations.NullMarked;
