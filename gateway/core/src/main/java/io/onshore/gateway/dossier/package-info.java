/** What people put on file about destinations. */
@NullMarked
package io.onshore.gateway.dossier;

import org.jspecify.annotations.NullMarked;
