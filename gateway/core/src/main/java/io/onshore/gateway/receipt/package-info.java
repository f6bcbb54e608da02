/** What is handed out about a file that is safely stored. */
@NullMarked
package io.onshore.gateway.receipt;

import org.jspecify.annotations.NullMarked;
