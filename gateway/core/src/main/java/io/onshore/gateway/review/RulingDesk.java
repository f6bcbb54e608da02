package io.onshore.gateway.review;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.dossier.Dossiers;
import io.onshore.gateway.dossier.Pin;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.Practice;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.residency.Push;
import io.onshore.gateway.residency.ResidencyDesk;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.gateway.transfer.TransferJournal;
import io.onshore.policy.Action;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Assigns and decides cases. Nobody decides a case that they had a part in. Safe for several
 * threads and replicas.
 */
public final class RulingDesk {
  private final Supplier<SetUp> setUp;
  private final ReviewCases cases;
  private final TransferJournal journal;
  private final Dossiers dossiers;
  private final Function<Transfer, Push> known;
  private final ResidencyDesk desk;
  private final CaseWork work;
  private final DueDates due;
  private final Clock clock;

  /**
   * @param known what is known of a file by now
   * @param work does what was decided
   */
  public RulingDesk(
      Supplier<SetUp> setUp,
      ReviewCases cases,
      TransferJournal journal,
      Dossiers dossiers,
      ResidencyDesk desk,
      Function<Transfer, Push> known,
      CaseWork work,
      DueDates due,
      Clock clock) {
    this.setUp = setUp;
    this.cases = cases;
    this.journal = journal;
    this.dossiers = dossiers;
    this.desk = desk;
    this.known = known;
    this.work = work;
    this.due = due;
    this.clock = clock;
  }

  /**
   * A case of the caller's practice.
   *
   * @throws RequestRefused CASE_UNKNOWN
   */
  public Docket find(Caller caller, String id) {
    return cases
        .find(caller.practice(), id)
        .orElseThrow(
            () ->
                new RequestRefused(
                    RefusalCode.CASE_UNKNOWN, "there is no such case", "check the id"));
  }

  /**
   * Gives a case to somebody, or to nobody.
   *
   * @param until when it is due from now on; as it was if empty
   * @throws RequestRefused CASE_UNKNOWN; CASE_CHANGED if it is not of this version; NOT_NOW if it
   *     is decided
   */
  public Docket assign(
      Caller caller, String id, long version, Optional<String> assignee, Optional<Instant> until) {
    Docket docket = find(caller, id);
    requireVersion(docket, version);
    if (docket.standing().state() == Docket.State.DECIDED) {
      throw new RequestRefused(
          RefusalCode.NOT_NOW, "the case is decided", "open it again to have it looked at");
    }
    return changed(
        caller,
        docket,
        docket.standing().assigned(assignee, until.orElse(docket.standing().due())),
        Optional.empty(),
        Set.of(),
        AuditType.CASE_ASSIGNED,
        Map.of("assignee", assignee.orElse("")));
  }

  /**
   * Decides a case.
   *
   * @param version of the case that the person looked at
   * @throws RequestRefused CASE_UNKNOWN; CASE_CHANGED if it is not of this version; OWN_CASE to who
   *     had a part in it; NOT_NOW if its state or its kind does not allow this decision;
   *     INVALID_REQUEST if the decision itself is impossible
   */
  public Docket decide(Caller caller, String id, long version, Ruling ruling) {
    Docket docket = find(caller, id);
    requireVersion(docket, version);
    Set<TransferId> files = files(docket);
    requireNoPart(caller, docket, files);
    requireFits(docket, ruling, files);
    Docket decided =
        changed(
            caller,
            docket,
            next(docket, ruling),
            Optional.of(new Ruling.Made(ruling, caller.subject(), clock.instant())),
            acts(ruling) ? files : Set.of(),
            AuditType.CASE_DECIDED,
            Map.of("decision", ruling.code(), "kind", docket.opened().kind().name()));
    if (acts(ruling)) {
      work.soon();
    }
    return decided;
  }

  private Docket changed(
      Caller caller,
      Docket docket,
      Docket.Standing next,
      Optional<Ruling.Made> made,
      Set<TransferId> toDo,
      AuditType type,
      Map<String, String> detail) {
    boolean done =
        cases.change(
            docket,
            next,
            made,
            toDo,
            docket
                .opened()
                .placed(
                    AuditEvent.by(caller, clock.instant(), type, docket.opened().id(), detail)));
    if (!done) {
      throw changedMeanwhile();
    }
    return find(caller, docket.opened().id());
  }

