/** Whether what was written long ago can still be read. */
@NullMarked
package io.onshore.gateway.store.json;

import org.jspecify.annotations.NullMarked;
