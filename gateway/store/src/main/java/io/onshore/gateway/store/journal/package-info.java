/** The rows of transfers and of the decisions they stand under. */
@NullMarked
package io.onshore.gateway.store.journal;

import org.jspecify.annotations.NullMarked;
