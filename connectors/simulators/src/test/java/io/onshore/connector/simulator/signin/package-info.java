/** Holding the doubles' sign-in to the habits it is given. */
@NullMarked
package io.onshore.connector.simulator.signin;

import org.jspecify.annotations.NullMarked;
