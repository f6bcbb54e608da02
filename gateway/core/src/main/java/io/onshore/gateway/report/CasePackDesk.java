package io.onshore.gateway.report;

import io.onshore.connector.toolkit.digest.RunningDigests;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditExport;
import io.onshore.gateway.audit.AuditFilter;
import io.onshore.gateway.audit.AuditLedger;
import io.onshore.gateway.audit.AuditTrail;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.audit.ChainedEvent;
import io.onshore.gateway.audit.SignedHead;
import io.onshore.gateway.audit.SignedHeads;
import io.onshore.gateway.audit.TrailCopy;
import io.onshore.gateway.audit.Withholding;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.Practice;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.receipt.ReceiptDesk;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.review.Docket;
import io.onshore.gateway.review.Frozen;
import io.onshore.gateway.review.ReviewCase;
import io.onshore.gateway.review.ReviewCases;
import io.onshore.gateway.review.Ruling;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.gateway.transfer.TransferJournal;
import io.onshore.gateway.transfer.TransferState;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Gathers what belongs to a case, so that it can be judged and verified without the gateway. Each
 * pack is an event of the trail. Safe for several threads.
 */
public final class CasePackDesk {
  private static final int MOST_OCCURRENCES = 1000;

  private final Supplier<SetUp> setUp;
  private final ReviewCases cases;
  private final TransferJournal journal;
  private final ReceiptDesk receipts;
  private final AuditTrail trail;
  private final AuditLedger ledger;
  private final SignedHeads heads;
  private final TrailCopy copy;
  private final Clock clock;

  public CasePackDesk(
      Supplier<SetUp> setUp,
      ReviewCases cases,
      TransferJournal journal,
      ReceiptDesk receipts,
      AuditTrail trail,
      AuditLedger ledger,
      SignedHeads heads,
      Clock clock) {
    this.setUp = setUp;
    this.cases = cases;
    this.journal = journal;
    this.receipts = receipts;
    this.trail = trail;
    this.ledger = ledger;
    this.heads = heads;
    this.copy = new TrailCopy(ledger, heads, clock);
    this.clock = clock;
  }

  /**
   * Gathers a case.
   *
   * @throws RequestRefused CASE_UNKNOWN if the caller's practice has none of that id
   */
  public Pack pack(Caller caller, String id, Set<Withholding> withheld) {
    PracticeId practice = caller.practice();
    Docket docket =
        cases
            .find(practice, id)
            .orElseThrow(
                () ->
                    new RequestRefused(
                        RefusalCode.CASE_UNKNOWN, "there is no such case", "check the id"));
    Set<TransferId> files = files(docket);
    Map<TransferId, String> issued =
        files.stream()
            .map(file -> journal.find(practice, file))
            .flatMap(Optional::stream)
            .filter(file -> file.state() instanceof TransferState.Verified)
            .collect(
                Collectors.toMap(Transfer::id, file -> sha256(receipts.of(caller, file.id()))));
    Redaction redaction = new Redaction(withheld);
    trail.append(
        AuditEvent.by(
            caller,
            clock.instant(),
            AuditType.CASE_PACK_MADE,
            id,
            Map.of("withheld", redaction.shape())));
    Set<String> targets = new TreeSet<>(Set.of(id));
    files.forEach(file -> targets.add(file.value()));
    return new Gathering(caller, docket, files, issued, targets, redaction).pack();
  }

  private Set<TransferId> files(Docket docket) {
    Set<TransferId> files = new TreeSet<>(Comparator.comparing(TransferId::value));
    files.addAll(cases.files(docket.opened().practice(), docket.opened().id()));
    docket
        .opened()
        .affected()
        .ifPresent(all -> all.forEach(affected -> files.add(affected.transfer())));
    return files;
  }

  private static String sha256(String text) {
    return RunningDigests.sha256(text.getBytes(StandardCharsets.UTF_8)).hex();
  }

