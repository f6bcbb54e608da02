/** A double of Microsoft's sign-in and of Graph's drives. */
@NullMarked
package io.onshore.connector.simulator.onedrive;

import org.jspecify.annotations.NullMarked;
