package io.onshore.policy;

import static io.onshore.policy.SmallRulebook.AU;
import static io.onshore.policy.SmallRulebook.EU;
import static io.onshore.policy.SmallRulebook.NSW;
import static io.onshore.policy.SmallRulebook.TODAY;
import static io.onshore.policy.SmallRulebook.atHome;
import static io.onshore.policy.SmallRulebook.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyEngineTest {
  private final Rulebook rulebook = SmallRulebook.builder().build();

  @Test
  void findsWhatTheRulesSayMostSevereFirst() {
    Decision decision = decide(atHome().practice(NSW).places(DataClass.CONTENT, "US"));

    assertThat(ids(decision)).containsExactly("AU-ABROAD", "NSW-WARN", "AU-NOTICE");
    assertThat(decision.outcome()).isEqualTo(Severity.HOLD);
    assertThat(decision.action()).isEqualTo(Action.HOLD);
    assertThat(decision.holds()).hasToString("[CONTRACT|CONSENT]");
    assertThat(decision.findings().getFirst().sources())
        .extracting(Source::url)
        .containsExactly("https://law.example/law");
    assertThat(decision.rulebookDigest()).isEqualTo(rulebook.digest());
  }

  @Test
  void allowsWhenNoRuleSpeaks() {
    Rulebook silent = SmallRulebook.builder().rules(List.of()).build();

    Decision decision = PolicyEngine.decide(silent, atHome().build());

    assertThat(decision.outcome()).isEqualTo(Severity.ALLOW);
    assertThat(decision.action()).isEqualTo(Action.PROCEED);
    assertThat(decision.findings()).isEmpty();
  }

  @Test
  void leavesOtherLawsOut() {
    assertThat(ids(decide(atHome()))).containsExactly("AU-NOTICE");
  }

  @Test
  void addsThePatientsLawWhenItFollows() {
    Decision decision = decide(atHome().patient(EU, PatientLaw.YES));

    assertThat(ids(decision)).containsExactly("EU-BLOCK", "AU-NOTICE");
  }

  @Test
  void capsThePatientsLawWhileNobodyRecordedWhetherItFollows() {
    Decision decision = decide(atHome().patient(EU, PatientLaw.UNKNOWN));

    assertThat(decision.outcome()).isEqualTo(Severity.WARN);
    assertThat(decision.findings().getFirst())
        .satisfies(
            finding -> {
              assertThat(finding.ruleId()).isEqualTo("EU-BLOCK");
              assertThat(finding.severity()).isEqualTo(Severity.WARN);
              assertThat(finding.cappedFrom()).contains(Severity.BLOCK);
            });
  }

  @Test
  void leavesThePatientsLawOutWhenItDoesNotFollow() {
    assertThat(ids(decide(atHome().patient(EU, PatientLaw.NO)))).containsExactly("AU-NOTICE");
  }

  @Test
  void holdsWhenARuleCannotBeEvaluated() {
    Rulebook broken =
        SmallRulebook.builder()
            .rule(
                rule(
                    "AU-BROKEN",
                    AU,
                    Severity.NOTICE,
                    facts -> {
                      throw new ConditionFailed("no");
                    }))
            .build();

    Decision decision = PolicyEngine.decide(broken, atHome().build());

    assertThat(ids(decision)).containsExactly("COULD-NOT-EVALUATE:AU-BROKEN", "AU-NOTICE");
    assertThat(decision.outcome()).isEqualTo(Severity.HOLD);
    assertThat(decision.holds()).hasToString("[EVIDENCE]");
  }

  @Test
  void blocksWhenARuleThatBlocksCannotBeEvaluated() {
    Rulebook broken =
        SmallRulebook.builder()
            .rule(
                rule(
                    "AU-BROKEN",
                    AU,
                    Severity.BLOCK,
                    facts -> {
                      throw new IllegalStateException("a bug");
                    }))
            .build();

    assertThat(PolicyEngine.decide(broken, atHome().build()).outcome()).isEqualTo(Severity.BLOCK);
  }

  @Test
  void takesALocationLawAsInPlayWhenItsGateCannotBeEvaluated() {
    Rulebook broken =
        SmallRulebook.builder()
            .gate(
                new LocalisationGate(
                    AU,
                    facts -> {
                      throw new ConditionFailed("no");
                    },
                    "broken"))
            .rule(rule("AU-GATED", AU, Severity.WARN, Facts::localisationLaw))
            .build();

    assertThat(ids(PolicyEngine.decide(broken, atHome().build())))
        .containsExactly("COULD-NOT-EVALUATE:localisation-gate-AU", "AU-GATED", "AU-NOTICE");
  }

  @Test
  void opensAGateOnlyForTheLawsThatBind() {
    Rulebook gated =
        SmallRulebook.builder()
            .rule(
                rule(
                    "ALL-GATED", JurisdictionId.EVERYWHERE, Severity.BLOCK, Facts::localisationLaw))
            .build();
    Situation.Builder bound = atHome().roles("bound");

    assertThat(ids(PolicyEngine.decide(gated, bound.build()))).doesNotContain("ALL-GATED");
    assertThat(PolicyEngine.decide(gated, bound.patient(EU, PatientLaw.UNKNOWN).build()).findings())
        .filteredOn(finding -> finding.ruleId().equals("ALL-GATED"))
        .extracting(Finding::severity)
        .containsExactly(Severity.WARN);
    assertThat(PolicyEngine.decide(gated, bound.patient(EU, PatientLaw.YES).build()).outcome())
        .isEqualTo(Severity.BLOCK);
  }

  @Test
  void holdsForAReviewWhereTheRulebookKnowsNoLaw() {
    var unknown = new JurisdictionId("BR");
    Situation.Builder there = atHome().practice(unknown).patientAtHome();

    assertThat(decide(there).holds()).hasToString("[ASSESSMENT]");
    assertThat(ids(decide(there))).containsExactly("JURISDICTION-UNKNOWN");
    assertThat(decide(there.assessments(Finding.JURISDICTION_REVIEW)).outcome())
        .isEqualTo(Severity.WARN);
  }

  @Test
  void findsAnUnknownLawOfThePractice_andOneOfThePatient() {
    Situation situation =
        atHome()
            .practice(new JurisdictionId("BR"))
            .patient(new JurisdictionId("CL"), PatientLaw.YES)
            .build();

    assertThat(PolicyEngine.decide(rulebook, situation).findings())
        .extracting(Finding::jurisdiction)
        .extracting(JurisdictionId::value)
        .containsExactlyInAnyOrder("BR", "CL");
  }

  @Test
  void appliesARuleOnItsFirstAndLastDay() {
    Rulebook dated =
        SmallRulebook.builder()
            .rule(
                rule("AU-DATED", AU, Severity.WARN, facts -> true)
                    .withDates(Optional.of(TODAY), Optional.of(TODAY.plusDays(1))))
            .build();

    assertThat(ids(PolicyEngine.decide(dated, atHome().evaluatedOn(TODAY.minusDays(1)).build())))
        .doesNotContain("AU-DATED");
    assertThat(ids(PolicyEngine.decide(dated, atHome().build()))).contains("AU-DATED");
    assertThat(ids(PolicyEngine.decide(dated, atHome().evaluatedOn(TODAY.plusDays(1)).build())))
        .contains("AU-DATED");
    assertThat(ids(PolicyEngine.decide(dated, atHome().evaluatedOn(TODAY.plusDays(2)).build())))
        .doesNotContain("AU-DATED");
  }

  @Test
  void replaysADecisionOnlyByTheRulebookThatMadeIt() {
    Decision decision = decide(atHome());
    Rulebook other = SmallRulebook.builder().asOf(TODAY.plusDays(1)).build();

    assertThat(PolicyEngine.replay(rulebook, decision)).isEqualTo(decision);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PolicyEngine.replay(other, decision))
        .withMessageContaining(other.digest());
  }

  @Test
  void namesEachMissingRemedyOnce() {
    Rulebook twice =
        SmallRulebook.builder()
            .rule(
                rule("AU-AGAIN", AU, Severity.HOLD, facts -> true)
                    .withSeverity(Severity.HOLD, Set.of(Remedy.CONTRACT, Remedy.CONSENT)))
            .rule(rule("AU-OTHER", AU, Severity.HOLD, facts -> true))
            .build();

    Situation abroad = atHome().places(DataClass.CONTENT, "US").build();
    assertThat(PolicyEngine.decide(twice, abroad).holds())
        .hasToString("[CONTRACT, CONTRACT|CONSENT]");
  }

  private Decision decide(Situation.Builder situation) {
    return PolicyEngine.decide(rulebook, situation.build());
  }

  private static List<String> ids(Decision decision) {
    return decision.findings().stream().map(Finding::ruleId).toList();
  }
}
