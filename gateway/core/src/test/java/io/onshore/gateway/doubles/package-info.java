/** Hand-written doubles of the ports: they keep the contracts and can be made to fail. */
@NullMarked
package io.onshore.gateway.doubles;

import org.jspecify.annotations.NullMarked;
