/** What is stopped, in rows. */
@NullMarked
package io.onshore.gateway.store.stop;

import org.jspecify.annotations.NullMarked;
