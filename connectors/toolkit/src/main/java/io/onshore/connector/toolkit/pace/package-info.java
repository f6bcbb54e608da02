/** Keeping within what a provider allows. */
@NullMarked
package io.onshore.connector.toolkit.pace;

import org.jspecify.annotations.NullMarked;
