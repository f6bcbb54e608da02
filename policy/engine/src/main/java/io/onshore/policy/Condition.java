package io.onshore.policy;

/** When a rule speaks. Pure and safe to call from many threads. */
@FunctionalInterface
public interface Condition {
  /**
   * Whether the rule speaks about these facts.
   *
   * @throws ConditionFailed if that cannot be said; the engine turns it, and any other exception,
   *     into a finding
   */
  boolean holds(Facts facts);
}
