package io.onshore.policy.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.policy.DataClass;
import io.onshore.policy.Decision;
import io.onshore.policy.Evidence;
import io.onshore.policy.Finding;
import io.onshore.policy.HouseRules;
import io.onshore.policy.Jurisdiction;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.PatientLaw;
import io.onshore.policy.Place;
import io.onshore.policy.PolicyEngine;
import io.onshore.policy.Remedy;
import io.onshore.policy.Rule;
import io.onshore.policy.Rulebook;
import io.onshore.policy.Severity;
import io.onshore.policy.Situation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every situation, tried on many that nobody thought of. */
class DecisionLawsTest {
  private static final Rulebook RULEBOOK = RulebookLoader.shipped();
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  private static final int RANDOM = 80;
  private static final List<WorkedCase> CASES = WorkedCasesTest.all();

  static LongStream seeds() {
    return LongStream.range(0, RANDOM + CASES.size());
  }

  static Stream<JurisdictionId> jurisdictions() {
    return AnySituation.jurisdictions(RULEBOOK).stream();
  }

  @ParameterizedTest
  @MethodSource("jurisdictions")
  void warnsAtLeastWhenNothingIsKnown(JurisdictionId practice) {
    Decision decision = PolicyEngine.decide(RULEBOOK, Situation.of(practice, TODAY).build());

    assertThat(decision.outcome()).isGreaterThanOrEqualTo(Severity.WARN);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void anUnknownPlaceIsNeverBetterThanTheBestItCouldBe(long seed) {
    Situation situation = situation(seed);
    for (DataClass dataClass : DataClass.values()) {
      Severity unknown = outcome(situation.toBuilder().places(dataClass, Set.of()).build());
      Severity best =
          candidates(situation)
              .map(place -> situation.toBuilder().places(dataClass, Set.of(place)).build())
              .map(DecisionLawsTest::outcome)
              .min(Severity::compareTo)
              .orElseThrow();

      assertThat(unknown).as("%s of %s", dataClass, situation).isGreaterThanOrEqualTo(best);
      assertThat(unknown).isGreaterThanOrEqualTo(Severity.WARN);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void missingProofIsNeverBetterThanProof(long seed) {
    Situation situation = situation(seed);

    assertNoBetter(situation.toBuilder().evidence(Evidence.NONE), situation);
    assertNoBetter(situation.toBuilder().usPersons12m(Situation.UNCOUNTED), situation);
    assertNoBetter(situation.toBuilder().endToEnd(false), situation);
    assertNoBetter(situation.toBuilder().metadataPlain(true), situation);
    assertNoBetter(situation.toBuilder().contracts(), situation);
    assertNoBetter(situation.toBuilder().certifications(), situation);
    assertNoBetter(situation.toBuilder().assessments(), situation);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aPatientLawThatMayFollowIsNeverBetterThanOneThatDoesNot(long seed) {
    Situation situation = situation(seed);
    if (situation.patient().isEmpty()) {
      return;
    }
    JurisdictionId home = situation.patient().get();
    Situation no = situation.toBuilder().patient(home, PatientLaw.NO).build();

    assertNoBetter(situation.toBuilder().patient(home, PatientLaw.UNKNOWN), no);
    assertNoBetter(situation.toBuilder().patient(home, PatientLaw.YES), no);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theOrderOfTheRulesDoesNotMatter(long seed) {
    Situation situation = situation(seed);
    var shuffled = new ArrayList<>(RULEBOOK.rules());
    Collections.shuffle(shuffled, new Random(seed));
    Rulebook other = RULEBOOK.toBuilder().rules(shuffled).build();

    assertThat(PolicyEngine.decide(other, situation))
        .isEqualTo(PolicyEngine.decide(RULEBOOK, situation));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aDecisionCanBeReplayedFromWhatItKept(long seed) {
    Decision decision = PolicyEngine.decide(RULEBOOK, situation(seed));

    assertThat(PolicyEngine.replay(RulebookLoaderTest.SHIPPED_AGAIN, decision)).isEqualTo(decision);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aParentNeverRelaxesAChild(long seed) {
    Situation situation = situation(seed);
    for (Jurisdiction child : RULEBOOK.jurisdictions()) {
      if (child.parent().isEmpty()) {
        continue;
      }
      Situation there = situation.toBuilder().practice(child.id()).build();
      JurisdictionId parent = child.parent().get();
      Decision both = PolicyEngine.decide(RULEBOOK, there);

      assertTightened(PolicyEngine.decide(without(parent), there), both);
      assertTightened(PolicyEngine.decide(without(child.id()), there), both);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void houseRulesNeverLoosen(long seed) {
    Situation situation = situation(seed);
    Rulebook tightened = RULEBOOK.tightenedBy(anyHouse(new Random(seed)));

    assertTightened(
        PolicyEngine.decide(RULEBOOK, situation), PolicyEngine.decide(tightened, situation));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theShippedHouseRuleNeverLoosens(long seed) {
    Situation situation = situation(seed);
    HouseRules house = RulebookLoader.shippedHouse(RULEBOOK, RulebookLoader.NO_FOREIGN_ACCESS);

    assertTightened(
        PolicyEngine.decide(RULEBOOK, situation),
        PolicyEngine.decide(RULEBOOK.tightenedBy(house), situation));
  }

  @Test
  void theSituationsReachEveryOutcome() {
    Map<Severity, Long> outcomes =
        seeds()
            .mapToObj(seed -> outcome(situation(seed)))
            .collect(Collectors.groupingBy(outcome -> outcome, Collectors.counting()));

    assertThat(outcomes).containsKeys(Severity.WARN, Severity.HOLD, Severity.BLOCK);
  }

  /** A situation nobody thought of, or a worked case: most of those have nothing else wrong. */
  private static Situation situation(long seed) {
    return seed < RANDOM
        ? AnySituation.of(RULEBOOK, seed)
        : CASES.get(Math.toIntExact(seed - RANDOM)).given();
  }

  private static HouseRules anyHouse(Random random) {
    var raised = new HashMap<String, HouseRules.Raise>();
    for (Rule rule : RULEBOOK.rules()) {
      if (random.nextInt(4) == 0) {
        List<Severity> up = List.copyOf(EnumSet.range(rule.severity(), Severity.BLOCK));
        Severity to = up.get(random.nextInt(up.size()));
        Set<Remedy> remedies =
            to != Severity.HOLD
                ? Set.of()
                : rule.remedies().isEmpty() ? Set.of(Remedy.ASSESSMENT) : rule.remedies();
        raised.put(rule.id(), new HouseRules.Raise(to, remedies));
      }
    }
    return new HouseRules("any", List.of(), raised, List.of());
  }

  private static Rulebook without(JurisdictionId jurisdiction) {
    return RULEBOOK.toBuilder()
        .rules(
            RULEBOOK.rules().stream()
                .map(
                    rule ->
                        rule.jurisdiction().equals(jurisdiction)
                            ? rule.withCondition(facts -> false, "false")
                            : rule)
                .toList())
        .build();
  }

  private static Stream<Place> candidates(Situation situation) {
    var own =
        Stream.of(situation.practice().value(), situation.practice().country()).map(Place::new);
    return Stream.concat(own, AnySituation.PLACES.stream().map(Place::new)).filter(Place::known);
  }

  private static void assertNoBetter(Situation.Builder lessKnown, Situation known) {
    assertThat(outcome(lessKnown.build())).as("%s", known).isGreaterThanOrEqualTo(outcome(known));
  }

  private static void assertTightened(Decision loose, Decision tight) {
    assertThat(tight.outcome()).isGreaterThanOrEqualTo(loose.outcome());
    Map<String, Severity> weights =
        tight.findings().stream()
            .collect(Collectors.toMap(Finding::ruleId, Finding::severity, Severity::or));
    for (Finding finding : loose.findings()) {
      assertThat(weights.get(finding.ruleId()))
          .as(finding.ruleId())
          .isNotNull()
          .isGreaterThanOrEqualTo(finding.severity());
    }
  }

  private static Severity outcome(Situation situation) {
    return PolicyEngine.decide(RULEBOOK, situation).outcome();
  }
}
