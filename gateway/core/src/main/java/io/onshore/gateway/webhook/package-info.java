/** Telling other programs of a practice what happened. */
@NullMarked
package io.onshore.gateway.webhook;

import org.jspecify.annotations.NullMarked;
