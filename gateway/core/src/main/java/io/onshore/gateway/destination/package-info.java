/** Destinations that admins set up. */
@NullMarked
package io.onshore.gateway.destination;

import org.jspecify.annotations.NullMarked;
