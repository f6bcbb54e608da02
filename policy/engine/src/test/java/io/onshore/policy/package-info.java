/** Deciding, tried out. */
@NullMarked
package io.onshore.policy;

import org.jspecify.annotations.NullMarked;
