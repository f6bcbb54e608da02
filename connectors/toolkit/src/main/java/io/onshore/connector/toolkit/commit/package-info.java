/** What a refusal of a commit can mean after an earlier one. */
@NullMarked
package io.onshore.connector.toolkit.commit;

import org.jspecify.annotations.NullMarked;
