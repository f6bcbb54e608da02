/** Vouching for what the gateway hands out. */
@NullMarked
package io.onshore.gateway.signing;

import org.jspecify.annotations.NullMarked;
