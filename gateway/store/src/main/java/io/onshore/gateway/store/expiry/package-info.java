/** Alerts of what ends, in rows. */
@NullMarked
package io.onshore.gateway.store.expiry;

import org.jspecify.annotations.NullMarked;
