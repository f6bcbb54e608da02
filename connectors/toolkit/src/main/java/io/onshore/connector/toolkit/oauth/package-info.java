/** Getting the tokens of a connection, and keeping them fresh. */
@NullMarked
package io.onshore.connector.toolkit.oauth;

import org.jspecify.annotations.NullMarked;
