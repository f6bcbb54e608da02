/** Proving that the stored object is the sent one. */
@NullMarked
package io.onshore.gateway.verification;

import org.jspecify.annotations.NullMarked;
