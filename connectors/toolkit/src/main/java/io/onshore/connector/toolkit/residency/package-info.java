/** Asking a provider where data rests, and knowing what its words mean. */
@NullMarked
package io.onshore.connector.toolkit.residency;

import org.jspecify.annotations.NullMarked;
