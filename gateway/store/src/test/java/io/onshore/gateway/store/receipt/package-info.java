/** What is written of a receipt. */
@NullMarked
package io.onshore.gateway.store.receipt;

import org.jspecify.annotations.NullMarked;
