/** The rows of what people acknowledged and consented to. */
@NullMarked
package io.onshore.gateway.store.consent;

import org.jspecify.annotations.NullMarked;
