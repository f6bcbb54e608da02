/** Writing down what an upload needs to go on. */
@NullMarked
package io.onshore.connector.toolkit.resume;

import org.jspecify.annotations.NullMarked;
