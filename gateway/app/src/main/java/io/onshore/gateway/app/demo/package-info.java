/** Showing a newcomer around; in dev mode only. */
@NullMarked
package io.onshore.gateway.app.demo;

import org.jspecify.annotations.NullMarked;
