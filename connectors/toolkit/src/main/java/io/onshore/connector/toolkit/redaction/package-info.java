/** Keeping the trace of a failure without its words. */
@NullMarked
package io.onshore.connector.toolkit.redaction;

import org.jspecify.annotations.NullMarked;
