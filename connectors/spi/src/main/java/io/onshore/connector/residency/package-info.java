/** What a provider says about where data rests. */
@NullMarked
package io.onshore.connector.residency;

import org.jspecify.annotations.NullMarked;
