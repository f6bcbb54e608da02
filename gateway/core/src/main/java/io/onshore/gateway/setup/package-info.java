/** What a practice sets up by itself, version by version. */
@NullMarked
package io.onshore.gateway.setup;

import org.jspecify.annotations.NullMarked;
