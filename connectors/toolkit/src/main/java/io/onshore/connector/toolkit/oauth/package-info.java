/** Holding an access token. */
@NullMarked
package io.onshore.connector.toolkit.oauth;

import org.jspecify.annotations.NullMarked;
