package io.onshore.connector.toolkit.http;

/**
 * One request, one answer. Never sends anything twice, follows no redirect, holds no body whole and
 * logs nothing. An answer with any status is an answer; only what went wrong around it is a {@link
 * TransportException}.
 *
 * <p>A request body has a fixed length. It is never completed when its source fails, ends early or
 * goes on too long: the connection is cut before the last bytes leave.
 *
 * <p>Calls block. An interrupt ends a call promptly and leaves the thread's interrupt flag set. May
 * be used by several threads at once.
 */
public interface HttpSeam extends AutoCloseable {
  /**
   * Sends a request and reads the whole answer, which may be at most a set size.
   *
   * @throws TransportException if there is no usable answer
   */
  HttpAnswer send(HttpCall call) throws TransportException;

  /**
   * Sends a request and hands out the answer's body as a stream. The caller closes the answer; the
   * call's time-out runs until then.
   *
   * @throws TransportException if there is no answer
   */
  StreamingAnswer open(HttpCall call) throws TransportException;

  /** Ends running calls and releases connections. Closing twice is harmless. */
  @Override
  void close();
}
