/** A double's sign-in: consent pages, codes, tokens, with each provider's habits. */
@NullMarked
package io.onshore.connector.simulator.signin;

import org.jspecify.annotations.NullMarked;
