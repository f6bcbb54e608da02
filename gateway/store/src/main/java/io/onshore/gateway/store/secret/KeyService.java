package io.onshore.gateway.store.secret;

/**
 * A service that holds a key which never leaves it, and wraps the keys that seal here. Safe for
 * several threads.
 */
public interface KeyService {
  /** Which key of which service, for people to read; no secret. Kept beside what it wrapped. */
  String name();

  /**
   * Wraps a key.
   *
   * @return a text that only the service can undo
   * @throws SealingException if the service does not answer or refuses; no text repeats a secret
   */
  String wrap(byte[] dataKey);

  /**
   * Undoes {@link #wrap}.
   *
   * @throws SealingException as {@link #wrap}
   */
  byte[] unwrap(String wrapped);
}
