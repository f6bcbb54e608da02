/** What must not be so where real files go, and what happens while it is. */
@NullMarked
package io.onshore.gateway.app.safety;

import org.jspecify.annotations.NullMarked;
