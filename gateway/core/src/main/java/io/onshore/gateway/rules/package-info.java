/** A practice's own rules, version by version, and the rules in force. */
@NullMarked
package io.onshore.gateway.rules;

import org.jspecify.annotations.NullMarked;
