package io.onshore.gateway.residency;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.connector.Failure;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.doubles.World;
import io.onshore.gateway.residency.EvidenceKeeper.Known;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When the provider is asked, and what is said when it does not answer. */
class EvidenceKeeperTest {
  private final World world = new World();
  private final EvidenceKeeper keeper =
      new EvidenceKeeper(
          world.evidence,
          world.connectors(),
          (destination, before, now) -> () -> {},
          world.clock,
          World.FRESH_FOR);

  private Known fresh() {
    return keeper.fresh(world.destination);
  }

  private static Failure unavailable() {
    return Failure.passing(Failure.Kind.UNAVAILABLE);
  }

  @Test
  void asksOnceAndThenRemembers() {
    assertThat(fresh().evidence().orElseThrow().observedAt()).isEqualTo(World.START);
    world.clock.advance(World.FRESH_FOR.minusMillis(1));
    fresh();
    assertThat(world.provider.calls("probe")).isEqualTo(1);
    world.clock.advance(Duration.ofMillis(1));
    fresh();
    assertThat(world.provider.calls("probe")).isEqualTo(2);
    assertThat(world.trail.types())
        .containsExactly(AuditType.EVIDENCE_PROBED, AuditType.EVIDENCE_PROBED);
  }

  @Test
  void asksOnceHoweverManyWantToKnow() throws Exception {
    int callers = 20;
    CountDownLatch all = new CountDownLatch(callers);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Known>> answers = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        answers.add(
            threads.submit(
                () -> {
                  all.countDown();
                  all.await();
                  return fresh();
                }));
      }
      for (Future<Known> answer : answers) {
        assertThat(answer.get(10, TimeUnit.SECONDS).evidence()).isPresent();
      }
    }
    assertThat(world.provider.calls("probe")).isEqualTo(1);
  }

  @Test
  void leavesAProviderAloneForAWhileAfterAFailure() {
    world.provider.fail("probe", unavailable());
    assertThat(fresh().failure()).isPresent();
    world.clock.advance(Duration.ofSeconds(30).minusMillis(1));
    Known paused = fresh();
    assertThat(paused.evidence()).isEmpty();
    assertThat(paused.failure().orElseThrow().failure().kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
    assertThat(world.provider.calls("probe")).isEqualTo(1);
    world.clock.advance(Duration.ofMillis(1));
    Known known = fresh();
    assertThat(known.evidence()).isPresent();
    assertThat(known.failure()).isEmpty();
  }

  @Test
  void asksAtOnceAgainWhereTheAccountHadToBeConnectedFirst() {
    world.provider.fail("probe", Failure.permanent(Failure.Kind.REAUTHORISE));
    assertThat(fresh().failure()).isPresent();
    assertThat(fresh().evidence()).isPresent();
  }

  @Test
  void showsTheOldAnswerWithItsAgeWhenTheProviderCannotBeAsked() {
    fresh();
    world.clock.advance(Duration.ofDays(2));
    world.provider.alwaysFail("probe", unavailable());
    for (Known known : List.of(fresh(), fresh())) {
      assertThat(known.evidence().orElseThrow().observedAt()).isEqualTo(World.START);
      assertThat(known.failure()).isPresent();
    }
    assertThat(world.provider.calls("probe")).isEqualTo(2);
  }

  @Test
  void forgetsAFailureOnceAnotherReplicaGotAnAnswer() {
    world.provider.fail("probe", unavailable());
    fresh();
    world.clock.advance(Duration.ofMillis(1));
    EvidenceKeeper replica =
        new EvidenceKeeper(
            world.evidence,
            world.connectors(),
            (destination, before, now) -> () -> {},
            world.clock,
            World.FRESH_FOR);
    replica.fresh(world.destination);
    assertThat(fresh().failure()).isEmpty();
  }

  @Test
  void anOutageIsNeverEvidence() {
    world.provider.alwaysFail("probe", unavailable());
    fresh();
    assertThat(world.evidence.newest(World.PRACTICE, World.DESTINATION)).isEmpty();
    assertThat(world.trail.types()).isEmpty();
  }

  @Test
  void keepsWhatTheProviderSaidEachTime() {
    fresh();
    world.clock.advance(World.FRESH_FOR);
    world.provider.places = Set.of("US");
    assertThat(fresh().evidence().orElseThrow().observations())
        .allMatch(observation -> observation.places().equals(Set.of("US")));
  }
}
