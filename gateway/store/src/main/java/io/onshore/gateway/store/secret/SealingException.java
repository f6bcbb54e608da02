package io.onshore.gateway.store.secret;

/** A secret could not be sealed or opened. The text tells no secret and no key. */
public final class SealingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SealingException(String message) {
    super(message);
  }

  public SealingException(String message, Throwable cause) {
    super(message, cause);
  }
}
