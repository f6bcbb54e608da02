/** What a practice hands to people who have to judge it: a board, a regulator, a court. */
@NullMarked
package io.onshore.gateway.report;

import org.jspecify.annotations.NullMarked;
