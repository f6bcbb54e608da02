/** How long the audit trail is kept. */
@NullMarked
package io.onshore.gateway.retention;

import org.jspecify.annotations.NullMarked;