  /**
   * A case, ready to be handed over. Used by one thread.
   *
   * @param file to read
   * @param events writes the trail from the first to the last event about the case, without a gap:
   *     events about something else without any value, so that the chain verifies and tells nothing
   * @param receipts of its files that are safely stored; none where something is left out, for a
   *     receipt is signed whole
   */
  public record Pack(CaseFile file, Events events, Map<TransferId, Supplier<String>> receipts) {
    public Pack {
      receipts = Map.copyOf(receipts);
    }
  }

  /** Writes the events of a pack. */
  @FunctionalInterface
  public interface Events {
    void to(AuditExport export);
  }

  /** One gathering; the redaction gives numbers in the order in which it meets names. */
  private final class Gathering {
    private final Caller caller;
    private final PracticeId practice;
    private final Docket docket;
    private final Set<TransferId> files;
    private final Map<TransferId, String> issued;
    private final Set<String> targets;
    private final Redaction redaction;

    Gathering(
        Caller caller,
        Docket docket,
        Set<TransferId> files,
        Map<TransferId, String> issued,
        Set<String> targets,
        Redaction redaction) {
      this.caller = caller;
      this.practice = caller.practice();
      this.docket = docket;
      this.files = files;
      this.issued = issued;
      this.targets = targets;
      this.redaction = redaction;
    }

    Pack pack() {
      String id = docket.opened().id();
      String maker = MonthDesk.maker(caller, redaction);
      files.forEach(redaction::file);
      List<CaseFile.Sent> sent = sent();
      List<ReviewCases.Occurrence> occurrences = cases.occurrences(practice, id, MOST_OCCURRENCES);
      occurrences.forEach(each -> each.person().ifPresent(this::sender));
      List<Ruling.Made> rulings = cases.rulings(practice, id);
      rulings.forEach(each -> redaction.person(each.by(), "compliance"));
      List<ChainedEvent> events = events();
      Docket shown = docket();
      List<CaseFile.Happened> timeline = events.stream().map(this::happened).toList();
      AuditLedger.Span span = span(events);
      CaseFile file =
          new CaseFile(
              new MonthReport.Made(clock.instant(), maker, redaction.shape()),
              setUp.get().practice(practice).map(Practice::name).orElse(practice.value()),
              shown,
              occurrences.stream().map(this::occurrence).toList(),
              rulings.stream().map(this::ruling).toList(),
              cases.toDo(practice, id).stream().map(this::toDo).toList(),
              sent,
              timeline,
              span);
      return new Pack(
          file,
          export -> copy.of(practice, span, redaction.withheld(), this::leaving, export),
          redaction.withheld().isEmpty()
              ? issued.keySet().stream()
                  .collect(Collectors.toMap(each -> each, each -> () -> receipts.of(caller, each)))
              : Map.of());
    }

    private List<CaseFile.Sent> sent() {
      List<CaseFile.Sent> sent = new ArrayList<>();
      for (TransferId id : files) {
        journal
            .find(practice, id)
            .ifPresent(
                each -> {
                  sender(each.declaredBy());
                  sent.add(
                      new CaseFile.Sent(
                          redaction.file(id),
                          redaction.destination(each.destination()).value(),
                          each.provider().value(),
                          each.size(),
                          each.state().code(),
                          each.createdAt(),
                          Optional.ofNullable(issued.get(id))));
                });
      }
      return sent;
    }

    private String sender(String subject) {
      return redaction.person(subject, "sender");
    }

    private List<ChainedEvent> events() {
      List<ChainedEvent> events = new ArrayList<>();
      for (String target : targets) {
        AuditFilter filter =
            new AuditFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(target),
                Optional.empty(),
                Optional.empty());
        events.addAll(ledger.findAll(practice, filter));
      }
      events.sort(Comparator.comparingLong(ChainedEvent::number));
      return events;
    }

    /** Until the first signed head that vouches for the last event, if there is one. */
    private AuditLedger.Span span(List<ChainedEvent> events) {
      if (events.isEmpty()) {
        return new AuditLedger.Span(1, 0);
      }
      long last = events.getLast().number();
      return new AuditLedger.Span(
          events.getFirst().number(),
          heads.all(practice).stream()
              .map(SignedHead::head)
              .map(head -> head.number())
              .filter(number -> number >= last)
              .min(Comparator.naturalOrder())
              .orElse(last));
    }

