package io.onshore.policy;

/** How much a finding weighs, mildest first. */
public enum Severity {
  /** Nothing was found. */
  ALLOW,
  /** Worth knowing; nobody has to do anything. */
  NOTICE,
  /** A person acknowledges it before the push. */
  WARN,
  /** The push waits until a remedy is on record. */
  HOLD,
  /** No push. Only changed facts lift it. */
  BLOCK;

  /** The more severe of the two. */
  public Severity or(Severity other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** The milder of the two. */
  public Severity cappedAt(Severity cap) {
    return compareTo(cap) <= 0 ? this : cap;
  }

  /** Whether this is the other one or more severe. */
  public boolean atLeast(Severity other) {
    return compareTo(other) >= 0;
  }
}
