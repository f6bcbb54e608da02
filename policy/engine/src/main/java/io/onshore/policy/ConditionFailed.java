package io.onshore.policy;

/** A condition could not be evaluated. */
public final class ConditionFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConditionFailed(String message) {
    super(message);
  }

  public ConditionFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
