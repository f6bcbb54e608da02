/** What every connector is held to. */
@NullMarked
package io.onshore.connector.testkit;

import org.jspecify.annotations.NullMarked;
