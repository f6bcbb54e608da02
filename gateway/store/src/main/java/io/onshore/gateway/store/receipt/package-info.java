/** Receipts as rows, and as the JSON that is signed. */
@NullMarked
package io.onshore.gateway.store.receipt;

import org.jspecify.annotations.NullMarked;
