package io.onshore.policy;

/** What happens to the push, mildest first. */
public enum Action {
  /** It goes. */
  PROCEED,
  /** It goes, and people can see why they might have minded. */
  WARN,
  /** It goes once a person has acknowledged the findings. */
  ACKNOWLEDGE,
  /** It waits until what is missing is on record. */
  HOLD,
  /** It does not go. */
  BLOCK;

  /** What an outcome asks for by itself. */
  public static Action of(Severity outcome) {
    return switch (outcome) {
      case ALLOW -> PROCEED;
      case NOTICE -> WARN;
      case WARN -> ACKNOWLEDGE;
      case HOLD -> HOLD;
      case BLOCK -> BLOCK;
    };
  }
}
