package io.onshore.gateway.review;

/**
 * How often a rule interrupted people, and how often they went past it.
 *
 * @param sends how many sends of the practice were judged in that time, by whatever rules
 * @param interruptions how many of them this rule stopped for a person
 * @param overrides how many of those went on because a person acknowledged or could not wait
 * @param became what became of the overrides
 */
public record RuleRate(String rule, long sends, long interruptions, long overrides, Became became) {
  /** How many of 100 sends this rule stopped; zero if there was none. */
  public double interruptionsPerHundred() {
    return sends == 0 ? 0 : 100.0 * interruptions / sends;
  }

  /** How many of 100 interruptions were overridden; zero if there was none. */
  public double overridePercent() {
    return interruptions == 0 ? 0 : 100.0 * overrides / interruptions;
  }
}
