/** Deciding again on what was decided before. */
@NullMarked
package io.onshore.gateway.replay;

import org.jspecify.annotations.NullMarked;
