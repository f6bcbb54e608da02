/** A double of Box: sign-in, folders, uploads and storage zones. */
@NullMarked
package io.onshore.connector.simulator.box;

import org.jspecify.annotations.NullMarked;
