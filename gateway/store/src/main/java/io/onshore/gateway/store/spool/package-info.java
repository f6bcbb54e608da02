/** Received bytes in files until they are proven elsewhere. */
@NullMarked
package io.onshore.gateway.store.spool;

import org.jspecify.annotations.NullMarked;
