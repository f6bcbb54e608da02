/** How events read to other programs. */
@NullMarked
package io.onshore.gateway.app.notice;

import org.jspecify.annotations.NullMarked;
