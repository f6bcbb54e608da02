package io.onshore.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.idempotency.Idempotency;
import io.onshore.gateway.idempotency.Idempotency.Claim;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.residency.Patient;
import io.onshore.gateway.store.secret.SealingException;
import io.onshore.gateway.store.secret.SecretBox;
import io.onshore.gateway.store.spool.FileSpool;
import io.onshore.gateway.store.transaction.StoreException;
import io.onshore.gateway.transfer.StaleStepException;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.gateway.transfer.TransferState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds on every database. Each test begins with an empty one. */
abstract class StoreContract extends GrantContract {
  private static final Duration LEASE = Duration.ofSeconds(30);

  private Transfer stepped(Transfer next, Instant at) {
    return journal.step(next, Samples.event(next, AuditType.SENDING_STARTED), at);
  }

  private Transfer found(Transfer transfer) {
    return journal.find(transfer.practice(), transfer.id()).orElseThrow();
  }

  private static Set<TransferState> states(List<Transfer> transfers) {
    return Set.copyOf(transfers.stream().map(Transfer::state).toList());
  }

  // Round trips.

  @Test
  void givesBackATransferAsItWasCreated() {
    Transfer transfer = created(Samples.transfer());
    assertThat(found(transfer)).isEqualTo(transfer);
    assertThat(found(transfer).decision().decision().situation()).isEqualTo(Samples.situation());
  }

  @Test
  void givesBackATransferOfWhichLittleIsKnown() {
    Transfer rich = Samples.transfer();
    Transfer poor =
        new Transfer(
            rich.id(),
            rich.practice(),
            rich.destination(),
            rich.provider(),
            "",
            1,
            Optional.empty(),
            Patient.UNTOLD,
            Set.of(),
            rich.decision(),
            rich.state(),
            0,
            0,
            rich.digests(),
            Optional.empty(),
            false,
            Optional.empty(),
            rich.goneAt(),
            rich.createdAt(),
            rich.updatedAt(),
            0);
    created(poor);
    assertThat(found(poor)).isEqualTo(poor);
  }

  @Test
  void givesBackEveryState() throws Exception {
    List<Transfer> all = new ArrayList<>();
    TransferId id = TransferId.fresh();
    for (TransferState state : Samples.everyState(id)) {
      Transfer transfer = created(Samples.transfer());
      all.add(
          stepped(
              transfer
                  .receivedWhole(
                      Samples.DIGESTS,
                      Optional.of(
                          new Transfer.Seal(
                              "CMS", true, "a CMS message", Set.of("kms.au.example", "b.example"))))
                  .withSent(12)
                  .under(Samples.decision())
                  .with(Optional.of(Samples.trouble(Optional.of(Samples.NOW.plusSeconds(9)))))
                  .in(state),
              Samples.NOW.plusSeconds(1)));
    }
    close();
    start();
    assertThat(all).hasSize(13).allSatisfy(each -> assertThat(found(each)).isEqualTo(each));
  }

  @Test
  void knowsTheStateOfATransferThatWasSteppedBackToNoToken() {
    Transfer sending =
        stepped(
            created(Samples.transfer()).in(new TransferState.Sending(Samples.TOKEN)), Samples.NOW);
    stepped(sending.in(new TransferState.Queued()), Samples.NOW);
    assertThat(found(sending).state()).isEqualTo(new TransferState.Queued());
    assertThat(
            one("SELECT count(*) FROM transfer WHERE token IS NOT NULL OR token_key IS NOT NULL"))
        .isZero();
  }

  @Test
  void cutsTimesToTheMicrosecondAndSaysSo() {
    Transfer transfer = created(Samples.transfer());
    Transfer stepped = stepped(transfer, Instant.parse("2026-11-22T03:04:05.999999999Z"));
    assertThat(stepped.updatedAt()).isEqualTo(Instant.parse("2026-11-22T03:04:05.999999Z"));
    assertThat(found(transfer)).isEqualTo(stepped);
  }

  @Test
  void keepsEveryDecisionOfATransfer() {
    Transfer transfer = created(Samples.transfer());
    Transfer renewed = stepped(transfer.under(Samples.decision()), Samples.NOW);
    stepped(renewed.in(new TransferState.Received()), Samples.NOW);
    assertThat(found(transfer).decision()).isEqualTo(renewed.decision());
    assertThat(one("SELECT count(*) FROM decision")).isEqualTo(2);
  }

