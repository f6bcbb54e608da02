package io.onshore.gateway.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.onshore.gateway.doubles.MemoryKeptTexts;
import io.onshore.gateway.doubles.World;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.practice.Role;
import io.onshore.gateway.rules.KeptTexts;
import io.onshore.gateway.rules.PracticeRules;
import io.onshore.policy.Action;
import io.onshore.policy.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What changed in what sends are judged by, and when. */
class RuleChangesTest {
  private static final Instant BEGIN = World.START;
  private static final Instant END = BEGIN.plus(Duration.ofDays(9));
  private static final PracticeRules STRICTER =
      new PracticeRules(Map.of(Severity.WARN, Action.HOLD), List.of());

  private final World world = new World();
  private final MemoryKeptTexts kept = new MemoryKeptTexts();
  private final RuleChanges changes = new RuleChanges(kept, world.versions);

  private void inForce(KeptTexts.Kind kind, int day, Map<String, String> texts) {
    kept.keep(new KeptTexts.Kept(kind, texts.toString(), texts, BEGIN.plus(Duration.ofDays(day))));
  }

  private static Caller admin(String name) {
    return new Caller(name, name, World.PRACTICE, Set.of(Role.PRACTICE_ADMIN));
  }

  private int proposed(PracticeRules rules) {
    return world.rulesDesk().propose(admin("adam"), rules, "a test").number();
  }

  @Test
  void packsAreNamedThatWereAddedChangedOrTakenAway() {
    inForce(KeptTexts.Kind.RULEBOOK, -2, Map.of("AU", "1", "NZ", "1", "GB", "1"));
    inForce(KeptTexts.Kind.RULEBOOK, 2, Map.of("AU", "2", "NZ", "1", "US", "1"));
    inForce(KeptTexts.Kind.CLAIMS, 1, Map.of("box", "1"));
    inForce(KeptTexts.Kind.CLAIMS, 3, Map.of("box", "2"));
    assertThat(changes.of(World.PRACTICE, BEGIN, END))
        .containsExactly(
            new RuleChange(
                BEGIN.plus(Duration.ofDays(2)),
                RuleChange.Kind.RULEBOOK,
                List.of("AU", "GB", "US"),
                Optional.empty()),
            new RuleChange(
                BEGIN.plus(Duration.ofDays(3)),
                RuleChange.Kind.CLAIMS,
                List.of("box"),
                Optional.empty()));
    assertThat(changes.of(World.PRACTICE, BEGIN.plus(Duration.ofDays(3)).plusNanos(1), END))
        .isEmpty();
    assertThat(changes.of(World.PRACTICE, BEGIN, BEGIN.plus(Duration.ofDays(2)))).isEmpty();
  }

  @Test
  void ownRulesCountOncePublishedAndForTheirPracticeOnly() {
    int taken = proposed(STRICTER);
    var withdrawn = world.rulesDesk().withdraw(admin("adam"), taken);
    int strict = proposed(STRICTER);
    assertThat(changes.of(World.PRACTICE, BEGIN, END)).as("proposals").isEmpty();
    var published = world.rulesDesk().publish(admin("connie"), strict);
    int none = proposed(PracticeRules.NONE);
    world.clock.advance(Duration.ofHours(1));
    var ended = world.rulesDesk().publish(admin("connie"), none);
    assertThat(List.of(withdrawn.number(), published.number(), ended.number()))
        .containsExactly(1, 2, 3);
    assertThat(changes.of(World.PRACTICE, BEGIN, END))
        .extracting(RuleChange::kind, RuleChange::version)
        .containsExactly(
            tuple(RuleChange.Kind.OWN_RULES, Optional.of(2)),
            tuple(RuleChange.Kind.OWN_RULES_ENDED, Optional.of(3)));
    assertThat(changes.of(new PracticeId("another"), BEGIN, END)).isEmpty();
  }
}
