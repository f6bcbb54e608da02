/** Whether what was kept is there again. */
@NullMarked
package io.onshore.gateway.store;

import org.jspecify.annotations.NullMarked;