  @Test
  void survivesAReopening() throws Exception {
    Transfer transfer = created(Samples.transfer());
    close();
    start();
    assertThat(found(transfer)).isEqualTo(transfer);
  }

  @Test
  void migratesADatabaseThatIsUpToDateWithoutAChange() {
    Transfer transfer = created(Samples.transfer());
    Migrations.run(source);
    assertThat(found(transfer)).isEqualTo(transfer);
  }

  // Steps.

  @Test
  void countsUpTheVersionWithEachStep() {
    Transfer transfer = created(Samples.transfer());
    Transfer first = stepped(transfer.in(new TransferState.Received()), Samples.NOW.plusSeconds(1));
    Transfer second = stepped(first.in(new TransferState.Queued()), Samples.NOW.plusSeconds(2));
    assertThat(second.version()).isEqualTo(2);
    assertThat(found(transfer)).isEqualTo(second);
  }

  @Test
  void refusesAStepFromAnOldVersion() {
    Transfer transfer = created(Samples.transfer());
    Transfer first = stepped(transfer.in(new TransferState.Received()), Samples.NOW);
    assertThatThrownBy(() -> stepped(transfer.in(new TransferState.Cancelled()), Samples.NOW))
        .isInstanceOf(StaleStepException.class);
    assertThat(found(transfer)).isEqualTo(first);
    assertThat(store.trail().about(Samples.PRACTICE, transfer.id().value())).hasSize(2);
  }

  @Test
  void letsOneOfSeveralStepsFromTheSameVersionPass() throws Exception {
    Transfer transfer = created(Samples.transfer());
    List<Boolean> passed =
        together(
            6,
            () -> {
              try {
                stepped(transfer.in(new TransferState.Received()), Samples.NOW);
                return true;
              } catch (StaleStepException stale) {
                return false;
              }
            });
    assertThat(passed).containsOnlyOnce(true);
    assertThat(found(transfer).version()).isEqualTo(1);
  }

  @Test
  void keepsARequestToStopThatAStepDidNotKnowOf() {
    Transfer transfer = created(Samples.transfer().in(new TransferState.Received()));
    journal.requestCancel(
        transfer.id(), Samples.event(transfer, AuditType.CANCEL_REQUESTED), Samples.NOW);
    Transfer stepped = stepped(transfer.in(new TransferState.Queued()), Samples.NOW);
    assertThat(stepped.cancelRequested()).isTrue();
    assertThat(found(transfer)).isEqualTo(stepped);
  }

  @Test
  void keepsACountOfBytesThatAStepDidNotKnowOf() {
    Transfer transfer = created(Samples.transfer());
    journal.received(transfer.id(), 500, Samples.NOW);
    Transfer stepped = stepped(transfer.under(Samples.decision()), Samples.NOW);
    assertThat(stepped.received()).isEqualTo(500);
    assertThat(found(transfer)).isEqualTo(stepped);
  }

  @Test
  void countsBytesWithoutAStep() {
    Transfer transfer = created(Samples.transfer());
    journal.received(transfer.id(), 500, Samples.NOW.plusSeconds(1));
    journal.sent(transfer.id(), 300, Samples.NOW.plusSeconds(2));
    assertThat(found(transfer).received()).isEqualTo(500);
    assertThat(found(transfer).sent()).isEqualTo(300);
    assertThat(found(transfer).version()).isZero();
    assertThat(found(transfer).updatedAt()).isEqualTo(Samples.NOW.plusSeconds(2));
  }

  @Test
  void forgetsTheTroubleOfWhatGoesOn() {
    Transfer transfer = created(Samples.transfer().in(new TransferState.Queued()).withSent(100));
    Instant at = Samples.NOW.plusSeconds(300);
    Transfer postponed =
        journal.postponed(transfer, Samples.trouble(Optional.of(at)), Samples.NOW.plusSeconds(1));
    assertThat(postponed.trouble()).contains(Samples.trouble(Optional.of(at)));
    assertThat(postponed.version()).isZero();
    assertThat(found(transfer)).isEqualTo(postponed);

    journal.sent(transfer.id(), 100, Samples.NOW);
    assertThat(found(transfer).trouble()).isPresent();
    journal.sent(transfer.id(), 40, Samples.NOW);
    assertThat(found(transfer).trouble()).isPresent();
    assertThat(found(transfer).sent()).isEqualTo(40);
    journal.sent(transfer.id(), 41, Samples.NOW);
    assertThat(found(transfer).trouble()).isEmpty();
    assertThat(journal.lease("one", Samples.NOW, LEASE)).isPresent();
  }