    private ChainedEvent leaving(ChainedEvent event) {
      return event.shown("target").filter(targets::contains).isPresent()
          ? event.withhold(redaction::hides)
          : event.withhold(part -> true);
    }

    private CaseFile.Happened happened(ChainedEvent event) {
      String actor = redaction.person(event.shown("actor").orElse(""), "staff");
      return new CaseFile.Happened(
          event.shown("target").equals(Optional.of(docket.opened().id())), actor, leaving(event));
    }

    private Docket docket() {
      ReviewCase opened = docket.opened();
      opened.destination().ifPresent(redaction::destination);
      docket.standing().assignee().ifPresent(each -> redaction.person(each, "compliance"));
      Set<String> involved = new HashSet<>();
      opened.involved().forEach(each -> involved.add(redaction.person(each, "staff")));
      ReviewCase shown =
          new ReviewCase(
              redaction.target(opened.id()),
              opened.practice(),
              opened.destination().map(redaction::destination),
              opened.rule(),
              opened.kind(),
              opened.fingerprint(),
              opened.openedAt(),
              changes(opened),
              opened.before(),
              opened.now(),
              involved,
              opened.affected().map(all -> all.stream().map(this::affected).toList()));
      Docket.Standing standing = docket.standing();
      return new Docket(
          shown,
          new Docket.Standing(
              standing.state(),
              standing.assignee().map(each -> redaction.person(each, "compliance")),
              standing.due(),
              standing.acceptedUntil(),
              standing.occurrences(),
              standing.lastAt(),
              standing.version()));
    }

    /** Who is behind a destination is told by account, organisation and owner: by name. */
    private List<String> changes(ReviewCase opened) {
      boolean names =
          opened.kind() == ReviewCase.Kind.DESTINATION_CHANGED
              && (redaction.withheld().contains(Withholding.ACTOR)
                  || redaction.withheld().contains(Withholding.DESTINATION));
      return opened.changes().stream()
          .map(each -> names ? Redaction.LEFT_OUT : redaction.words(each))
          .toList();
    }

    private ReviewCase.Affected affected(ReviewCase.Affected each) {
      return new ReviewCase.Affected(
          redaction.file(each.transfer()),
          each.sentUnder(),
          each.outcomeThen(),
          each.decidedNow(),
          each.outcomeNow());
    }

    private ReviewCases.Occurrence occurrence(ReviewCases.Occurrence each) {
      return new ReviewCases.Occurrence(
          each.at(), each.person().map(this::sender), each.frozen().map(this::frozen));
    }

    private Frozen frozen(Frozen each) {
      return new Frozen(
          each.transfer().map(redaction::file),
          each.decision(),
          each.outcome(),
          each.rulebook(),
          each.base(),
          each.rulesVersion(),
          each.decidedAt(),
          each.findings(),
          each.evidence(),
          each.said()
              .map(
                  said ->
                      new Frozen.Said(
                          sender(said.person()),
                          said.code(),
                          redaction.words(said.reason()),
                          said.at())));
    }

    private Ruling.Made ruling(Ruling.Made made) {
      String reason = redaction.words(made.ruling().reason());
      Ruling shown =
          switch (made.ruling()) {
            case Ruling.Accept ignored -> new Ruling.Accept(reason);
            case Ruling.AcceptUntil until -> new Ruling.AcceptUntil(reason, until.until());
            case Ruling.Move move -> new Ruling.Move(reason, redaction.destination(move.to()));
            case Ruling.Delete ignored -> new Ruling.Delete(reason);
            case Ruling.Report report ->
                new Ruling.Report(reason, redaction.words(report.reference()), report.reportedAt());
            case Ruling.Reopen ignored -> new Ruling.Reopen(reason);
          };
      return new Ruling.Made(shown, redaction.person(made.by(), "compliance"), made.at());
    }

    private ReviewCases.ToDo toDo(ReviewCases.ToDo each) {
      return new ReviewCases.ToDo(redaction.file(each.transfer()), each.goneAt(), each.trouble());
    }
  }
}
