/** What a practice hands to people who have to judge it. */
@NullMarked
package io.onshore.gateway.report;

import org.jspecify.annotations.NullMarked;
