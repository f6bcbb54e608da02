package io.onshore.connector.toolkit.http;

import java.io.InputStream;
import java.util.OptionalLong;

/** An answer whose body is still on the way. Used by one thread. */
public interface StreamingAnswer extends AutoCloseable {
  /** The status, whatever it is. */
  int status();

  /** The answer's header fields. */
  Headers headers();

  /**
   * The length that the server announced. Without one a cut connection cannot be told from an end:
   * compare the size with what was expected.
   */
  OptionalLong length();

  /**
   * The body's bytes; always the same stream, and closing it closes the answer. A connection cut
   * before the announced end, a time-out and an interrupt surface as {@link TransportException}.
   */
  InputStream body();

  /** Whether the status is one of 200 to 299. */
  default boolean ok() {
    return status() / 100 == 2;
  }

  /**
   * Reads the rest of the body, as is wanted of an error, and closes the answer.
   *
   * @throws TransportException if it is cut or larger than the seam's set size
   */
  HttpAnswer readWhole() throws TransportException;

  /** Gives the connection back, or cuts it if bytes are still to come. */
  @Override
  void close();
}
