/** Moving one sealed file, surviving a crash. */
@NullMarked
package io.onshore.gateway.transfer;

import org.jspecify.annotations.NullMarked;