  private Docket.Standing next(Docket docket, Ruling ruling) {
    Docket.Standing standing = docket.standing();
    return switch (ruling) {
      case Ruling.Accept ignored -> standing.in(Docket.State.DECIDED, Optional.empty());
      case Ruling.AcceptUntil until ->
          standing.in(Docket.State.DECIDED, Optional.of(until.until()));
      case Ruling.Report ignored -> standing.in(Docket.State.DECIDED, Optional.empty());
      case Ruling.Move ignored -> standing.in(Docket.State.PENDING, Optional.empty());
      case Ruling.Delete ignored -> standing.in(Docket.State.PENDING, Optional.empty());
      case Ruling.Reopen ignored ->
          standing
              .in(Docket.State.OPEN, Optional.empty())
              .assigned(standing.assignee(), due.of(docket.opened().kind(), clock.instant()));
    };
  }

  private static boolean acts(Ruling ruling) {
    return ruling instanceof Ruling.Move || ruling instanceof Ruling.Delete;
  }

  /** The files that a case is about. */
  private Set<TransferId> files(Docket docket) {
    ReviewCase opened = docket.opened();
    Set<TransferId> files = new HashSet<>(cases.files(opened.practice(), opened.id()));
    opened.affected().orElse(List.of()).forEach(each -> files.add(each.transfer()));
    return Set.copyOf(files);
  }

  private static void requireVersion(Docket docket, long version) {
    if (docket.standing().version() != version) {
      throw changedMeanwhile();
    }
  }

  private static RequestRefused changedMeanwhile() {
    return new RequestRefused(
        RefusalCode.CASE_CHANGED,
        "the case was changed meanwhile",
        "look at it again, and send its version");
  }

  private void requireNoPart(Caller caller, Docket docket, Set<TransferId> files) {
    ReviewCase opened = docket.opened();
    Set<String> people = new TreeSet<>(opened.involved());
    people.addAll(cases.people(opened.practice(), opened.id()));
    opened
        .destination()
        .flatMap(destination -> dossiers.of(opened.practice()).pin(destination))
        .map(Pin::approvedBy)
        .ifPresent(people::add);
    boolean sender =
        files.stream()
            .flatMap(file -> journal.find(opened.practice(), file).stream())
            .anyMatch(transfer -> transfer.declaredBy().equals(caller.subject()));
    if (sender || people.contains(caller.subject())) {
      throw new RequestRefused(
          RefusalCode.OWN_CASE,
          "you had a part in what this case is about",
          "ask another compliance officer to decide it");
    }
  }

  private void requireFits(Docket docket, Ruling ruling, Set<TransferId> files) {
    boolean decided = docket.standing().state() == Docket.State.DECIDED;
    if (decided != ruling instanceof Ruling.Reopen) {
      throw new RequestRefused(
          RefusalCode.NOT_NOW,
          decided ? "the case is decided" : "the case is not decided yet",
          decided ? "open it again to decide it anew" : "decide it");
    }
    if (ruling instanceof Ruling.AcceptUntil accepted
        && !accepted.until().isAfter(clock.instant())) {
      throw invalid("`until` is over already", "send a time to come");
    }
    if (ruling instanceof Ruling.Report report && report.reportedAt().isAfter(clock.instant())) {
      throw invalid("`reportedAt` is still to come", "send when it was reported");
    }
    if (acts(ruling)) {
      requireFiles(docket, files);
    }
    if (ruling instanceof Ruling.Move move) {
      requireGood(docket, move.to(), files);
    }
  }

  private static void requireFiles(Docket docket, Set<TransferId> files) {
    if (docket.opened().affected().isEmpty()) {
      throw new RequestRefused(
          RefusalCode.NOT_NOW,
          "the stored files of this case are being looked at",
          "try again in a moment");
    }
    if (files.isEmpty()) {
      throw new RequestRefused(
          RefusalCode.NOT_NOW, "this case is about no file", "accept it, or report it");
    }
  }

  /** A place that takes these files without a warning, by the provider's fresh answer. */
  private void requireGood(Docket docket, DestinationId to, Set<TransferId> files) {
    ReviewCase opened = docket.opened();
    StorageDestination destination = setUp.get().require(opened.practice(), to);
    if (opened.destination().equals(Optional.of(to))) {
      throw invalid("`moveTo` is where the files are already", "name another destination");
    }
    Practice practice = setUp.get().practice(opened.practice()).orElseThrow();
    Set<Push> pushes = new HashSet<>();
    files.forEach(id -> journal.find(opened.practice(), id).map(known).ifPresent(pushes::add));
    for (Push push : pushes) {
      Action action = desk.decide(practice, destination, push).decision().action();
      if (action.compareTo(Action.WARN) > 0) {
        throw invalid(
            "`moveTo` would not take the files without a warning",
            "name a destination that the list of destinations shows as good");
      }
    }
  }

  private static RequestRefused invalid(String detail, String hint) {
    return new RequestRefused(RefusalCode.INVALID_REQUEST, detail, hint);
  }
}
