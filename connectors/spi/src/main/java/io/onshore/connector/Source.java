package io.onshore.connector;

import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes that can be read again from the start: reopened, never rewound. May be opened by several
 * threads at once; each stream is used by one and closed by whoever opened it.
 */
@FunctionalInterface
public interface Source {
  /** Opens the bytes from the first. */
  InputStream open() throws IOException;
}
