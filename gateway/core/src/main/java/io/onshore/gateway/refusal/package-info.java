/** Why a request cannot be granted, told so that a person knows what to do. */
@NullMarked
package io.onshore.gateway.refusal;

import org.jspecify.annotations.NullMarked;
