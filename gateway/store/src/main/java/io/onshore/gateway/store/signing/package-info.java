/** The keys that vouch for what the gateway hands out, as rows. */
@NullMarked
package io.onshore.gateway.store.signing;

import org.jspecify.annotations.NullMarked;
