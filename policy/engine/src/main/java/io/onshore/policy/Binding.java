package io.onshore.policy;

import java.util.Map;

/** What a practice does with an outcome. Never part of a rule. */
public sealed interface Binding {

  /**
   * Does what each outcome asks for, or more.
   *
   * @param raised the action for an outcome where it is more than {@link Action#of}
   */
  record Enforce(Map<Severity, Action> raised) implements Binding {
    /**
     * @throws IllegalArgumentException if an action is milder than the outcome asks for
     */
    public Enforce {
      for (Map.Entry<Severity, Action> entry : raised.entrySet()) {
        Action least = Action.of(entry.getKey());
        if (entry.getValue().compareTo(least) < 0) {
          throw new IllegalArgumentException(
              "a binding may only tighten: `%s` asks for `%s`, not `%s`"
                  .formatted(entry.getKey(), least, entry.getValue()));
        }
      }
      raised = Sorted.copy(raised);
    }
  }

  /** Lets every push go and shows what would have happened. Every decision says so. */
  record DryRun() implements Binding {}

  /** Does what each outcome asks for, and no more. */
  static Binding enforce() {
    return new Enforce(Map.of());
  }

  /** The decision as this practice acts on it. The outcome and the findings stay. */
  default Decision applyTo(Decision decision) {
    return switch (this) {
      case Enforce enforce ->
          decision.bound(
              enforce.raised().getOrDefault(decision.outcome(), Action.of(decision.outcome())),
              false);
      case DryRun ignored -> decision.bound(Action.PROCEED, true);
    };
  }
}
