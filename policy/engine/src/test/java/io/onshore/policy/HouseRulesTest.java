package io.onshore.policy;

import static io.onshore.policy.SmallRulebook.AU;
import static io.onshore.policy.SmallRulebook.atHome;
import static io.onshore.policy.SmallRulebook.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
  private final Rulebook rulebook = SmallRulebook.builder().build();

  @Test
  void addsRules() {
    var house =
        new HouseRules(
            "ours",
            List.of(rule("OUR-WARN", AU, Severity.WARN, facts -> true)),
            Map.of(),
            List.of());

    Decision decision = PolicyEngine.decide(rulebook.tightenedBy(house), atHome().build());

    assertThat(decision.findings())
        .extracting(Finding::ruleId)
        .containsExactly("OUR-WARN", "AU-NOTICE");
  }

  @Test
  void raisesRules() {
    HouseRules house = raising("AU-NOTICE", Severity.HOLD, Set.of(Remedy.ASSESSMENT));

    Decision decision = PolicyEngine.decide(rulebook.tightenedBy(house), atHome().build());

    assertThat(decision.outcome()).isEqualTo(Severity.HOLD);
    assertThat(decision.holds()).hasToString("[ASSESSMENT]");
  }

  @Test
  void narrowsTheWaysOutOfAHold() {
    HouseRules house = raising("AU-ABROAD", Severity.HOLD, Set.of(Remedy.CONTRACT));

    assertThat(rulebook.tightenedBy(house).rule("AU-ABROAD").orElseThrow().remedies())
        .containsExactly(Remedy.CONTRACT);
  }

  @Test
  void changesTheDigest() {
    HouseRules house = raising("AU-NOTICE", Severity.WARN, Set.of());

    assertThat(rulebook.tightenedBy(house).digest()).isNotEqualTo(rulebook.digest());
    assertThat(rulebook.tightenedBy(HouseRules.none()).digest()).isEqualTo(rulebook.digest());
  }

  @Test
  void refusesToLoosenAndSaysEverythingThatIsWrong() {
    var house =
        new HouseRules(
            "lax",
            List.of(rule("AU-NOTICE", AU, Severity.WARN, facts -> false)),
            Map.of(
                "AU-ABROAD", new HouseRules.Raise(Severity.WARN, Set.of()),
                "NSW-WARN", new HouseRules.Raise(Severity.HOLD, Set.of()),
                "EU-BLOCK", new HouseRules.Raise(Severity.BLOCK, Set.of(Remedy.CONSENT)),
                "NOWHERE", new HouseRules.Raise(Severity.BLOCK, Set.of())),
            List.of(SmallRulebook.consentKind("TOLD", Set.of("anything"))));

    assertThatExceptionOfType(LooseningRefused.class)
        .isThrownBy(() -> rulebook.tightenedBy(house))
        .satisfies(
            refused ->
                assertThat(refused.problems())
                    .containsExactly(
                        "rule `AU-NOTICE` is the rulebook's; raise it, or choose another id",
                        "consent kind `TOLD` is the rulebook's; choose another id",
                        "rule `AU-ABROAD` weighs `HOLD` and cannot be lowered to `WARN`",
                        "rule `EU-BLOCK` raised to `BLOCK`: a hold names its remedies, and nothing"
                            + " else has any",
                        "there is no rule `NOWHERE` to raise",
                        "rule `NSW-WARN` raised to `HOLD`: a hold names its remedies, and nothing"
                            + " else has any"));
  }

  @Test
  void refusesAnEasierWayOutOfAHold() {
    HouseRules house =
        raising("AU-ABROAD", Severity.HOLD, Set.of(Remedy.CONTRACT, Remedy.EVIDENCE));

    assertThatExceptionOfType(LooseningRefused.class)
        .isThrownBy(() -> rulebook.tightenedBy(house))
        .withMessageContaining("would be an easier way out");
  }

  private static HouseRules raising(String id, Severity to, Set<Remedy> remedies) {
    return new HouseRules(
        "ours", List.of(), Map.of(id, new HouseRules.Raise(to, remedies)), List.of());
  }
}
