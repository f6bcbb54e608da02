/** HTTP. */
@NullMarked
package io.onshore.gateway.app.rest;

import org.jspecify.annotations.NullMarked;
