/** Values of the gateway as JSON in a column. */
@NullMarked
package io.onshore.gateway.store.json;

import org.jspecify.annotations.NullMarked;
