/** Accepting bytes from a client. */
@NullMarked
package io.onshore.gateway.intake;

import org.jspecify.annotations.NullMarked;
