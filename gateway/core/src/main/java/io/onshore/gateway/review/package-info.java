/** Cases that compliance staff have to look at. */
@NullMarked
package io.onshore.gateway.review;

import org.jspecify.annotations.NullMarked;
