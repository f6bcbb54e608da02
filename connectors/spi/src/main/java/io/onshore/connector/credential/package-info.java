/** The grant by which a connector acts for an account. */
@NullMarked
package io.onshore.connector.credential;

import org.jspecify.annotations.NullMarked;
