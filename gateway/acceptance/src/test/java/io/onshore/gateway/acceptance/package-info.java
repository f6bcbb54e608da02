/** What the packaged gateway does, seen from outside. */
@NullMarked
package io.onshore.gateway.acceptance;

import org.jspecify.annotations.NullMarked;
