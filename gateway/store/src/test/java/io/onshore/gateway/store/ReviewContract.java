package io.onshore.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.consent.Acknowledgement;
import io.onshore.gateway.consent.EmergencySend;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.review.Consequences;
import io.onshore.gateway.review.Docket;
import io.onshore.gateway.review.Frozen;
import io.onshore.gateway.review.Raised;
import io.onshore.gateway.review.ReviewCase;
import io.onshore.gateway.review.ReviewCases.Inbox;
import io.onshore.gateway.review.ReviewCases.ToDo;
import io.onshore.gateway.review.ReviewFigures.DayCount;
import io.onshore.gateway.review.ReviewFigures.FirstDecision;
import io.onshore.gateway.review.ReviewFigures.RuleCount;
import io.onshore.gateway.review.ReviewFigures.RulesCount;
import io.onshore.gateway.review.ReviewFigures.RulingCount;
import io.onshore.gateway.review.Ruling;
import io.onshore.gateway.store.transaction.StoreException;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.gateway.transfer.TransferState;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Cases that people decide, and what sends mean for them, on every database. */
abstract class ReviewContract extends SigningContract {
  private static final String RULE = "AU-APP8-USE";
  private static final Docket.State DECIDED = Docket.State.DECIDED;
  private static final Instant LATER = Samples.NOW.plus(Duration.ofDays(1));

  private static Raised warning(Transfer transfer, String person, String fingerprint) {
    ReviewCase sample = Samples.reviewCase(Samples.PRACTICE, fingerprint);
    ReviewCase opened =
        new ReviewCase(
            sample.id(),
            sample.practice(),
            sample.destination(),
            Optional.of(RULE),
            ReviewCase.Kind.WARNING_OVERRIDDEN,
            fingerprint,
            Samples.NOW,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Set.of(person),
            Optional.of(List.of()));
    Frozen frozen = Samples.frozen(transfer, person);
    return new Raised(
        opened,
        LATER,
        Optional.empty(),
        Optional.of("group of " + person),
        Optional.of(person),
        Optional.of(frozen),
        Samples.event(Samples.PRACTICE, AuditType.CASE_OPENED, opened.id()));
  }

  private void acknowledge(Transfer transfer, Consequences consequences) {
    store
        .register()
        .acknowledge(
            new Acknowledgement(
                Samples.PRACTICE,
                "nurse",
                Samples.DESTINATION,
                Map.of(RULE, "digest"),
                "AGREED",
                "",
                Samples.NOW,
                LATER),
            transfer.id(),
            Samples.event(transfer, AuditType.WARNING_ACKNOWLEDGED),
            consequences);
  }

  private static Consequences overridden(Transfer transfer, String person, String fingerprint) {
    return new Consequences(
        List.of(warning(transfer, person, fingerprint)), Set.of(RULE), Set.of(RULE));
  }

  private List<Docket> all() {
    return store.cases().list(Samples.PRACTICE, Inbox.ALL, Optional.empty(), 99);
  }

  private static AuditEvent event(Docket docket, AuditType type) {
    return Samples.event(Samples.PRACTICE, type, docket.opened().id());
  }

  private boolean ruled(Docket docket, Ruling ruling, Docket.State state, Transfer... files) {
    Docket.Standing at = docket.standing();
    return store
        .cases()
        .change(
            docket,
            new Docket.Standing(
                state,
                at.assignee(),
                at.due(),
                ruling instanceof Ruling.AcceptUntil until
                    ? Optional.of(until.until())
                    : Optional.empty(),
                at.occurrences(),
                at.lastAt(),
                at.version()),
            Optional.of(new Ruling.Made(ruling, "connie", LATER)),
            Set.copyOf(List.of(files).stream().map(Transfer::id).toList()),
            event(docket, AuditType.CASE_DECIDED));
  }

