/** How documents look that a practice hands over. */
@NullMarked
package io.onshore.gateway.app.report;

import org.jspecify.annotations.NullMarked;
