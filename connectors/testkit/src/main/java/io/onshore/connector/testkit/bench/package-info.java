/** Measuring what sending costs, by a connector and by a vendor's own upload. */
@NullMarked
package io.onshore.connector.testkit.bench;

import org.jspecify.annotations.NullMarked;
