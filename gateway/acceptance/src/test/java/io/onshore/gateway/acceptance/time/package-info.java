/** What time alone does to a verdict. */
@NullMarked
package io.onshore.gateway.acceptance.time;

import org.jspecify.annotations.NullMarked;
