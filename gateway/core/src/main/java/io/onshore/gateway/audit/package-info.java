/** What happened, for people who will ask. */
@NullMarked
package io.onshore.gateway.audit;

import org.jspecify.annotations.NullMarked;
