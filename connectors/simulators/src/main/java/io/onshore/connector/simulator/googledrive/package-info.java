/** A double of Google's sign-in, of Drive, and of its data region policies. */
@NullMarked
package io.onshore.connector.simulator.googledrive;

import org.jspecify.annotations.NullMarked;
