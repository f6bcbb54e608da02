/** Reading rules, tried out. */
@NullMarked
package io.onshore.policy.rulebook;

import org.jspecify.annotations.NullMarked;
