/** What is publicly said of where providers keep data. */
@NullMarked
package io.onshore.policy.claim;

import org.jspecify.annotations.NullMarked;
