/** Many small files at once, in little memory. */
@NullMarked
package io.onshore.gateway.acceptance.small;

import org.jspecify.annotations.NullMarked;
