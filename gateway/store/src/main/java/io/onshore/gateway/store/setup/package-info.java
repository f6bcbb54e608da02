/** What practices set up by themselves, sealed in rows. */
@NullMarked
package io.onshore.gateway.store.setup;

import org.jspecify.annotations.NullMarked;
