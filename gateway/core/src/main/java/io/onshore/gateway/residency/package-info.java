/** Turning evidence into facts, and keeping it fresh. */
@NullMarked
package io.onshore.gateway.residency;

import org.jspecify.annotations.NullMarked;
