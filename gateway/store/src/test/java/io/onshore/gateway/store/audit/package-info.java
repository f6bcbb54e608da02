/** How the audit trail's statements reach their rows. */
@NullMarked
package io.onshore.gateway.store.audit;

import org.jspecify.annotations.NullMarked;
