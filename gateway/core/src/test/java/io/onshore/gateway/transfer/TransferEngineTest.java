package io.onshore.gateway.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Failure;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.doubles.Power.PowerCut;
import io.onshore.gateway.doubles.SampleFiles;
import io.onshore.gateway.doubles.World;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.transfer.TransferState.Proof;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the engine makes of what providers answer, by the clock. */
class TransferEngineTest {
  private static final byte[] FILE = SampleFiles.noise(3_500, 7);

  private final World world = new World();
  private final Transfer transfer = world.queued(FILE);
  private final TransferId id = transfer.id();

  private Transfer now() {
    return world.now(id);
  }

  private String state() {
    return now().state().code();
  }

  private Transfer.Trouble trouble() {
    return now().trouble().orElseThrow();
  }

  private Instant retryAt() {
    return trouble().retryAt().orElseThrow();
  }

  private static Failure permanent(Failure.Kind kind) {
    return Failure.permanent(kind);
  }

  private static Failure unavailable() {
    return Failure.passing(Failure.Kind.UNAVAILABLE);
  }

  @Test
  void sendsOnceAndTellsEachStepInOrder() {
    assertThat(world.drive(id).state().code()).isEqualTo("VERIFIED");

    assertThat(world.provider.objects()).singleElement().isEqualTo(FILE);
    assertThat(world.provider.calls())
        .containsExactly("open", "begin", "send", "send", "send", "send", "commit");
    assertThat(world.trail.types())
        .containsExactly(
            AuditType.TRANSFER_DECLARED,
            AuditType.SENDING_STARTED,
            AuditType.COMMIT_STARTED,
            AuditType.FILE_STORED,
            AuditType.FILE_VERIFIED);
    assertThat(world.spool.holds(id)).isFalse();
  }

  @Test
  void sendsAsManyPartsAtOnceAsTheProviderAllowsAndNoMore() {
    world.provider.parallel = 2;
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CyclicBarrier two = new CyclicBarrier(2);
    world.provider.whileSending =
        () -> {
          most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
          meet(two);
          underWay.decrementAndGet();
        };

    assertThat(world.drive(id).state().code()).isEqualTo("VERIFIED");

    assertThat(most).hasValue(2);
    assertThat(world.provider.objects()).singleElement().isEqualTo(FILE);
  }

  @Test
  void letsPartsOnTheirWayArriveWhenAnotherOneFails() {
    world.provider.parallel = 4;
    world.provider.fail("send", 2, 1, false, unavailable());
    CyclicBarrier four = new CyclicBarrier(4);
    world.provider.whileSending = () -> meet(four);

    world.engine().workOnce();

    assertThat(trouble().kind()).isEqualTo("UNAVAILABLE");
    assertThat(world.provider.calls("send")).isEqualTo(4);
    world.provider.whileSending = () -> {};
    assertThat(world.drive(id).state().code()).isEqualTo("VERIFIED");
    assertThat(world.provider.calls("send")).as("only the part that failed again").isEqualTo(5);
  }

  @Test
  void tellsTheFailureThatTryingAgainCannotHelpWhenSeveralPartsFail() {
    world.provider.parallel = 4;
    CyclicBarrier four = new CyclicBarrier(4);
    world.provider.whileSending = () -> meet(four);
    world.provider.fail("send", 1, 1, false, unavailable());
    world.provider.fail("send", 2, 1, false, permanent(Failure.Kind.QUOTA_EXHAUSTED));
    world.provider.fail("send", 3, 1, false, unavailable());

    world.engine().workOnce();

    assertThat(state()).isEqualTo("FAILED");
    assertThat(trouble().kind()).isEqualTo("QUOTA_EXHAUSTED");
  }

  @Test
  void interruptingTheEngineEndsThePartsOnTheirWay() throws Exception {
    world.provider.parallel = 2;
    CountDownLatch sending = new CountDownLatch(2);
    CountDownLatch interrupted = new CountDownLatch(2);
    world.provider.whileSending =
        () -> {
          sending.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException ended) {
            interrupted.countDown();
            Thread.currentThread().interrupt();
          }
        };
    Thread engine = Thread.ofVirtual().start(() -> world.engine().workOnce());
    assertThat(sending.await(30, TimeUnit.SECONDS)).isTrue();

    engine.interrupt();

    assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(engine.join(Duration.ofSeconds(30))).isTrue();
    assertThat(state()).isEqualTo("SENDING");
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
      throw new AssertionError("the others did not come", alone);
    }
  }

  @Test
  void writesTheTokenDownBeforeTheFirstByteAndTheCommitBeforeItHappens() {
    List<String> states = new ArrayList<>();
    world.provider.beforeNext(
        "send",
        () -> {
          states.add(state());
          world.provider.beforeNext("commit", () -> states.add(state()));
        });
    world.drive(id);
    assertThat(states).containsExactly("SENDING", "COMMITTING");
  }

  @Test
  void keepsTheSpooledFileUntilItIsProven() {
    world.provider.alwaysFail("find", unavailable());
    world.provider.hideDigests(1);
    assertThat(world.engine().workOnce()).isTrue();
    assertThat(state()).isEqualTo("STORED");
    assertThat(world.spool.content(id)).isEqualTo(FILE);
  }

  @Test
  void waitsAtLeastAsLongAsTheProviderAsks() {
    world.provider.fail(
        "send",
        2,
        1,
        false,
        new Failure(
            Failure.Kind.THROTTLED,
            new Failure.Retry.After(Duration.ofMinutes(42)),
            Failure.Effect.NONE,
            Optional.empty()));
    world.engine().workOnce();

    assertThat(retryAt()).isEqualTo(World.START.plus(Duration.ofMinutes(42)));
    world.clock.advance(Duration.ofMinutes(42).minusMillis(1));
    assertThat(world.engine().workOnce()).isFalse();
    world.clock.advance(Duration.ofMillis(1));
    assertThat(world.engine().workOnce()).isTrue();
    assertThat(state()).isEqualTo("VERIFIED");
  }

  @Test
  void waitsForAPersonWhoReconnectsTheAccountRatherThanFail() {
    world.provider.alwaysFail("send", permanent(Failure.Kind.REAUTHORISE));
    for (int i = 0; i < 20; i++) {
      world.engine().workOnce();
      assertThat(state()).isEqualTo("SENDING");
      assertThat(trouble().kind()).isEqualTo("REAUTHORISE");
      world.clock.moveTo(retryAt());
    }
    world.provider.heal();
    assertThat(world.drive(id).state().code()).isEqualTo("VERIFIED");
  }

  @Test
  void asksWhereTheProviderStandsAfterAnOffsetMismatch() {
    world.provider.fail("send", 3, 1, true, permanent(Failure.Kind.OFFSET_MISMATCH));
    world.engine().workOnce();
    assertThat(world.provider.calls("confirmed")).isZero();
    world.drive(id);
    assertThat(world.provider.calls("confirmed")).isEqualTo(1);
    assertThat(world.provider.calls("send")).isEqualTo(4);
    assertThat(state()).isEqualTo("VERIFIED");
  }

  @Test
  void beginsAgainAtOnceWhenTheProviderForgotTheUpload() {
    world.provider.fail("send", 3, 1, false, permanent(Failure.Kind.SESSION_LOST));
    world.engine().workOnce();
    assertThat(state()).isEqualTo("VERIFIED");
    assertThat(world.provider.calls("begin")).isEqualTo(2);
    assertThat(world.trail.types()).contains(AuditType.SENDING_RESTARTED);
  }

  @Test
  void looksForTheObjectBeforeItBeginsAgainWhenTheUploadIsGoneDuringCommit() {
    world.provider.fail("commit", 1, 1, true, unavailable().withEffect(Failure.Effect.UNKNOWN));
    world.provider.fail("find", unavailable());
    world.engine().workOnce();
    assertThat(state()).isEqualTo("COMMITTING");

    assertThat(world.drive(id).state().code()).isEqualTo("VERIFIED");
    assertThat(world.provider.calls("begin")).isEqualTo(1);
    assertThat(world.provider.calls("commit")).isEqualTo(1);
    assertThat(world.provider.objects()).hasSize(1);
  }

  @Test
  void beginsAgainWhenTheUploadIsGoneDuringCommitAndNoObjectIsThere() {
    world.provider.fail("commit", permanent(Failure.Kind.SESSION_LOST));
    assertThat(world.drive(id).state().code()).isEqualTo("VERIFIED");
    assertThat(world.provider.calls("begin")).isEqualTo(2);
  }

  @Test
  void doesNotRunHotWhenEveryUploadIsForgotten() {
    world.provider.alwaysFail("send", permanent(Failure.Kind.SESSION_LOST));
    for (int i = 0; i < 10; i++) {
      world.engine().workOnce();
    }
    assertThat(world.provider.calls("begin")).isLessThan(6);
    assertThat(retryAt()).isAfter(world.clock.instant());
  }

  @Test
  void doesNotRunHotWhenEveryUploadIsForgottenAfterSomeParts() {
    for (int i = 1; i < 400; i += 2) {
      world.provider.fail("send", i + 1, 1, false, permanent(Failure.Kind.SESSION_LOST));
    }
    for (int i = 0; i < 10; i++) {
      world.engine().workOnce();
    }
    assertThat(world.provider.calls("begin")).isLessThan(6);
    assertThat(retryAt()).isAfter(world.clock.instant());
  }

  @Test
  void givesUpInTheEndOnAProviderThatForgetsEveryUpload() {
    world.provider.alwaysFail("send", permanent(Failure.Kind.SESSION_LOST));
    world.drive(id, 5_000);
    assertThat(state()).isEqualTo("FAILED");
    assertThat(Duration.between(World.START, world.clock.instant()))
        .isLessThanOrEqualTo(Duration.ofDays(3));
  }

  @Test
  void failsAndAdoptsNothingWhenSomebodyElseHasTheName() {
    world.provider.plant(id.objectName(), SampleFiles.noise(3_500, 8));
    world.drive(id);
    assertThat(state()).isEqualTo("FAILED");
    assertThat(trouble().kind()).isEqualTo("NAME_TAKEN");
    assertThat(world.provider.objects()).singleElement().isEqualTo(SampleFiles.noise(3_500, 8));
    assertThat(world.spool.content(id)).isEqualTo(FILE);
    assertThat(world.trail.types()).doesNotContain(AuditType.FILE_STORED);
  }

  @Test
  void adoptsAnObjectOfOurNameThatIsTheSentFile() {
    world.provider.plant(id.objectName(), FILE);
    assertThat(world.drive(id).state().code()).isEqualTo("VERIFIED");
    assertThat(world.provider.objects()).hasSize(1);
  }

  @Test
  void sendsAgainAfterBytesChangedOnTheWay() {
    world.provider.corrupt(3);
    assertThat(world.drive(id).state().code()).isEqualTo("VERIFIED");
    assertThat(world.provider.calls("begin")).isEqualTo(4);
    assertThat(world.provider.objects()).singleElement().isEqualTo(FILE);
  }

  @Test
  void failsWhenBytesChangeOnTheWayAFourthTime() {
    world.provider.corrupt(100);
    world.drive(id);
    assertThat(state()).isEqualTo("FAILED");
    assertThat(trouble().kind()).isEqualTo("DIGEST_MISMATCH");
    assertThat(world.provider.calls("begin")).isEqualTo(4);
    assertThat(world.provider.objects()).isEmpty();
  }

  @Test
  void countsChangedBytesApartFromOutages() {
    world.provider.fail("begin", 1, 6, false, unavailable());
    world.provider.corrupt(1);
    assertThat(world.drive(id).state().code()).isEqualTo("VERIFIED");
  }

  @Test
  void leavesNoUploadOpenWhenItBeginsAgainAfterBytesChanged() {
    world.provider.corrupt(2);
    world.drive(id);
    assertThat(world.provider.unfinished()).isZero();
    assertThat(world.provider.abandoned()).isEqualTo(2);
  }

  @Test
  void quarantinesAStoredObjectThatIsNotTheSentFile() {
    world.provider.corrupt(1);
    world.provider.comparesAtCommit = false;
    world.drive(id);
    assertThat(now().state())
        .isInstanceOfSatisfying(
            TransferState.Quarantined.class,
            quarantined -> assertThat(quarantined.proof()).isEqualTo(Proof.MISMATCHED));
    assertThat(trouble().kind()).isEqualTo("STORED_DIFFERS");
    assertThat(world.spool.content(id)).isEqualTo(FILE);
    assertThat(world.trail.types()).endsWith(AuditType.FILE_QUARANTINED);
  }

  @Test
  void quarantinesWhatTheProviderStoredChangedAndCouldNotRemove() {
    world.provider.corrupt(1);
    world.provider.comparesAtCommit = false;
    world.provider.fail(
        "commit",
        1,
        1,
        true,
        permanent(Failure.Kind.DIGEST_MISMATCH).withEffect(Failure.Effect.STORED));
    world.drive(id);
    assertThat(state()).isEqualTo("QUARANTINED");
    assertThat(world.provider.calls("begin")).isEqualTo(1);
  }

  @Test
  void quarantinesAnObjectThatIsReadBackChanged() {
    world.provider.hideDigests(1_000);
    world.provider.readsBack = true;
    world.provider.fail("read", permanent(Failure.Kind.DIGEST_MISMATCH));
    world.drive(id);
    assertThat(state()).isEqualTo("QUARANTINED");
    assertThat(world.provider.calls("begin")).isEqualTo(1);
  }

  @Test
  void neverCallsAnObjectProvenBySizeAlone() {
    world.provider.reports = EnumSet.noneOf(DigestAlgorithm.class);
    world.drive(id);
    assertThat(now().state())
        .isInstanceOfSatisfying(
            TransferState.Quarantined.class,
            quarantined -> assertThat(quarantined.proof()).isEqualTo(Proof.SIZE_ONLY));
    assertThat(world.spool.holds(id)).isTrue();
  }

  @Test
  void asksAgainForADigestThatIsNotThereYet() {
    world.provider.hideDigests(4);
    world.drive(id);
    assertThat(now().state())
        .isInstanceOfSatisfying(
            TransferState.Verified.class,
            verified -> assertThat(verified.proof()).isEqualTo(Proof.MATCHED));
    assertThat(world.provider.calls("find")).isEqualTo(4);
  }

  @Test
  void readsTheObjectBackWhenItsDigestStaysAway() {
    world.provider.hideDigests(1_000);
    world.provider.readsBack = true;
    world.drive(id);
    assertThat(now().state())
        .isInstanceOfSatisfying(
            TransferState.Verified.class,
            verified -> assertThat(verified.proof()).isEqualTo(Proof.READ_BACK));
    assertThat(world.provider.calls("find")).isPositive();
  }

  @Test
  void quarantinesInTheEndWhenTheDigestStaysAwayAndNothingCanBeReadBack() {
    world.provider.hideDigests(1_000);
    world.drive(id);
    assertThat(state()).isEqualTo("QUARANTINED");
  }

  @Test
  void failsWhenTheStoredObjectIsGoneBeforeItIsProven() {
    world.provider.reports = EnumSet.noneOf(DigestAlgorithm.class);
    world.provider.readsBack = true;
    world.provider.fail("read", permanent(Failure.Kind.OBJECT_MISSING));
    world.drive(id);
    assertThat(state()).isEqualTo("FAILED");
    assertThat(world.spool.holds(id)).isTrue();
  }

  @Test
  void stopsBetweenPartsAndAbandonsTheUpload() {
    world.provider.beforeNext("send", () -> world.control().cancel(World.CLINICIAN, id));
    world.engine().workOnce();
    assertThat(state()).isEqualTo("CANCELLED");
    assertThat(world.provider.calls("send")).isEqualTo(1);
    assertThat(world.provider.abandoned()).isEqualTo(1);
    assertThat(world.provider.unfinished()).isZero();
    assertThat(world.spool.holds(id)).isFalse();
    assertThat(world.trail.types())
        .endsWith(AuditType.CANCEL_REQUESTED, AuditType.TRANSFER_CANCELLED);
  }

  @Test
  void stopsWhenAskedDuringTheLastPart() {
    World small = new World();
    TransferId one = small.queued(SampleFiles.noise(700, 1)).id();
    small.provider.beforeNext("send", () -> small.control().cancel(World.CLINICIAN, one));
    small.engine().workOnce();
    assertThat(small.now(one).state().code()).isEqualTo("CANCELLED");
    assertThat(small.provider.objects()).isEmpty();
    assertThat(small.provider.unfinished()).isZero();
  }

  @Test
  void stopsATransferThatWaitsForItsProviderAtOnce() {
    world.provider.fail("send", 2, 1, false, unavailable());
    world.engine().workOnce();
    assertThat(state()).isEqualTo("SENDING");
    assertThat(world.control().cancel(World.CLINICIAN, id).cancelRequested()).isTrue();
    world.engine().workOnce();
    assertThat(state()).isEqualTo("CANCELLED");
    assertThat(world.provider.unfinished()).isZero();
  }

  @Test
  void stopsAQueuedTransferWithoutAskingTheProvider() {
    world.control().cancel(World.CLINICIAN, id);
    world.engine().workOnce();
    assertThat(state()).isEqualTo("CANCELLED");
    assertThat(world.provider.calls("begin")).isZero();
    assertThat(world.spool.holds(id)).isFalse();
  }

  @Test
  void refusesToStopOnceTheObjectMayBeVisible() {
    world.provider.fail("commit", 1, 1, true, unavailable().withEffect(Failure.Effect.UNKNOWN));
    world.provider.fail("find", unavailable());
    world.engine().workOnce();
    assertThat(state()).isEqualTo("COMMITTING");
    assertTooLate();
    world.drive(id);
    assertThat(state()).isEqualTo("VERIFIED");
    assertTooLate();
  }

  private void assertTooLate() {
    assertThatThrownBy(() -> world.control().cancel(World.CLINICIAN, id))
        .isInstanceOfSatisfying(
            RequestRefused.class,
            refused -> assertThat(refused.code()).isEqualTo(RefusalCode.NOT_NOW));
  }

  @Test
  void stopsAFailedTransferAndCleansTheSpool() {
    world.provider.fail("begin", permanent(Failure.Kind.QUOTA_EXHAUSTED));
    world.drive(id);
    assertThat(state()).isEqualTo("FAILED");
    world.control().cancel(World.CLINICIAN, id);
    assertThat(state()).isEqualTo("CANCELLED");
    assertThat(world.spool.holds(id)).isFalse();
    assertThat(world.control().cancel(World.CLINICIAN, id).state().code()).isEqualTo("CANCELLED");
  }

  @Test
  void triesAFailedTransferAgainWhenAPersonAsks() {
    world.provider.fail("begin", permanent(Failure.Kind.QUOTA_EXHAUSTED));
    world.drive(id);
    assertThat(state()).isEqualTo("FAILED");
    assertThat(trouble().hint()).contains("make room");

    world.control().retry(World.CLINICIAN, id);
    assertThat(state()).isEqualTo("QUEUED");
    assertThat(world.drive(id).state().code()).isEqualTo("VERIFIED");
    assertThat(world.trail.types())
        .containsSubsequence(
            AuditType.TRANSFER_FAILED, AuditType.RETRY_REQUESTED, AuditType.FILE_VERIFIED);
  }

  @Test
  void triesAWaitingTransferAtOnceWhenAPersonAsks() {
    world.provider.fail("send", permanent(Failure.Kind.REAUTHORISE));
    world.engine().workOnce();
    assertThat(world.engine().workOnce()).isFalse();
    world.control().retry(World.CLINICIAN, id);
    assertThat(world.engine().workOnce()).isTrue();
    assertThat(state()).isEqualTo("VERIFIED");
  }

  @Test
  void doesNotTryAgainWhatIsProvenOrWhoseBytesAreGone() {
    world.drive(id);
    assertThatThrownBy(() -> world.control().retry(World.CLINICIAN, id))
        .isInstanceOf(RequestRefused.class);

    World other = new World();
    TransferId failed = other.queued(FILE).id();
    other.provider.fail("begin", permanent(Failure.Kind.QUOTA_EXHAUSTED));
    other.drive(failed);
    other.spool.lose(failed);
    assertThatThrownBy(() -> other.control().retry(World.CLINICIAN, failed))
        .isInstanceOf(RequestRefused.class);
  }

  @Test
  void takesUpATransferWhoseEngineDiedOnceItsLeaseRanOut() {
    world.power.cutAt(6);
    assertThatThrownBy(() -> world.engine().workOnce()).isInstanceOf(PowerCut.class);
    world.boot();

    assertThat(world.engine().workOnce()).isFalse();
    world.clock.advance(TransferEngine.LEASE.minusMillis(1));
    assertThat(world.engine().workOnce()).isFalse();
    world.clock.advance(Duration.ofMillis(1));
    assertThat(world.engine().workOnce()).isTrue();
    assertThat(state()).isEqualTo("VERIFIED");
  }

  @Test
  void neverWorksOnATransferThatAnotherEngineHolds() {
    TransferEngine other = world.anotherEngine("other");
    world.provider.beforeNext("send", () -> assertThat(other.workOnce()).isFalse());
    world.engine().workOnce();
    assertThat(state()).isEqualTo("VERIFIED");
    assertThat(world.provider.calls("begin")).isEqualTo(1);
  }

  @Test
  void stopsSendingWhenAnotherEngineTookTheTransferOver() {
    TransferEngine other = world.anotherEngine("other");
    world.provider.beforeNext(
        "send",
        () -> {
          // This process was asleep for longer than its lease.
          world.clock.advance(TransferEngine.LEASE);
          assertThat(other.workOnce()).isTrue();
          world.engine().renewLeases();
        });
    world.engine().workOnce();
    assertThat(state()).isEqualTo("VERIFIED");
    assertThat(world.provider.objects()).hasSize(1);
    assertThat(world.provider.calls("commit")).isEqualTo(1);
    // All four parts by the other, and the one that was under way.
    assertThat(world.provider.calls("send")).isEqualTo(5);
  }

  @Test
  void doesNotTakeUpWhatItsOwnOtherThreadHasInHand() {
    world.provider.beforeNext(
        "send",
        () -> {
          world.clock.advance(TransferEngine.LEASE);
          world.engine().workOnce();
        });
    world.engine().workOnce();
    assertThat(state()).isEqualTo("VERIFIED");
    assertThat(world.provider.calls("send")).isEqualTo(4);
  }

  @Test
  void givesUpThreeDaysAfterTheDeclaration() {
    world.provider.alwaysFail("begin", unavailable());
    world.drive(id, 5_000);
    assertThat(state()).isEqualTo("FAILED");
    assertThat(trouble().kind()).isEqualTo("UNAVAILABLE");
    assertThat(Duration.between(World.START, world.clock.instant()))
        .isBetween(Duration.ofDays(3).minusMinutes(6), Duration.ofDays(3));
    assertThat(world.spool.holds(id)).isTrue();
  }

  @Test
  void startsCountingTriesAnewAfterProgress() {
    world.provider.fail("begin", 1, 5, false, unavailable());
    world.provider.fail("send", 2, 1, false, unavailable());
    for (int i = 1; i <= 5; i++) {
      world.engine().workOnce();
      assertThat(trouble().attempts()).isEqualTo(i);
      world.clock.moveTo(retryAt());
    }
    world.engine().workOnce();
    assertThat(trouble().attempts()).isEqualTo(1);
    assertThat(state()).isEqualTo("SENDING");
  }

  @Test
  void failsWhenTheDestinationIsNoLongerSetUp() {
    world.removeDestination();
    world.boot();
    world.drive(id);
    assertThat(state()).isEqualTo("FAILED");
    assertThat(trouble().kind()).isEqualTo("DESTINATION_UNKNOWN");
  }

  @Test
  void doesNotLetOneTransferThatCannotBeWorkedOnStarveTheOthers() {
    TransferId next = world.queued(SampleFiles.noise(900, 9)).id();
    world.provider.beforeNext(
        "begin",
        () -> {
          throw new IllegalStateException("planned: a mistake in a connector");
        });
    for (int i = 0; i < 3; i++) {
      world.engine().workOnce();
    }
    assertThat(world.now(next).state().code()).isEqualTo("VERIFIED");
    assertThat(trouble().kind()).isEqualTo("UNEXPECTED");
    assertThat(trouble().message()).doesNotContain("planned");
    assertThat(retryAt()).isAfter(world.clock.instant());
    assertThat(world.drive(id).state().code()).isEqualTo("VERIFIED");
  }

  @Test
  void doesNotRunHotOnAConnectorThatWasClosed() {
    world.provider.alwaysFail("begin", permanent(Failure.Kind.CLOSED));
    assertThat(world.engine().workOnce()).isTrue();
    assertThat(world.engine().workOnce()).isFalse();
  }

  @Test
  void goesOnAfterAProofWhoseFileCouldNotBeShredded() {
    world.spool.stuck(true);
    TransferId next = world.queued(SampleFiles.noise(900, 9)).id();
    world.drive(next);
    assertThat(state()).isEqualTo("VERIFIED");
    assertThat(world.now(next).state().code()).isEqualTo("VERIFIED");
  }

  @Test
  void tellsNoMoreSentBytesThanTheFileHas() {
    // Half a part arrived; parts have a fixed size, so the whole part goes again.
    world.power.cutAt(pointOfSecondHalfPart());
    assertThatThrownBy(() -> world.engine().workOnce()).isInstanceOf(PowerCut.class);
    world.boot();
    assertThat(world.drive(id).state().code()).isEqualTo("VERIFIED");
    assertThat(now().sent()).isEqualTo(FILE.length);
  }

  private static int pointOfSecondHalfPart() {
    World dry = new World();
    TransferId other = dry.queued(FILE).id();
    int before = dry.power.passed().size();
    dry.drive(other);
    List<String> points = dry.power.passed().subList(before, dry.power.passed().size());
    int first = points.indexOf("provider has half a part");
    return first + 1 + points.subList(first + 1, points.size()).indexOf("provider has half a part");
  }
}
