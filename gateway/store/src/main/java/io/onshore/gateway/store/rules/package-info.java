/** The rows of rules: a practice's own, version by version, and texts that were in force. */
@NullMarked
package io.onshore.gateway.store.rules;

import org.jspecify.annotations.NullMarked;
