package io.onshore.gateway.app.security;

/** The sign-in is too old, or not strong enough, for what was asked. */
public final class StepUpNeeded extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String challenge;

  /**
   * @param challenge the {@code WWW-Authenticate} header, as RFC 9470 has it
   */
  StepUpNeeded(String message, String challenge) {
    super(message);
    this.challenge = challenge;
  }

  /** The {@code WWW-Authenticate} header that says what would do. */
  public String challenge() {
    return challenge;
  }
}
