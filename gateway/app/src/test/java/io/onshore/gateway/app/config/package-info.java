/** Settings. */
@NullMarked
package io.onshore.gateway.app.config;

import org.jspecify.annotations.NullMarked;