  @Test
  void refusesToPostponeWhatWasSteppedMeanwhile() {
    Transfer transfer = created(Samples.transfer().in(new TransferState.Queued()));
    Transfer newer = stepped(transfer, Samples.NOW);
    assertThatThrownBy(
            () -> journal.postponed(transfer, Samples.trouble(Optional.empty()), Samples.NOW))
        .isInstanceOf(StaleStepException.class);
    assertThat(found(transfer)).isEqualTo(newer);
  }

  @Test
  void keepsTheDecisionOfABlockedDeclaration() {
    Transfer never = Samples.transfer();
    journal.blocked(never.id(), never.decision(), Samples.event(never, AuditType.TRANSFER_BLOCKED));

    assertThat(journal.decision(Samples.PRACTICE, never.decision().id()))
        .contains(never.decision());
    assertThat(journal.decision(Samples.OTHER, never.decision().id())).isEmpty();
    assertThat(journal.find(Samples.PRACTICE, never.id())).isEmpty();
    assertThat(store.trail().about(Samples.PRACTICE, never.id().value())).hasSize(1);
  }

  // All or nothing.

  @Test
  void takesNoStepWithoutItsAuditEvent() {
    Transfer transfer = created(Samples.transfer());
    AuditEvent event = Samples.event(transfer, AuditType.CONSENT_RECORDED);
    Transfer other = Samples.transfer();
    withoutAuditTable(
        () -> {
          assertRefused(() -> created(other));
          assertRefused(
              () ->
                  stepped(
                      transfer.in(new TransferState.Received()).under(Samples.decision()),
                      Samples.NOW));
          assertRefused(() -> journal.requestCancel(transfer.id(), event, Samples.NOW));
          assertRefused(() -> journal.decidedAgain(transfer.id(), Samples.decision(), event));
        });
    assertThat(found(transfer)).isEqualTo(transfer);
    assertThat(journal.find(Samples.PRACTICE, other.id())).isEmpty();
    assertThat(one("SELECT count(*) FROM decision")).isEqualTo(1);
    assertThat(store.trail().about(Samples.PRACTICE, transfer.id().value())).hasSize(1);
  }

  private static void assertRefused(Runnable change) {
    assertThatThrownBy(change::run).isInstanceOf(StoreException.class);
  }

