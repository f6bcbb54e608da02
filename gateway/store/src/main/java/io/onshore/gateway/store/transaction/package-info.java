/** All of a change, or nothing of it. */
@NullMarked
package io.onshore.gateway.store.transaction;

import org.jspecify.annotations.NullMarked;
