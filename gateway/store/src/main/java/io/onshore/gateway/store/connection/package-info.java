/** The rows of grants, and of people on their way to connect one. */
@NullMarked
package io.onshore.gateway.store.connection;

import org.jspecify.annotations.NullMarked;
