/** The rows of webhooks and of what is delivered to them. */
@NullMarked
package io.onshore.gateway.store.webhook;

import org.jspecify.annotations.NullMarked;