  @Test
  void theSameWarningIsCountedUpWhileItsCaseIsOpen() {
    Transfer transfer = created(Samples.transfer());
    acknowledge(transfer, overridden(transfer, "nurse", "f1"));
    acknowledge(transfer, overridden(transfer, "nurse", "f2"));
    acknowledge(transfer, overridden(transfer, "doctor", "f3"));
    assertThat(all()).hasSize(2);
    Docket first = all().getLast();
    assertThat(first.standing().occurrences()).isEqualTo(2);
    assertThat(first.standing().version()).isEqualTo(1);
    String id = first.opened().id();
    assertThat(store.cases().occurrences(Samples.PRACTICE, id, 9))
        .extracting(each -> each.frozen().orElseThrow())
        .containsOnly(Samples.frozen(transfer, "nurse"))
        .hasSize(2);
    assertThat(store.cases().people(Samples.PRACTICE, id)).containsExactly("nurse");
    assertThat(store.cases().files(Samples.PRACTICE, id)).containsExactly(transfer.id());
    assertThat(store.trail().about(Samples.PRACTICE, id))
        .extracting(AuditEvent::type)
        .containsExactly(AuditType.CASE_OPENED, AuditType.CASE_COUNTED_UP);
    assertThat(ruled(first, new Ruling.Accept("seen"), Docket.State.DECIDED)).isTrue();
    acknowledge(transfer, overridden(transfer, "nurse", "f4"));
    assertThat(all()).as("a new case after the decision").hasSize(3);
  }

  @Test
  void severalThreadsCountUpOneCase() throws Exception {
    Transfer transfer = created(Samples.transfer());
    var _ =
        together(
            4,
            () -> {
              acknowledge(transfer, overridden(transfer, "nurse", Samples.id("f")));
              return true;
            });
    assertThat(all())
        .singleElement()
        .satisfies(docket -> assertThat(docket.standing().occurrences()).isEqualTo(4));
  }

  @Test
  void aCaseOfASendIsThereOnlyWithItsStepAndItsEvents() {
    Transfer transfer = created(Samples.transfer());
    withoutAuditTable(
        () ->
            assertThatThrownBy(() -> acknowledge(transfer, overridden(transfer, "nurse", "f1")))
                .isInstanceOf(StoreException.class));
    assertThat(all()).isEmpty();
    assertThat(one("SELECT count(*) FROM rule_stop")).isZero();
    Transfer held =
        journal.step(
            transfer.in(new TransferState.Held()),
            Samples.event(transfer, AuditType.FILE_ACCEPTED),
            overridden(transfer, "nurse", "f1"),
            Samples.NOW);
    assertThat(held.state()).isInstanceOf(TransferState.Held.class);
    assertThat(all()).hasSize(1);
  }

  @Test
  void anEmergencyIsDeclaredOnceForAFile() {
    Transfer transfer = created(Samples.transfer());
    EmergencySend emergency =
        new EmergencySend(
            Samples.PRACTICE, transfer.id(), "nurse", "“arrest”, cannot wait", Samples.NOW);
    AuditEvent event = Samples.event(transfer, AuditType.EMERGENCY_SEND);
    assertThat(store.register().declare(emergency, event, Consequences.NONE)).isTrue();
    assertThat(store.register().declare(emergency, event, overridden(transfer, "nurse", "f1")))
        .isFalse();
    assertThat(all()).isEmpty();
    assertThat(store.register().emergency(Samples.PRACTICE, transfer.id())).contains(emergency);
    assertThat(store.register().emergency(Samples.OTHER, transfer.id())).isEmpty();
  }

  @Test
  void givesBackRulingsAsTheyWereMade() {
    Transfer transfer = created(Samples.transfer());
    acknowledge(transfer, overridden(transfer, "nurse", "f1"));
    List<Ruling> rulings =
        List.of(
            new Ruling.Accept("“fine”"),
            new Ruling.Reopen("not so fine"),
            new Ruling.AcceptUntil("for now", LATER),
            new Ruling.Report("reported", "OAIC/17", Samples.NOW),
            new Ruling.Move("elsewhere", new DestinationId("box-melbourne")),
            new Ruling.Delete("away"));
    for (Ruling ruling : rulings) {
      assertThat(ruled(all().getFirst(), ruling, Docket.State.OPEN)).isTrue();
    }
    Docket docket = all().getFirst();
    assertThat(store.cases().rulings(Samples.PRACTICE, docket.opened().id()))
        .extracting(Ruling.Made::ruling)
        .containsExactlyElementsOf(rulings);
    assertThat(store.cases().rulings(Samples.OTHER, docket.opened().id())).isEmpty();
  }

