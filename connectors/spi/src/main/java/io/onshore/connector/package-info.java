/** What a provider must offer. */
@NullMarked
package io.onshore.connector;

import org.jspecify.annotations.NullMarked;
