/** One HTTP exchange whose body cannot go wrong unnoticed. */
@NullMarked
package io.onshore.connector.toolkit.http;

import org.jspecify.annotations.NullMarked;
