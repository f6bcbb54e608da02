/** What is publicly said of where providers keep data, tried out. */
@NullMarked
package io.onshore.policy.claim;

import org.jspecify.annotations.NullMarked;
