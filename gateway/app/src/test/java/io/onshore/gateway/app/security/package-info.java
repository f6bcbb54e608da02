/** Who may. */
@NullMarked
package io.onshore.gateway.app.security;

import org.jspecify.annotations.NullMarked;
