/** The forms in which the audit trail leaves the gateway. */
@NullMarked
package io.onshore.gateway.app.export;

import org.jspecify.annotations.NullMarked;
