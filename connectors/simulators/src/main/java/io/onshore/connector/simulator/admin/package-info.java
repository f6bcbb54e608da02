/** What people and tests ask a double about itself. */
@NullMarked
package io.onshore.connector.simulator.admin;

import org.jspecify.annotations.NullMarked;