  @Test
  void aDecisionOnAnOlderVersionChangesNothing() throws Exception {
    Transfer transfer = created(Samples.transfer());
    acknowledge(transfer, overridden(transfer, "nurse", "f1"));
    Docket seen = all().getFirst();
    assertThat(together(4, () -> ruled(seen, new Ruling.Accept("mine"), Docket.State.DECIDED)))
        .containsOnlyOnce(true);
    assertThat(one("SELECT count(*) FROM case_ruling")).isEqualTo(1);
    assertThat(one("SELECT count(*) FROM audit_event WHERE event_type = 'CASE_DECIDED'"))
        .isEqualTo(1);
  }

  @Test
  void theInboxIsFiltered() {
    Transfer transfer = created(Samples.transfer());
    acknowledge(transfer, overridden(transfer, "nurse", "f1"));
    var _ =
        store
            .cases()
            .raise(Samples.raised(Samples.reviewCase(Samples.PRACTICE, "f2"), Optional.empty()));
    Docket drift = all().getFirst();
    assertThat(ruled(drift, new Ruling.Accept("seen"), Docket.State.DECIDED)).isTrue();
    assertThat(kinds(new Inbox(yes(true), no(), no(), no(), no(), no())))
        .containsExactly(ReviewCase.Kind.WARNING_OVERRIDDEN);
    assertThat(kinds(new Inbox(yes(false), no(), no(), no(), no(), no())))
        .containsExactly(ReviewCase.Kind.EVIDENCE_CHANGED);
    assertThat(
            kinds(
                new Inbox(
                    no(),
                    yes(ReviewCase.Kind.WARNING_OVERRIDDEN),
                    yes(Samples.DESTINATION),
                    yes(RULE),
                    no(),
                    no())))
        .hasSize(1);
    assertThat(kinds(new Inbox(no(), no(), no(), yes("OTHER"), no(), no()))).isEmpty();
    assertThat(kinds(new Inbox(no(), no(), no(), no(), yes("connie"), no()))).isEmpty();
    assertThat(kinds(new Inbox(no(), no(), no(), no(), no(), yes(Samples.NOW)))).isEmpty();
    assertThat(kinds(new Inbox(no(), no(), no(), no(), no(), yes(LATER)))).hasSize(1);
  }

  private List<ReviewCase.Kind> kinds(Inbox inbox) {
    return store.cases().list(Samples.PRACTICE, inbox, Optional.empty(), 9).stream()
        .map(each -> each.opened().kind())
        .toList();
  }

  private static <T> Optional<T> yes(T value) {
    return Optional.of(value);
  }

  private static <T> Optional<T> no() {
    return Optional.empty();
  }

  @Test
  void whatIsToDoIsKeptUntilTheFileIsGone() {
    Transfer transfer = created(Samples.transfer());
    acknowledge(transfer, overridden(transfer, "nurse", "f1"));
    assertThat(ruled(all().getFirst(), new Ruling.Delete("away"), Docket.State.PENDING, transfer))
        .isTrue();
    Docket pending = store.cases().pending().getFirst();
    String id = pending.opened().id();
    ToDo.Trouble trouble = new ToDo.Trouble("STILL_THERE", "it is there", "look");
    store.cases().notYet(Samples.PRACTICE, id, transfer.id(), trouble);
    assertThat(store.cases().toDo(Samples.PRACTICE, id))
        .containsExactly(new ToDo(transfer.id(), Optional.empty(), Optional.of(trouble)));
    AuditEvent gone = Samples.event(transfer, AuditType.STORED_FILE_DELETED);
    store.cases().gone(Samples.PRACTICE, id, transfer.id(), gone);
    store.cases().gone(Samples.PRACTICE, id, transfer.id(), gone);
    assertThat(store.cases().toDo(Samples.PRACTICE, id))
        .containsExactly(new ToDo(transfer.id(), Optional.of(Samples.NOW), Optional.empty()));
    assertThat(one("SELECT count(*) FROM transfer WHERE gone_at IS NOT NULL")).isEqualTo(1);
    assertThat(one("SELECT count(*) FROM audit_event WHERE event_type = 'STORED_FILE_DELETED'"))
        .isEqualTo(1);
  }

