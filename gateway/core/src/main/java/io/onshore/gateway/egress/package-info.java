/** Calling addresses that somebody else chose, and no place inside the operator's own networks. */
@NullMarked
package io.onshore.gateway.egress;

import org.jspecify.annotations.NullMarked;
