/** The rows of cases for compliance staff. */
@NullMarked
package io.onshore.gateway.store.review;

import org.jspecify.annotations.NullMarked;