  @Test
  void findsWhatIsAcceptedNoLonger() {
    Transfer transfer = created(Samples.transfer());
    acknowledge(transfer, overridden(transfer, "nurse", "f1"));
    assertThat(
            ruled(all().getFirst(), new Ruling.AcceptUntil("for now", LATER), Docket.State.DECIDED))
        .isTrue();
    assertThat(store.cases().acceptedUntil(LATER.minusSeconds(1))).isEmpty();
    assertThat(store.cases().acceptedUntil(LATER)).hasSize(1);
  }

  @Test
  void countsInterruptionsAndOverridesOnceForEachSend() {
    Transfer passed = created(Samples.transfer());
    Transfer stopped = created(Samples.transfer());
    Consequences stop = new Consequences(List.of(), Set.of(RULE, "OTHER"), Set.of());
    acknowledge(stopped, stop);
    acknowledge(stopped, stop);
    acknowledge(passed, stop);
    acknowledge(passed, new Consequences(List.of(), Set.of(RULE), Set.of(RULE)));
    assertThat(store.figures().stops(Samples.PRACTICE, Samples.NOW, LATER))
        .containsExactly(new RuleCount(RULE, 2, 1), new RuleCount("OTHER", 2, 0));
    assertThat(store.figures().stops(Samples.PRACTICE, LATER, LATER.plusSeconds(9))).isEmpty();
    assertThat(store.figures().stops(Samples.OTHER, Samples.NOW, LATER)).isEmpty();
    Instant decided = passed.decision().decidedAt();
    assertThat(store.figures().sends(Samples.PRACTICE, decided, decided.plusSeconds(1)))
        .isEqualTo(2);
    assertThat(store.figures().sendsByOutcome(Samples.PRACTICE, decided, decided.plusSeconds(1)))
        .singleElement()
        .satisfies(day -> assertThat(day.count()).isEqualTo(2));
    assertThat(store.figures().decidedBy(Samples.PRACTICE, decided, decided.plusSeconds(1)))
        .containsExactly(
            new RulesCount(
                passed.decision().decision().rulebookDigest(),
                2,
                decided.truncatedTo(ChronoUnit.MICROS),
                decided.truncatedTo(ChronoUnit.MICROS)));
    assertThat(store.figures().decidedBy(Samples.OTHER, decided, decided.plusSeconds(1))).isEmpty();
  }

  @Test
  void countsCasesByTheDay() {
    Transfer transfer = created(Samples.transfer());
    acknowledge(transfer, overridden(transfer, "nurse", "f1"));
    acknowledge(transfer, overridden(transfer, "doctor", "f2"));
    assertThat(ruled(all().getFirst(), new Ruling.Accept("seen"), Docket.State.DECIDED)).isTrue();
    Instant end = LATER.plus(Duration.ofDays(2));
    String kind = "WARNING_OVERRIDDEN";
    assertThat(store.figures().casesOpened(Samples.PRACTICE, Samples.NOW, end))
        .containsExactly(new DayCount(LocalDate.of(2026, 11, 22), kind, 2));
    assertThat(store.figures().casesDecided(Samples.PRACTICE, Samples.NOW, end))
        .containsExactly(new DayCount(LocalDate.of(2026, 11, 23), kind, 1));
    assertThat(store.figures().casesOverdue(Samples.PRACTICE, Samples.NOW, end))
        .containsExactly(new DayCount(LocalDate.of(2026, 11, 23), kind, 1));
    assertThat(store.figures().casesOverdue(Samples.PRACTICE, Samples.NOW, LATER)).isEmpty();
  }

