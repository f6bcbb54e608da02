/** What people acknowledged, and which consents they recorded. */
@NullMarked
package io.onshore.gateway.consent;

import org.jspecify.annotations.NullMarked;
