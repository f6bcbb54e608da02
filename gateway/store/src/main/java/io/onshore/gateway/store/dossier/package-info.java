/** The rows of what people put on file about destinations. */
@NullMarked
package io.onshore.gateway.store.dossier;

import org.jspecify.annotations.NullMarked;