  @Test
  void countsOverridesByTheNewestRulingOnTheirNewestCase() {
    Transfer first = created(Samples.transfer());
    Transfer second = created(Samples.transfer());
    Transfer third = created(Samples.transfer());
    acknowledge(first, overridden(first, "nurse", "f1"));
    acknowledge(second, overridden(second, "nurse", "f2"));
    assertThat(ruled(all().getFirst(), new Ruling.Report("r", "OAIC/1", Samples.NOW), DECIDED))
        .isTrue();
    assertThat(ruled(all().getFirst(), new Ruling.Reopen("no"), Docket.State.OPEN)).isTrue();
    assertThat(ruled(all().getFirst(), new Ruling.Accept("yes"), DECIDED)).isTrue();
    acknowledge(third, overridden(third, "doctor", "f3"));
    acknowledge(created(Samples.transfer()), new Consequences(List.of(), Set.of(RULE), Set.of()));
    assertThat(store.figures().overridesRuled(Samples.PRACTICE, Samples.NOW, LATER))
        .containsExactlyInAnyOrder(
            new RulingCount(RULE, Optional.of("ACCEPT"), 2),
            new RulingCount(RULE, Optional.empty(), 1));
    acknowledge(second, overridden(second, "doctor", "f4"));
    assertThat(store.figures().overridesRuled(Samples.PRACTICE, Samples.NOW, LATER))
        .as("one more case, of which nothing is decided")
        .containsExactlyInAnyOrder(
            new RulingCount(RULE, Optional.of("ACCEPT"), 1),
            new RulingCount(RULE, Optional.empty(), 2));
    assertThat(store.figures().overridesRuled(Samples.OTHER, Samples.NOW, LATER)).isEmpty();
    assertThat(store.figures().overridesRuled(Samples.PRACTICE, LATER, LATER.plusSeconds(9)))
        .isEmpty();
  }

  @Test
  void anEmergencysCaseIsThatOfEveryRuleItWentPast() {
    Transfer transfer = created(Samples.transfer());
    acknowledge(transfer, overridden(transfer, "nurse", "f1"));
    assertThat(ruled(all().getFirst(), new Ruling.Accept("seen"), DECIDED)).isTrue();
    Raised warning = warning(transfer, "nurse", "f2");
    ReviewCase opened = warning.opened();
    Raised emergency =
        new Raised(
            new ReviewCase(
                opened.id(),
                opened.practice(),
                opened.destination(),
                Optional.empty(),
                ReviewCase.Kind.EMERGENCY_SENT,
                opened.fingerprint(),
                opened.openedAt(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.of(List.of())),
            warning.due(),
            Optional.empty(),
            Optional.empty(),
            warning.person(),
            warning.frozen(),
            warning.event());
    acknowledge(
        transfer,
        new Consequences(List.of(emergency), Set.of(RULE, "OTHER"), Set.of(RULE, "OTHER")));
    assertThat(ruled(all().getFirst(), new Ruling.Delete("away"), Docket.State.PENDING, transfer))
        .isTrue();
    assertThat(store.figures().overridesRuled(Samples.PRACTICE, Samples.NOW, LATER))
        .containsExactlyInAnyOrder(
            new RulingCount(RULE, Optional.of("DELETE"), 1),
            new RulingCount("OTHER", Optional.of("DELETE"), 1));
  }

  @Test
  void givesWhenCasesWereDecidedForTheFirstTime() {
    Transfer transfer = created(Samples.transfer());
    acknowledge(transfer, overridden(transfer, "nurse", "f1"));
    acknowledge(transfer, overridden(transfer, "doctor", "f2"));
    assertThat(ruled(all().getFirst(), new Ruling.Accept("seen"), DECIDED)).isTrue();
    assertThat(ruled(all().getFirst(), new Ruling.Reopen("no"), Docket.State.OPEN)).isTrue();
    assertThat(ruled(all().getFirst(), new Ruling.Accept("yes"), DECIDED)).isTrue();
    Instant end = LATER.plusSeconds(1);
    assertThat(store.figures().firstDecisions(Samples.PRACTICE, LATER, end))
        .containsExactly(new FirstDecision(Samples.NOW, LATER));
    assertThat(store.figures().firstDecisions(Samples.PRACTICE, Samples.NOW, LATER)).isEmpty();
    assertThat(store.figures().firstDecisions(Samples.OTHER, LATER, end)).isEmpty();
  }
}
