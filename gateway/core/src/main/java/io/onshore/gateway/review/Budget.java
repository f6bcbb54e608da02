package io.onshore.gateway.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How much a rule may interrupt people before somebody looks at the rule. A few sends prove
 * nothing, so small numbers are not judged.
 *
 * @param interruptionsPerHundred the most interruptions in 100 sends
 * @param overridePercent the most overrides in 100 interruptions
 * @param leastSends how many sends there have to be to judge how often a rule interrupts
 * @param leastInterruptions how many interruptions there have to be to judge how often it is
 *     overridden
 */
public record Budget(
    double interruptionsPerHundred,
    double overridePercent,
    long leastSends,
    long leastInterruptions) {

  /**
   * @throws IllegalArgumentException if a number is negative
   */
  public Budget {
    if (interruptionsPerHundred < 0
        || overridePercent < 0
        || leastSends < 1
        || leastInterruptions < 1) {
      throw new IllegalArgumentException("a budget is not negative, and judges one send at least");
    }
  }

  /** In words, in what a rule is over its budget; empty if it keeps it. */
  public List<String> breaches(RuleRate rate) {
    List<String> breaches = new ArrayList<>();
    if (rate.sends() >= leastSends && rate.interruptionsPerHundred() > interruptionsPerHundred) {
      breaches.add(
          "interrupted %d of %d sends: %s of 100, where the budget is %s"
              .formatted(
                  rate.interruptions(),
                  rate.sends(),
                  number(rate.interruptionsPerHundred()),
                  number(interruptionsPerHundred)));
    }
    if (rate.interruptions() >= leastInterruptions && rate.overridePercent() > overridePercent) {
      breaches.add(
          "overridden in %d of %d interruptions: %s %%, where the budget is %s %%"
              .formatted(
                  rate.overrides(),
                  rate.interruptions(),
                  number(rate.overridePercent()),
                  number(overridePercent)));
    }
    return List.copyOf(breaches);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
