/** Who a practice is, and who acts for it. */
@NullMarked
package io.onshore.gateway.practice;

import org.jspecify.annotations.NullMarked;
