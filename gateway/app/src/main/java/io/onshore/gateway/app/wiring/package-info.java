/** Assembling. */
@NullMarked
package io.onshore.gateway.app.wiring;

import org.jspecify.annotations.NullMarked;
