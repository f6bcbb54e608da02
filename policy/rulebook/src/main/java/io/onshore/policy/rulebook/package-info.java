/** Reading rules. */
@NullMarked
package io.onshore.policy.rulebook;

import org.jspecify.annotations.NullMarked;
