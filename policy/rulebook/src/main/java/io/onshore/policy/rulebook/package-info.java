/** Reading the files that decisions rest on. */
@NullMarked
package io.onshore.policy.rulebook;

import org.jspecify.annotations.NullMarked;
