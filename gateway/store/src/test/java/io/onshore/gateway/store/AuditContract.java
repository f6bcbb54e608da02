package io.onshore.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditFilter;
import io.onshore.gateway.audit.AuditHead;
import io.onshore.gateway.audit.AuditLedger;
import io.onshore.gateway.audit.AuditPlace;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.audit.AuditVerification;
import io.onshore.gateway.audit.ChainEnd;
import io.onshore.gateway.audit.ChainFault;
import io.onshore.gateway.audit.ChainFault.Kind;
import io.onshore.gateway.audit.ChainedEvent;
import io.onshore.gateway.audit.Disposed;
import io.onshore.gateway.audit.SignedHead;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.directory.Person;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.retention.LegalHold;
import io.onshore.gateway.signing.Signer;
import io.onshore.gateway.store.audit.SignedByTheGateway;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The chain of audit events and those who tamper with it, on every database. */
abstract class AuditContract extends OnDatabase {
  private static final Clock CLOCK = Clock.fixed(Samples.NOW, ZoneOffset.UTC);
  private static final DestinationId ELSEWHERE = new DestinationId("drive-elsewhere");
  private static final String OURS = " WHERE practice_id = '" + Samples.PRACTICE + "' ";

  private AuditEvent event(int number) {
    AuditEvent event =
        new AuditEvent(
            Samples.NOW.plusSeconds(number),
            Samples.PRACTICE,
            number % 2 == 0 ? AuditType.FILE_STORED : AuditType.FILE_VERIFIED,
            "auth0|nurse-" + number % 3,
            "trf_" + number % 4,
            Map.of("size", Integer.toString(number), "kind", "“x”"));
    return number % 5 == 0 ? event : event.at(number % 2 == 0 ? Samples.DESTINATION : ELSEWHERE);
  }

  private void append(int first, int last) {
    for (int i = first; i <= last; i++) {
      store.trail().append(event(i));
    }
  }

  private Signer signer() {
    return store.signer(CLOCK, Duration.ofDays(365));
  }

  private AuditVerification.Outcome verified() {
    return new AuditVerification(
            store.ledger(), store.heads(), new SignedByTheGateway(signer()), CLOCK)
        .verify(Samples.PRACTICE);
  }

  private void sign() {
    ChainEnd end = store.ledger().standing(Samples.PRACTICE).end();
    AuditHead head = new AuditHead(Samples.PRACTICE, end.number(), end.hash(), Samples.NOW);
    store.heads().keep(new SignedHead(head, signer().sign(AuditHead.TYPE, head.payload())));
  }

  private void assertFault(Kind kind, long number) {
    assertThat(verified().fault()).contains(new ChainFault(kind, number));
  }

  // The chain.

  @Test
  void chainsWhatItIsGiven() {
    assertThat(verified().fault()).isEmpty();
    append(1, 25);
    store.trail().append(Samples.event(Samples.OTHER, AuditType.FILE_STORED, "trf_other"));
    sign();
    append(26, 30);
    AuditVerification.Outcome outcome = verified();
    assertThat(outcome.fault()).isEmpty();
    assertThat(outcome.first()).isEqualTo(1);
    assertThat(outcome.end().number()).isEqualTo(30);
    assertThat(outcome.heads()).isEqualTo(1);
    assertThat(store.heads().all(Samples.OTHER)).isEmpty();
  }

  @Test
  void chainsWithoutAForkHoweverManyWrite() throws Exception {
    together(
        5,
        () -> {
          append(1, 20);
          return true;
        });
    assertThat(verified().fault()).isEmpty();
    assertThat(verified().end().number()).isEqualTo(100);
  }

  @Test
  void keepsTheFirstOfTwoHeadsAtOneEvent() {
    append(1, 3);
    sign();
    SignedHead first = store.heads().all(Samples.PRACTICE).getFirst();
    sign();
    assertThat(store.heads().all(Samples.PRACTICE)).containsExactly(first);
  }

  // Tampering.

