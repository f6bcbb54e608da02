/** Asking a provider where data rests, keeping its answers, and knowing what its words mean. */
@NullMarked
package io.onshore.connector.toolkit.residency;

import org.jspecify.annotations.NullMarked;
