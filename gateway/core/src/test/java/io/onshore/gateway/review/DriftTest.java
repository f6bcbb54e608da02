package io.onshore.gateway.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.connector.residency.AccountKind;
import io.onshore.connector.residency.DestinationIdentity;
import io.onshore.connector.residency.Strength;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.doubles.Rules;
import io.onshore.gateway.doubles.SampleFiles;
import io.onshore.gateway.doubles.World;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.policy.Severity;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of files when a destination is no longer what it was. */
class DriftTest {
  private static final byte[] FILE = SampleFiles.age(1_000);
  private static final Duration EVERY = Duration.ofHours(6);

  private final World world = new World();

  @BeforeEach
  void owned() {
    world.provider.identity = ownedBy("ann");
    world.rulebook(Rules.withIdentity());
  }

  private static DestinationIdentity ownedBy(String owner) {
    return new DestinationIdentity(
        AccountKind.ORGANISATION,
        Optional.of("enterprise-1"),
        Optional.of("folder-1"),
        Optional.of(owner));
  }

  private Transfer stored() throws IOException {
    return world.drive(world.receiveWhole(FILE).id());
  }

  private void later() {
    world.clock.advance(EVERY);
    world.round(EVERY);
  }

  private Instant seen() {
    return world.evidence.newest(World.PRACTICE, World.DESTINATION).orElseThrow().observedAt();
  }

  @Test
  void whoIsBehindADestinationIsTakenDownOnce() {
    world.round(EVERY);
    later();
    assertThat(world.dossiers.of(World.PRACTICE).pin(World.DESTINATION).orElseThrow().identity())
        .isEqualTo(ownedBy("ann"));
    assertThat(world.trail.types()).containsOnlyOnce(AuditType.DESTINATION_PINNED);
    assertThat(world.cases.all()).isEmpty();
  }

  @Test
  void anotherOwnerBlocksUntilAnAdminApprovesHim() throws IOException {
    stored();
    world.provider.identity = ownedBy("bob");
    later();
    assertThatThrownBy(() -> world.declare(FILE))
        .isInstanceOfSatisfying(
            RequestRefused.class,
            refused -> assertThat(refused.code()).isEqualTo(RefusalCode.RESIDENCY_BLOCKED));
    world.filing().approve(World.CLINICIAN, World.DESTINATION, seen());
    assertThat(stored().state().code()).isEqualTo("VERIFIED");
  }

  @Test
  void anApprovalOfAnOlderAnswerIsRefused() {
    world.round(EVERY);
    Instant old = seen();
    world.provider.identity = ownedBy("bob");
    later();
    assertThatThrownBy(() -> world.filing().approve(World.CLINICIAN, World.DESTINATION, old))
        .isInstanceOfSatisfying(
            RequestRefused.class,
            refused -> assertThat(refused.code()).isEqualTo(RefusalCode.NOT_NOW));
    assertThat(world.dossiers.of(World.PRACTICE).pin(World.DESTINATION).orElseThrow().identity())
        .isEqualTo(ownedBy("ann"));
  }

  @Test
  void anApprovalCountsAlthoughTheProviderSaidTheSameAgainMeanwhile() {
    world.round(EVERY);
    world.provider.identity = ownedBy("bob");
    later();
    Instant looked = seen();
    later();
    world.filing().approve(World.CLINICIAN, World.DESTINATION, looked);
    assertThat(world.dossiers.of(World.PRACTICE).pin(World.DESTINATION).orElseThrow().identity())
        .isEqualTo(ownedBy("bob"));
  }

  @Test
  void aFileThatWaitsIsHeldRatherThanLostAndGoesAfterTheApproval() throws IOException {
    Transfer queued = world.receiveWhole(FILE);
    world.provider.identity = ownedBy("bob");
    later();
    assertThat(world.now(queued.id()).state().code()).isEqualTo("HELD");
    assertThat(world.spool.holds(queued.id())).isTrue();
    assertThat(world.provider.calls("begin")).isZero();
    world.filing().approve(World.CLINICIAN, World.DESTINATION, seen());
    assertThat(world.drive(queued.id()).state().code()).isEqualTo("VERIFIED");
  }