  @Test
  void namesAnEventOfWhichAnyColumnWasEdited() {
    append(1, 9);
    sign();
    Map<String, String> edits =
        Map.of(
            "happened_at", "happened_at + INTERVAL '1' SECOND",
            "event_type", "'FILE_QUARANTINED'",
            "actor", "'auth0|somebody-else'",
            "target", "'trf_another'",
            "destination", "'another'",
            "detail", "'{\"kind\":\"“x”\",\"size\":\"8\"}'",
            "salt", "REPEAT('0', 64)",
            "previous", "REPEAT('0', 64)",
            "hash", "REPEAT('0', 64)");
    for (Map.Entry<String, String> edit : edits.entrySet()) {
      execute("CREATE TABLE before AS SELECT * FROM audit_event" + OURS);
      execute(
          "UPDATE audit_event SET %s = %s %s AND number = 4"
              .formatted(edit.getKey(), edit.getValue(), OURS));
      assertThat(verified().fault()).as(edit.getKey()).contains(new ChainFault(Kind.EDITED, 4));
      execute("DELETE FROM audit_event" + OURS);
      execute("INSERT INTO audit_event SELECT * FROM before");
      execute("DROP TABLE before");
      assertThat(verified().fault()).isEmpty();
    }
  }

  @Test
  void namesWhatIsNoDetailAnyMore() {
    append(1, 9);
    execute("UPDATE audit_event SET detail = 'no JSON'" + OURS + "AND number = 4");
    assertFault(Kind.EDITED, 4);
    execute("UPDATE audit_event SET event_type = 'NONSENSE'" + OURS + "AND number = 3");
    assertFault(Kind.EDITED, 3);
    execute("UPDATE audit_event SET destination = NULL" + OURS + "AND number = 2");
    assertFault(Kind.EDITED, 2);
  }

  @Test
  void namesADeletedEvent() {
    append(1, 9);
    execute("DELETE FROM audit_event" + OURS + "AND number = 4");
    assertFault(Kind.MISSING, 4);
    execute("DELETE FROM audit_event" + OURS + "AND number = 1");
    assertFault(Kind.MISSING, 1);
  }

  @Test
  void namesAnEventThatWasMovedToAnotherPractice() {
    append(1, 9);
    execute("UPDATE audit_event SET practice_id = 'elsewhere'" + OURS + "AND number = 4");
    assertFault(Kind.MISSING, 4);
    assertThat(
            new AuditVerification(
                    store.ledger(), store.heads(), new SignedByTheGateway(signer()), CLOCK)
                .verify(new PracticeId("elsewhere"))
                .fault())
        .contains(new ChainFault(Kind.ADDED, 1));
  }

  @Test
  void namesExchangedEvents() {
    append(1, 9);
    execute("UPDATE audit_event SET number = 99" + OURS + "AND number = 4");
    execute("UPDATE audit_event SET number = 4" + OURS + "AND number = 7");
    execute("UPDATE audit_event SET number = 7" + OURS + "AND number = 99");
    assertFault(Kind.REORDERED, 4);
  }

  @Test
  void namesWhereTheTrailWasCutOff() {
    append(1, 9);
    execute("DELETE FROM audit_event" + OURS + "AND number > 6");
    assertFault(Kind.TRUNCATED, 7);
  }

  @Test
  void namesWhereTheTrailWasCutOffBySomebodyWhoAlsoChangedTheCount() {
    append(1, 9);
    sign();
    execute("DELETE FROM audit_event" + OURS + "AND number > 6");
    execute(
        "UPDATE audit_head SET newest = 6, hash = (SELECT hash FROM audit_event"
            + OURS
            + "AND number = 6)"
            + OURS);
    assertFault(Kind.TRUNCATED, 7);
  }

  @Test
  void namesAChangedCountAndAnEventThatWasNeverCounted() {
    append(1, 9);
    execute("UPDATE audit_head SET hash = REPEAT('0', 64)" + OURS);
    assertFault(Kind.EDITED, 9);
    execute(
        "UPDATE audit_head SET newest = 8, hash = (SELECT hash FROM audit_event"
            + OURS
            + "AND number = 8)"
            + OURS);
    assertFault(Kind.ADDED, 9);
  }

  @Test
  void namesASignatureThatDoesNotHold() {
    append(1, 5);
    sign();
    execute("UPDATE audit_signed_head SET hash = REPEAT('0', 64)" + OURS);
    assertFault(Kind.SIGNATURE, 5);
    execute("DELETE FROM audit_signed_head");
    AuditHead head =
        new AuditHead(
            Samples.PRACTICE,
            5,
            store.ledger().standing(Samples.PRACTICE).end().hash(),
            Samples.NOW);
    store.heads().keep(new SignedHead(head, signer().sign("onshore-receipt+jws", head.payload())));
    assertFault(Kind.SIGNATURE, 5);
  }

