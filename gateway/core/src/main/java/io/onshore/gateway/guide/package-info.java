/** What an admin does so that files rest where they should, and how far that is. */
@NullMarked
package io.onshore.gateway.guide;

import org.jspecify.annotations.NullMarked;
