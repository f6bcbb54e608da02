package io.onshore.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A practice's own rules. They may only tighten: add findings, or make findings weigh more.
 *
 * @param name for people
 * @param rules extra rules, with ids of their own
 * @param raised more weight for rules of the rulebook, by rule id
 * @param consentKinds kinds of consent that the extra rules ask for, with ids of their own
 */
public record HouseRules(
    String name, List<Rule> rules, Map<String, Raise> raised, List<ConsentKind> consentKinds) {

  /**
   * More weight for a rule.
   *
   * @param remedies what lifts it if it becomes a hold; else empty
   */
  public record Raise(Severity to, Set<Remedy> remedies) {
    public Raise {
      remedies = Sorted.copy(remedies);
    }
  }

  public HouseRules {
    rules = List.copyOf(rules);
    raised = Sorted.copy(raised);
    consentKinds = List.copyOf(consentKinds);
  }

  /** No house rules. */
  public static HouseRules none() {
    return new HouseRules("none", List.of(), Map.of(), List.of());
  }

  Rulebook tighten(Rulebook rulebook) {
    var problems = new ArrayList<String>();
    for (Rule rule : rules) {
      if (rulebook.rule(rule.id()).isPresent()) {
        problems.add("rule `" + rule.id() + "` is the rulebook's; raise it, or choose another id");
      }
    }
    for (ConsentKind kind : consentKinds) {
      if (rulebook.consentKind(kind.id()).isPresent()) {
        problems.add("consent kind `" + kind.id() + "` is the rulebook's; choose another id");
      }
    }
    raised.forEach(
        (id, raise) ->
            rulebook
                .rule(id)
                .ifPresentOrElse(
                    rule -> refuseLoosening(rule, raise, problems),
                    () -> problems.add("there is no rule `" + id + "` to raise")));
    if (!problems.isEmpty()) {
      throw new LooseningRefused(name, problems);
    }
    return tightened(rulebook);
  }

  private static void refuseLoosening(Rule rule, Raise raise, List<String> problems) {
    if (!raise.to().atLeast(rule.severity())) {
      problems.add(
          "rule `%s` weighs `%s` and cannot be lowered to `%s`"
              .formatted(rule.id(), rule.severity(), raise.to()));
      return;
    }
    if (raise.remedies().isEmpty() == (raise.to() == Severity.HOLD)) {
      problems.add(
          "rule `%s` raised to `%s`: a hold names its remedies, and nothing else has any"
              .formatted(rule.id(), raise.to()));
      return;
    }
    if (rule.severity() == Severity.HOLD
        && raise.to() == Severity.HOLD
        && !rule.remedies().containsAll(raise.remedies())) {
      problems.add(
          "rule `%s` is lifted by %s only; %s would be an easier way out"
              .formatted(rule.id(), rule.remedies(), raise.remedies()));
    }
  }

  private Rulebook tightened(Rulebook rulebook) {
    var all = new ArrayList<Rule>();
    for (Rule rule : rulebook.rules()) {
      Raise raise = raised.getOrDefault(rule.id(), new Raise(rule.severity(), rule.remedies()));
      all.add(rule.withSeverity(raise.to(), raise.remedies()));
    }
    all.addAll(rules);
    Rulebook.Builder builder = rulebook.toBuilder().rules(all);
    consentKinds.forEach(builder::consentKind);
    return builder.build();
  }
}
