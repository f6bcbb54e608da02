/** Sealing what must not be readable in a database. */
@NullMarked
package io.onshore.gateway.store.secret;

import org.jspecify.annotations.NullMarked;
