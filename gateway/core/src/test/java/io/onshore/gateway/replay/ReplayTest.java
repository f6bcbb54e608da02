package io.onshore.gateway.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.gateway.doubles.Rules;
import io.onshore.gateway.doubles.SampleFiles;
import io.onshore.gateway.doubles.World;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.practice.Role;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.rules.HouseText;
import io.onshore.gateway.rules.PracticeRules;
import io.onshore.policy.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Deciding again: what was decided comes out the same, and a draft shows what it would change. */
class ReplayTest {
  private static final byte[] FILE = SampleFiles.age(1_000);
  private static final Caller OFFICER =
      new Caller("sub-officer", "Oz", World.PRACTICE, Set.of(Role.COMPLIANCE));

  private final World world = new World();

  private String decided(String place) {
    world.provider.places = Set.of(place);
    world.clock.advance(World.FRESH_FOR);
    return world.declare(FILE).decision().id();
  }

  private Simulation.Outcome simulated(Map<String, String> packs, PracticeRules rules) {
    return world.simulation().run(OFFICER, packs, Optional.of(rules), Simulation.USUAL);
  }

  private static PracticeRules house(String text) {
    return new PracticeRules(
        Map.of(), List.of(new HouseText("own", text, HouseText.Mode.ENFORCED)));
  }

  @Test
  void aDecisionIsReplayedByTheRulesOfThen() {
    String id = decided("US");
    world.rulebook(Rules.reworded("IN-US"));
    Replay.Replayed replayed = world.replay().of(World.PRACTICE, id);
    assertThat(replayed.same()).isTrue();
    assertThat(replayed.again()).isEqualTo(replayed.kept().decision());
  }

  @Test
  void aDecisionIsReplayedUnderThePracticesRulesOfThen() {
    int number =
        world.rulesDesk().propose(World.CLINICIAN, house("IN-NZ WARN"), "own view").number();
    world.rulesDesk().publish(OFFICER, number);
    String id = decided("NZ");
    int next = world.rulesDesk().propose(World.CLINICIAN, PracticeRules.NONE, "no longer").number();
    world.clock.advance(Duration.ofSeconds(1));
    world.rulesDesk().publish(OFFICER, next);
    Replay.Replayed replayed = world.replay().of(World.PRACTICE, id);
    assertThat(replayed.same()).isTrue();
    assertThat(replayed.again().outcome()).isEqualTo(Severity.WARN);
  }

  @Test
  void anotherPracticesDecisionIsNotFound() {
    String id = decided("US");
    assertThatThrownBy(() -> world.replay().of(new PracticeId("stranger"), id))
        .isInstanceOfSatisfying(
            RequestRefused.class,
            refused -> assertThat(refused.code()).isEqualTo(RefusalCode.DECISION_UNKNOWN));
  }

  @Test
  void aDraftHouseRuleListsWhatWouldChange() {
    decided("AU");
    String changed = decided("NZ");
    Simulation.Outcome outcome = simulated(Map.of(), house("IN-NZ BLOCK"));
    assertThat(outcome.decisions()).isEqualTo(2);
    assertThat(outcome.changed()).isEqualTo(1);
    assertThat(outcome.changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.decision()).isEqualTo(changed);
              assertThat(change.outcome()).isEqualTo(Severity.NOTICE);
              assertThat(change.wouldBe()).isEqualTo(Severity.BLOCK);
              assertThat(change.added()).containsExactly("IN-NZ=BLOCK");
              assertThat(change.removed()).containsExactly("IN-NZ=NOTICE");
            });
    assertThat(world.versions.list(World.PRACTICE)).as("nothing is published").isEmpty();
  }

  @Test
  void aDraftThatChangesNothingSaysSo() {
    decided("US");
    Simulation.Outcome outcome = simulated(Map.of(), PracticeRules.NONE);
    assertThat(outcome.decisions()).isEqualTo(1);
    assertThat(outcome.changed()).isZero();
  }

  @Test
  void onlyTheAskedDaysAreLookedAt() {
    decided("NZ");
    world.clock.advance(Duration.ofDays(91));
    decided("NZ");
    assertThat(simulated(Map.of(), house("IN-NZ BLOCK")).decisions()).isEqualTo(1);
  }

  @Test
  void aDraftWeighsTheEvidenceOfThenByItsOwnAges() {
    world.rulebook(Rules.withStaleness(365));
    decided("AU");
    assertThat(simulated(Map.of(), PracticeRules.NONE).changed()).isZero();
    world.provider.alwaysFail(
        "probe",
        io.onshore.connector.Failure.passing(io.onshore.connector.Failure.Kind.UNAVAILABLE));
    world.clock.advance(Duration.ofDays(20));
    world.declare(FILE);
    assertThat(simulated(Map.of("AU.yaml", "10"), PracticeRules.NONE).changes())
        .singleElement()
        .satisfies(change -> assertThat(change.added()).containsExactly("STALE=WARN"));
  }
}
