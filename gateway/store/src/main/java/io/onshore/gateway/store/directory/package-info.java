/** The people of practices as rows. */
@NullMarked
package io.onshore.gateway.store.directory;

import org.jspecify.annotations.NullMarked;