  @Test
  void refusesAnAuditEventOfAnotherPractice() {
    Transfer transfer = Samples.transfer();
    AuditEvent foreign = Samples.event(Samples.transfer(Samples.OTHER), AuditType.FILE_RECEIVED);
    assertThatThrownBy(() -> journal.create(transfer, foreign))
        .isInstanceOf(IllegalArgumentException.class);
    created(transfer);
    assertThatThrownBy(() -> journal.step(transfer, foreign, Samples.NOW))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> journal.requestCancel(transfer.id(), foreign, Samples.NOW))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(one("SELECT count(*) FROM audit_event")).isEqualTo(1);
  }

  @Test
  void tellsAFailureWithoutAValue() {
    Transfer transfer = created(Samples.transfer());
    assertThatThrownBy(() -> created(transfer))
        .isInstanceOf(StoreException.class)
        .satisfies(
            failure -> {
              StringWriter trace = new StringWriter();
              failure.printStackTrace(new PrintWriter(trace));
              assertThat(trace.toString())
                  .contains("23505")
                  .doesNotContain(transfer.id().value())
                  .doesNotContain(transfer.decision().id())
                  .doesNotContain(transfer.declaredBy());
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void survivesAKillAtAnyStep(int round) throws Exception {
    Map<String, Long> acknowledged = new HashMap<>();
    for (int kill = 0; kill < 3; kill++) {
      close();
      try {
        int lines = 7 * round + 13 * kill;
        SteppingProcess.killedAfter(lines, url())
            .forEach((id, version) -> acknowledged.merge(id, version, Math::max));
      } finally {
        start();
      }
    }
    List<Transfer> all = journal.list(Samples.PRACTICE, Optional.empty(), Optional.empty(), 10_000);
    assertThat(all).isNotEmpty();
    for (Transfer transfer : all) {
      List<AuditEvent> events = store.trail().about(Samples.PRACTICE, transfer.id().value());
      assertThat(events).hasSize((int) transfer.version() + 1);
      assertThat(events.getLast().detail()).containsEntry("state", transfer.state().code());
      Long told = acknowledged.remove(transfer.id().value());
      assertThat(told == null ? -1 : told).isLessThanOrEqualTo(transfer.version());
    }
    assertThat(acknowledged).as("steps that were acknowledged and then lost").isEmpty();
    assertNoGapInTheAuditTrail(Samples.PRACTICE);
  }

  // Leases.

  @Test
  void leasesWhatTheEngineCanDoSomethingAbout() {
    for (TransferState state : Samples.everyState(TransferId.fresh())) {
      created(Samples.transfer().in(state));
    }
    List<Transfer> leased = leaseAll(Samples.NOW.plusSeconds(61));
    assertThat(leased.stream().map(each -> each.state().code()))
        .containsExactly("RECEIVED", "QUEUED", "SENDING", "COMMITTING", "STORED");
  }

  @Test
  void leavesAFileThatWasJustReceivedToItsRequest() {
    created(Samples.transfer().in(new TransferState.Received()));
    assertThat(leaseAll(Samples.NOW.plusSeconds(60))).isEmpty();
    assertThat(leaseAll(Samples.NOW.plusSeconds(61))).hasSize(1);
  }

  @Test
  void leasesTheOldestFirst() {
    Transfer first = created(Samples.transfer().in(new TransferState.Queued()));
    Transfer second =
        created(Samples.transfer().in(new TransferState.Stored(Samples.object(first.id()))));
    assertThat(leaseAll(Samples.NOW).stream().map(Transfer::id))
        .containsExactly(first.id(), second.id());
  }

  @Test
  void waitsForTheTimeToTryAgain() {
    Transfer transfer = created(Samples.transfer().in(new TransferState.Queued()));
    Instant at = Samples.NOW.plusSeconds(100);
    journal.postponed(transfer, Samples.trouble(Optional.of(at)), Samples.NOW);
    assertThat(journal.lease("one", at.minusMillis(1), LEASE)).isEmpty();
    assertThat(journal.lease("one", at, LEASE)).isPresent();
  }

  @Test
  void leasesAtOnceWhatIsToBeStopped() {
    Transfer transfer = created(Samples.transfer().in(new TransferState.Queued()));
    Instant late = Samples.NOW.plusSeconds(1000);
    journal.postponed(transfer, Samples.trouble(Optional.of(late)), Samples.NOW);
    journal.requestCancel(
        transfer.id(), Samples.event(transfer, AuditType.CANCEL_REQUESTED), Samples.NOW);
    Transfer leased = journal.lease("one", Samples.NOW, LEASE).orElseThrow();
    assertThat(leased.cancelRequested()).isTrue();
    assertThat(leased.version()).isZero();

    journal.postponed(leased, Samples.trouble(Optional.of(late)), Samples.NOW);
    journal.release(transfer.id(), "one");
    assertThat(journal.lease("one", Samples.NOW.plusSeconds(4), LEASE))
        .as("not in a tight loop")
        .isEmpty();
    assertThat(journal.lease("one", Samples.NOW.plusSeconds(5), LEASE)).isPresent();
  }

  @Test
  void leasesAgainOnlyWhatWasGivenBackOrRanOut() {
    Transfer transfer = created(Samples.transfer().in(new TransferState.Queued()));
    assertThat(journal.lease("one", Samples.NOW, LEASE)).isPresent();
    assertThat(journal.lease("one", Samples.NOW, LEASE)).isEmpty();
    journal.release(transfer.id(), "two");
    assertThat(journal.lease("two", Samples.NOW, LEASE)).isEmpty();
    assertThat(journal.renew(transfer.id(), "two", Samples.NOW)).isFalse();
    assertThat(journal.renew(transfer.id(), "one", Samples.NOW.plus(LEASE.multipliedBy(2))))
        .isTrue();
    assertThat(journal.lease("two", Samples.NOW.plus(LEASE), LEASE)).isEmpty();
    assertThat(journal.lease("two", Samples.NOW.plus(LEASE.multipliedBy(2)), LEASE)).isPresent();
    assertThat(journal.renew(transfer.id(), "one", Samples.NOW)).isFalse();
    journal.release(transfer.id(), "two");
    assertThat(journal.lease("one", Samples.NOW, LEASE)).isPresent();
    journal.releaseAll();
    assertThat(journal.lease("two", Samples.NOW, LEASE)).isPresent();
  }

  @Test
  void neverLeasesOneTransferTwice() throws Exception {
    int count = 150;
    for (int i = 0; i < count; i++) {
      created(Samples.transfer().in(new TransferState.Queued()));
    }
    List<List<Transfer>> leased = together(6, () -> leaseAll(Samples.NOW));
    List<TransferId> ids = leased.stream().flatMap(List::stream).map(Transfer::id).toList();
    assertThat(ids).doesNotHaveDuplicates().hasSize(count);
  }

  @Test
  void leasesTheOthersWhereOneCannotBeRead() {
    Transfer unreadable = created(Samples.transfer().in(new TransferState.Sending(Samples.TOKEN)));
    Transfer other = created(Samples.transfer().in(new TransferState.Queued()));
    byte[] anotherKey = new byte[SecretBox.KEY_BYTES];
    Arrays.fill(anotherKey, (byte) 7);
    JdbcStore keyless = new JdbcStore(source, new SecretBox(List.of(anotherKey)));
    assertThatThrownBy(keyless::requireKeys)
        .isInstanceOf(SealingException.class)
        .hasMessageContaining(box().keyId());
    assertThatThrownBy(() -> keyless.journal().lease("one", Samples.NOW, LEASE))
        .isInstanceOf(SealingException.class);
    assertThat(keyless.journal().lease("one", Samples.NOW, LEASE).map(Transfer::id))
        .contains(other.id());
    JdbcStore both = new JdbcStore(source, new SecretBox(List.of(anotherKey, KEY)));
    both.requireKeys();
    assertThat(both.journal().find(Samples.PRACTICE, unreadable.id())).contains(unreadable);
  }

  private List<Transfer> leaseAll(Instant now) {
    List<Transfer> leased = new ArrayList<>();
    Optional<Transfer> next = journal.lease("worker", now, LEASE);
    while (next.isPresent()) {
      leased.add(next.get());
      next = journal.lease("worker", now, LEASE);
    }
    return leased;
  }

  // Looking things up.

  @Test
  void listsNewestFirstInStablePages() {
    List<TransferId> ids =
        IntStream.range(0, 7).mapToObj(i -> created(Samples.transfer()).id()).toList().reversed();
    List<TransferId> seen = new ArrayList<>();
    Optional<TransferId> before = Optional.empty();
    do {
      List<Transfer> page = journal.list(Samples.PRACTICE, Optional.empty(), before, 3);
      page.forEach(each -> seen.add(each.id()));
      created(Samples.transfer());
      before = page.isEmpty() ? Optional.empty() : Optional.of(page.getLast().id());
    } while (before.isPresent());
    assertThat(seen).isEqualTo(ids);
  }

  @Test
  void listsWhatOnePersonDeclared() {
    String person = created(Samples.transfer()).declaredBy();

    assertThat(declaredBy(person)).isNotEmpty().containsOnly(person);
    assertThat(declaredBy("somebody else")).isEmpty();
  }

  private List<String> declaredBy(String person) {
    return journal
        .list(Samples.PRACTICE, Optional.of(person), Optional.empty(), Optional.empty(), 9)
        .stream()
        .map(Transfer::declaredBy)
        .toList();
  }

  @Test
  void listsOneState() {
    created(Samples.transfer());
    created(Samples.transfer().in(new TransferState.Held()));
    assertThat(states(journal.list(Samples.PRACTICE, Optional.of("HELD"), Optional.empty(), 9)))
        .containsExactly(new TransferState.Held());
  }

  @Test
  void findsUploadsThatStandStill() {
    Transfer idle = created(Samples.transfer());
    Transfer busy = created(Samples.transfer());
    created(Samples.transfer().in(new TransferState.Held()));
    journal.received(busy.id(), 1, Samples.NOW.plusSeconds(10));
    assertThat(journal.idleSince(Samples.NOW.plusSeconds(10), 5).stream().map(Transfer::id))
        .containsExactly(idle.id());
    assertThat(journal.idleSince(Samples.NOW.plusSeconds(11), 1)).hasSize(1);
    assertThat(journal.idleSince(Samples.NOW, 5)).isEmpty();
  }

  @Test
  void hidesOnePracticeFromAnother() {
    Transfer transfer = created(Samples.transfer());
    assertThat(journal.find(Samples.OTHER, transfer.id())).isEmpty();
    assertThat(journal.list(Samples.OTHER, Optional.empty(), Optional.empty(), 9)).isEmpty();
    assertThat(store.trail().about(Samples.OTHER, transfer.id().value())).isEmpty();
  }

  @Test
  void shredsWhatEndedTransfersLeftInTheSpool(@TempDir Path folder) throws Exception {
    FileSpool spool = new FileSpool(folder, 1000);
    spool.append(TransferId.fresh(), 0, 1).close();
    List<String> kept = new ArrayList<>();
    for (TransferState state : Samples.everyState(TransferId.fresh())) {
      Transfer transfer = created(Samples.transfer().in(state));
      spool.append(transfer.id(), 0, 1).close();
      assertThat(store.shredLeftovers(spool)).isEqualTo(spool.holds(transfer.id()) ? 0 : 1);
      if (spool.holds(transfer.id())) {
        kept.add(state.getClass().getSimpleName());
      }
    }
    assertThat(kept)
        .containsExactly(
            "Receiving",
            "Received",
            "AwaitingAcknowledgement",
            "Held",
            "Queued",
            "Sending",
            "Committing",
            "Stored",
            "Failed",
            "Quarantined");
    assertThat(spool.held()).hasSize(11);
  }

  // Audit.

  @Test
  void tellsWhatHappenedInItsOrder() {
    Transfer transfer = created(Samples.transfer());
    stepped(transfer.in(new TransferState.Received()), Samples.NOW.minusSeconds(50));
    AuditEvent outside =
        new AuditEvent(
            Samples.NOW,
            Samples.PRACTICE,
            AuditType.EVIDENCE_PROBED,
            "auth0|admin",
            transfer.id().value(),
            Map.of("b", "2", "a", "“1”"));
    store.trail().append(outside);
    List<AuditEvent> events = store.trail().about(Samples.PRACTICE, transfer.id().value());
    assertThat(events.stream().map(AuditEvent::type))
        .containsExactly(
            AuditType.TRANSFER_DECLARED, AuditType.SENDING_STARTED, AuditType.EVIDENCE_PROBED);
    assertThat(events.getLast()).isEqualTo(outside);
  }

  @Test
  void numbersEventsWithoutAGapHoweverManyWrite() throws Exception {
    together(
        5,
        () -> {
          for (int i = 0; i < 20; i++) {
            Transfer transfer = created(Samples.transfer());
            assertThatThrownBy(() -> stepped(transfer.stepped(Samples.NOW), Samples.NOW))
                .isInstanceOf(StaleStepException.class);
            created(Samples.transfer(Samples.OTHER));
          }
          return true;
        });
    assertNoGapInTheAuditTrail(Samples.PRACTICE);
    assertNoGapInTheAuditTrail(Samples.OTHER);
    assertThat(one("SELECT count(*) FROM audit_event")).isEqualTo(200);
  }

  private void assertNoGapInTheAuditTrail(PracticeId practice) {
    String where = " FROM audit_event WHERE practice_id = '" + practice + "'";
    assertThat(one("SELECT max(number)" + where)).isEqualTo(one("SELECT count(*)" + where));
    assertThat(one("SELECT min(number)" + where)).isEqualTo(1);
  }

  // Idempotency.

  private static final Idempotency.Answer ANSWER =
      new Idempotency.Answer(201, "{\"id\":\"x\"}", Optional.of("/api/v1/transfers/x"));

  private static Idempotency.Key key(String value) {
    return new Idempotency.Key(Samples.PRACTICE, "POST /transfers", value);
  }

  @Test
  void answersARepeatLikeTheFirst() {
    Idempotency idempotency = store.idempotency();
    assertThat(idempotency.claim(key("k"), "f", Samples.NOW)).isEqualTo(new Claim.Fresh());
    assertThat(idempotency.claim(key("k"), "f", Samples.NOW)).isEqualTo(new Claim.InFlight());
    idempotency.complete(key("k"), ANSWER);
    assertThat(idempotency.claim(key("k"), "f", Samples.NOW)).isEqualTo(new Claim.Repeated(ANSWER));
    assertThat(idempotency.claim(key("k"), "g", Samples.NOW)).isEqualTo(new Claim.Mismatch());
    idempotency.release(key("k"));
    assertThat(idempotency.claim(key("k"), "f", Samples.NOW))
        .as("an answer stays")
        .isEqualTo(new Claim.Repeated(ANSWER));
    Idempotency.Key elsewhere = new Idempotency.Key(Samples.OTHER, "POST /transfers", "k");
    assertThat(idempotency.claim(elsewhere, "f", Samples.NOW)).isEqualTo(new Claim.Fresh());
  }

  @Test
  void givesAReleasedKeyToTheNext() {
    Idempotency idempotency = store.idempotency();
    idempotency.claim(key("k"), "f", Samples.NOW);
    idempotency.release(key("k"));
    assertThat(idempotency.claim(key("k"), "g", Samples.NOW)).isEqualTo(new Claim.Fresh());
  }

  @Test
  void forgetsRequestsAfterADay() {
    Idempotency idempotency = store.idempotency();
    for (int i = 0; i < 60; i++) {
      idempotency.claim(key("k" + i), "f", Samples.NOW);
    }
    idempotency.complete(key("k0"), ANSWER);
    Instant dayAfter = Samples.NOW.plus(Duration.ofHours(24));
    assertThat(idempotency.claim(key("k0"), "f", dayAfter.minusMillis(1)))
        .isEqualTo(new Claim.Repeated(ANSWER));
    assertThat(idempotency.claim(key("k0"), "g", dayAfter)).isEqualTo(new Claim.Fresh());
    assertThat(one("SELECT count(*) FROM idempotency")).isEqualTo(10);
    idempotency.claim(key("another"), "g", dayAfter);
    assertThat(one("SELECT count(*) FROM idempotency")).isEqualTo(2);
  }

  @Test
  void letsOneOfSeveralEqualRequestsRun() throws Exception {
    for (int i = 0; i < 15; i++) {
      Idempotency.Key key = key("race" + i);
      List<Claim> claims = together(6, () -> store.idempotency().claim(key, "f", Samples.NOW));
      assertThat(claims).filteredOn(new Claim.Fresh()::equals).hasSize(1);
      assertThat(claims).filteredOn(new Claim.InFlight()::equals).hasSize(5);
    }
  }

  // Secrets.

  @Test
  void keepsNoResumeTokenThatCanBeRead() throws Exception {
    Transfer transfer = created(Samples.transfer());
    Transfer sending = stepped(transfer.in(new TransferState.Sending(Samples.TOKEN)), Samples.NOW);
    stepped(sending.in(new TransferState.Committing(Samples.TOKEN)), Samples.NOW);
    String text = new String(everything(), StandardCharsets.ISO_8859_1);
    String marker = "very-secret-word-8462";
    assertThat(text)
        .contains(transfer.id().value())
        .doesNotContain(marker)
        .doesNotContain(HexFormat.of().formatHex(marker.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void opensNoTokenThatWasMovedToAnotherTransfer() {
    Transfer one = created(Samples.transfer().in(new TransferState.Sending(Samples.TOKEN)));
    Transfer two = created(Samples.transfer().in(new TransferState.Sending(Samples.TOKEN)));
    execute(
        "UPDATE transfer SET token = (SELECT token FROM transfer WHERE id = '%s') WHERE id = '%s'"
            .formatted(one.id(), two.id()));
    assertThatThrownBy(() -> found(two)).isInstanceOf(SealingException.class);
    assertThat(found(one)).isEqualTo(one);
  }
}