  @Test
  void aChangeIsOneCaseHoweverOftenItIsSeen() {
    world.round(EVERY);
    world.provider.identity = ownedBy("bob");
    later();
    later();
    assertThat(world.cases.all())
        .singleElement()
        .satisfies(
            opened -> {
              assertThat(opened.kind()).isEqualTo(ReviewCase.Kind.DESTINATION_CHANGED);
              assertThat(opened.changes()).containsExactly("owner: ann, now bob");
            });
    world.filing().approve(World.CLINICIAN, World.DESTINATION, seen());
    world.provider.identity = ownedBy("ann");
    later();
    world.filing().approve(World.CLINICIAN, World.DESTINATION, seen());
    world.provider.identity = ownedBy("bob");
    later();
    assertThat(world.cases.all()).as("the same change after an approval").hasSize(3);
  }

  @Test
  void aMoveIsACaseThatListsTheStoredFilesThatWouldNotGoNow() throws IOException {
    Transfer moved = stored();
    world.provider.places = Set.of("RU");
    later();
    assertThat(world.cases.all())
        .singleElement()
        .satisfies(
            opened -> {
              assertThat(opened.kind()).isEqualTo(ReviewCase.Kind.EVIDENCE_CHANGED);
              assertThat(opened.changes())
                  .containsExactly(
                      "CONTENT: label [AU], now label [RU]", "BACKUP: label [AU], now label [RU]");
              assertThat(opened.before()).isPresent();
              assertThat(opened.now()).isPresent();
              assertThat(opened.affected().orElseThrow())
                  .singleElement()
                  .satisfies(
                      affected -> {
                        assertThat(affected.transfer()).isEqualTo(moved.id());
                        assertThat(affected.sentUnder()).isEqualTo(moved.decision().id());
                        assertThat(affected.outcomeThen()).isEqualTo(Severity.ALLOW);
                        assertThat(affected.outcomeNow()).isEqualTo(Severity.BLOCK);
                        assertThat(world.journal.decision(World.PRACTICE, affected.decidedNow()))
                            .isPresent();
                      });
            });
    assertThat(world.now(moved.id()).decision().id())
        .as("the decision under which it was sent stays")
        .isEqualTo(moved.decision().id());
  }

  @Test
  void aMoveThatDecidesNothingDifferentlyAffectsNoFile() throws IOException {
    stored();
    world.provider.places = Set.of("AU-NSW");
    later();
    assertThat(world.cases.all())
        .singleElement()
        .satisfies(opened -> assertThat(opened.affected().orElseThrow()).isEmpty());
  }

  @Test
  void aHintThatChangesIsNoMove() {
    world.provider.strength = Strength.INDIRECT;
    world.round(EVERY);
    world.provider.places = Set.of("US");
    later();
    assertThat(world.cases.all()).isEmpty();
  }

  @Test
  void aQueuedFileIsLookedAtOnceMoreBeforeItsFirstByteLeaves() throws IOException {
    Transfer queued = world.receiveWhole(FILE);
    world.clock.advance(World.FRESH_FOR);
    world.provider.places = Set.of("US");
    world.engine().workOnce();
    assertThat(world.now(queued.id()).state().code()).isEqualTo("AWAITING_ACKNOWLEDGEMENT");
    assertThat(world.provider.calls("begin")).isZero();
  }

  @Test
  void aProviderThatCannotBeAskedIsAskedAtTheNextRound() {
    world.provider.fail(
        "probe",
        io.onshore.connector.Failure.passing(io.onshore.connector.Failure.Kind.UNAVAILABLE));
    world.round(EVERY);
    assertThat(world.evidence.newest(World.PRACTICE, World.DESTINATION)).isEmpty();
    world.round(EVERY);
    assertThat(world.evidence.newest(World.PRACTICE, World.DESTINATION)).isPresent();
  }

  @Test
  void whatIsFreshEnoughIsNotAskedAgain() {
    world.round(EVERY);
    world.clock.advance(EVERY.minusMillis(1));
    world.round(EVERY);
    assertThat(world.provider.calls("probe")).isEqualTo(1);
  }
}
