/** Whether spooled bytes are there, and gone when they shall be. */
@NullMarked
package io.onshore.gateway.store.spool;

import org.jspecify.annotations.NullMarked;
