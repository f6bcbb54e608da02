package io.onshore.policy.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.policy.LocalisationGate;
import io.onshore.policy.Remedy;
import io.onshore.policy.Rule;
import io.onshore.policy.Rulebook;
import io.onshore.policy.Severity;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Spoils one rule at a time: some worked case must come out differently. */
class EveryRuleMattersTest {
  private static final Rulebook RULEBOOK = RulebookLoader.shipped();
  private static final List<WorkedCase> CASES = WorkedCasesTest.all();

  static Stream<String> rules() {
    return RULEBOOK.rules().stream().map(Rule::id);
  }

  static Stream<String> datedRules() {
    return RULEBOOK.rules().stream()
        .filter(rule -> rule.from().isPresent() || rule.to().isPresent())
        .map(Rule::id);
  }

  static Stream<LocalisationGate> gates() {
    return RULEBOOK.gates().stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void noticesThatTheRuleIsGone(String id) {
    // Silenced rather than removed: consent kinds name the rules they lift.
    assertNoticed(spoiled(id, rule -> rule.withCondition(facts -> false, "false")));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void noticesThatTheRuleSaysTheOpposite(String id) {
    assertNoticed(
        spoiled(id, rule -> rule.withCondition(facts -> !rule.condition().holds(facts), "!")));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void noticesThatTheRuleWeighsMoreOrLess(String id) {
    Severity right = RULEBOOK.rule(id).orElseThrow().severity();
    for (Severity wrong : EnumSet.range(Severity.NOTICE, Severity.BLOCK)) {
      if (wrong != right) {
        Set<Remedy> remedies =
            wrong == Severity.HOLD ? EnumSet.allOf(Remedy.class) : EnumSet.noneOf(Remedy.class);
        assertNoticed(spoiled(id, rule -> rule.withSeverity(wrong, remedies)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void noticesThatAHoldIsLiftedByAnotherRemedy(String id) {
    Rule rule = RULEBOOK.rule(id).orElseThrow();
    if (rule.severity() == Severity.HOLD) {
      assertNoticed(
          spoiled(
              id,
              hold ->
                  hold.withSeverity(
                      Severity.HOLD, EnumSet.complementOf(EnumSet.copyOf(hold.remedies())))));
    }
  }

  @ParameterizedTest
  @MethodSource("datedRules")
  void noticesThatTheDatesAreGone(String id) {
    Rule rule = RULEBOOK.rule(id).orElseThrow();
    if (rule.from().isPresent()) {
      assertNoticed(spoiled(id, dated -> dated.withDates(Optional.empty(), dated.to())));
      assertNoticed(
          spoiled(id, dated -> dated.withDates(dated.from().map(d -> d.plusDays(1)), dated.to())));
    }
    if (rule.to().isPresent()) {
      assertNoticed(spoiled(id, dated -> dated.withDates(dated.from(), Optional.empty())));
      assertNoticed(
          spoiled(id, dated -> dated.withDates(dated.from(), dated.to().map(d -> d.minusDays(1)))));
    }
  }

  @ParameterizedTest
  @MethodSource("gates")
  void noticesThatALocalisationGateIsShutOrOpen(LocalisationGate gate) {
    assertNoticed(withGate(gate, false));
    if (!gate.conditionText().equals("true")) {
      assertNoticed(withGate(gate, true));
    }
  }

  private static Rulebook withGate(LocalisationGate gate, boolean open) {
    return RULEBOOK.toBuilder()
        .gates(
            RULEBOOK.gates().stream()
                .map(
                    other ->
                        other.equals(gate)
                            ? new LocalisationGate(gate.jurisdiction(), facts -> open, "" + open)
                            : other)
                .toList())
        .build();
  }

  private static Rulebook spoiled(String id, UnaryOperator<Rule> change) {
    return RULEBOOK.toBuilder()
        .rules(
            RULEBOOK.rules().stream()
                .map(rule -> rule.id().equals(id) ? change.apply(rule) : rule)
                .toList())
        .build();
  }

  private static void assertNoticed(Rulebook spoiled) {
    assertThat(CASES).anyMatch(one -> one.differenceUnder(spoiled).isPresent());
  }
}