  @Test
  void namesTheOldestSignedEventOfATrailThatWasWrittenAnew() {
    append(1, 5);
    sign();
    execute("DELETE FROM audit_event");
    execute("DELETE FROM audit_head");
    append(1, 6);
    assertFault(Kind.REWRITTEN, 5);
  }

  // Search.

  private static AuditFilter filter(
      Optional<AuditType> type,
      Optional<String> actor,
      Optional<DestinationId> destination,
      Optional<String> target) {
    return new AuditFilter(type, actor, destination, target, Optional.empty(), Optional.empty());
  }

  private List<Long> found(AuditFilter filter, int page) {
    List<Long> numbers = new ArrayList<>();
    Optional<AuditPlace> after = Optional.empty();
    while (true) {
      List<ChainedEvent> events = store.ledger().find(Samples.PRACTICE, filter, after, page);
      numbers.addAll(events.stream().map(ChainedEvent::number).toList());
      if (events.size() < page) {
        return numbers;
      }
      after = Optional.of(AuditPlace.of(AuditPlace.after(events.getLast()).text()));
    }
  }

  @Test
  void findsEventsByAllThatPeopleSearchBy() {
    append(1, 12);
    store.trail().append(Samples.event(Samples.OTHER, AuditType.FILE_STORED, "trf_1"));
    assertThat(found(AuditFilter.ALL, 5))
        .containsExactly(12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
    assertThat(
            found(
                filter(
                    Optional.of(AuditType.FILE_STORED),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()),
                2))
        .containsExactly(12L, 10L, 8L, 6L, 4L, 2L);
    assertThat(
            found(
                filter(
                    Optional.empty(),
                    Optional.of("auth0|nurse-1"),
                    Optional.of(ELSEWHERE),
                    Optional.empty()),
                2))
        .containsExactly(7L, 1L);
    assertThat(
            found(
                filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("trf_1")),
                2))
        .containsExactly(9L, 5L, 1L);
    assertThat(
            found(
                new AuditFilter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(Samples.NOW.plusSeconds(4)),
                    Optional.of(Samples.NOW.plusSeconds(7))),
                2))
        .containsExactly(6L, 5L, 4L);
  }

  @Test
  void losesNoEventOfTheSameMomentBetweenPages() {
    for (int i = 0; i < 7; i++) {
      store.trail().append(Samples.event(Samples.PRACTICE, AuditType.FILE_STORED, "trf_" + i));
    }
    assertThat(found(AuditFilter.ALL, 2)).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
  }

  @Test
  void knowsTheEventsOfATime() {
    append(1, 9);
    AuditLedger ledger = store.ledger();
    assertThat(
            ledger.span(
                Samples.PRACTICE,
                Optional.of(Samples.NOW.plusSeconds(4)),
                Optional.of(Samples.NOW.plusSeconds(7))))
        .contains(new AuditLedger.Span(4, 6));
    assertThat(ledger.span(Samples.PRACTICE, Optional.empty(), Optional.empty()))
        .contains(new AuditLedger.Span(1, 9));
    assertThat(ledger.span(Samples.OTHER, Optional.empty(), Optional.empty())).isEmpty();
  }

  // Disposal.

  private Optional<Disposed> dispose(Instant before) {
    return store
        .disposal()
        .dispose(
            Samples.PRACTICE,
            before,
            what -> what.event(Samples.PRACTICE, Samples.NOW.plusSeconds(99), 6, "US"));
  }

  private LegalHold hold() {
    LegalHold hold =
        new LegalHold(
            "hld_01m81hj2hnvp95xgctnkbgvfs1",
            Samples.PRACTICE,
            "a case",
            "auth0|connie",
            Samples.NOW,
            Optional.empty());
    store.holds().set(hold, Samples.event(Samples.PRACTICE, AuditType.LEGAL_HOLD_SET, hold.id()));
    return hold;
  }

  @Test
  void disposesOfTheOldestEventsWithProof() {
    append(1, 9);
    sign();
    String hash = store.ledger().from(Samples.PRACTICE, 4, 1).getFirst().hash();
    assertThat(dispose(Samples.NOW.plusSeconds(1))).as("nothing is as old").isEmpty();
    assertThat(dispose(Samples.NOW.plusSeconds(5)))
        .contains(new Disposed(1, new ChainEnd(4, hash)));
    AuditVerification.Outcome outcome = verified();
    assertThat(outcome.fault()).isEmpty();
    assertThat(outcome.first()).isEqualTo(5);
    assertThat(outcome.end().number()).isEqualTo(10);
    AuditEvent proof = store.trail().about(Samples.PRACTICE, "audit").getFirst();
    assertThat(proof.type()).isEqualTo(AuditType.TRAIL_DISPOSED);
    assertThat(proof.detail())
        .containsEntry("first", "1")
        .containsEntry("last", "4")
        .containsEntry("count", "4")
        .containsEntry("lastHash", hash)
        .containsEntry("years", "6");
    assertThat(dispose(Samples.NOW.plusSeconds(5))).as("once").isEmpty();
    assertThat(dispose(Samples.NOW.plusSeconds(7)).orElseThrow().first()).isEqualTo(5);
    assertThat(verified().fault()).isEmpty();
  }

  @Test
  void theNamesOfThoseWhoWereNotSeenSinceGoWithTheEvents() {
    LocalDate today = LocalDate.ofInstant(Samples.NOW, ZoneOffset.UTC);
    for (PracticeId practice : List.of(Samples.PRACTICE, Samples.OTHER)) {
      for (int ago = 0; ago < 2; ago++) {
        store
            .people()
            .keep(
                new Person(
                    practice,
                    "seen " + ago,
                    "Lou",
                    Set.of(),
                    Optional.empty(),
                    today.minusDays(ago)));
      }
    }
    append(1, 9);
    hold();
    assertThat(dispose(Samples.NOW)).isEmpty();
    assertThat(one("SELECT count(*) FROM people")).as("under a legal hold").isEqualTo(4);
    execute("DELETE FROM legal_hold");
    assertThat(dispose(Samples.NOW)).as("no event is as old").isEmpty();
    assertThat(one("SELECT count(*) FROM people")).isEqualTo(3);
    assertThat(one("SELECT count(*) FROM people" + OURS + "AND subject = 'seen 0'")).isEqualTo(1);
  }

  @Test
  void disposesOfNothingBehindAnEventThatStays() {
    append(5, 6);
    append(1, 2);
    assertThat(dispose(Samples.NOW.plusSeconds(4))).isEmpty();
    assertThat(one("SELECT count(*) FROM audit_event")).isEqualTo(4);
  }

  @Test
  void alwaysKeepsTheNewestEvent() {
    append(1, 3);
    assertThat(dispose(Samples.NOW.plusSeconds(999)).orElseThrow().end().number()).isEqualTo(2);
    assertThat(verified().fault()).isEmpty();
  }

  @Test
  void namesWhatWasRemovedWithoutProof() {
    append(1, 9);
    execute(
        "UPDATE audit_head SET disposed = 4, disposed_hash = (SELECT hash FROM audit_event"
            + OURS
            + "AND number = 4)"
            + OURS);
    execute("DELETE FROM audit_event" + OURS + "AND number <= 4");
    assertFault(Kind.MISSING, 1);
  }

  @Test
  void disposesOfNothingUnderALegalHold() {
    append(1, 9);
    LegalHold hold = hold();
    assertThat(dispose(Samples.NOW.plusSeconds(5))).isEmpty();
    LegalHold.Lifted lifted = new LegalHold.Lifted("closed", "auth0|connie", Samples.NOW);
    AuditEvent event = Samples.event(Samples.PRACTICE, AuditType.LEGAL_HOLD_LIFTED, hold.id());
    assertThat(
            store
                .holds()
                .lift(
                    Samples.OTHER,
                    hold.id(),
                    lifted,
                    Samples.event(Samples.OTHER, AuditType.LEGAL_HOLD_LIFTED, hold.id())))
        .isFalse();
    assertThat(store.holds().lift(Samples.PRACTICE, hold.id(), lifted, event)).isTrue();
    assertThat(store.holds().lift(Samples.PRACTICE, hold.id(), lifted, event)).isFalse();
    assertThat(store.holds().list(Samples.PRACTICE).getFirst().lifted()).contains(lifted);
    assertThat(store.holds().find(Samples.OTHER, hold.id())).isEmpty();
    assertThat(store.trail().about(Samples.PRACTICE, hold.id()).stream().map(AuditEvent::type))
        .containsExactly(AuditType.LEGAL_HOLD_SET, AuditType.LEGAL_HOLD_LIFTED);
    assertThat(dispose(Samples.NOW.plusSeconds(5))).isPresent();
  }
}
