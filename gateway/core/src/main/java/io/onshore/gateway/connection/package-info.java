/** Accounts at providers, and the grants by which the gateway uses them. */
@NullMarked
package io.onshore.gateway.connection;

import org.jspecify.annotations.NullMarked;
