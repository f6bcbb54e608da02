package io.onshore.gateway.app.rest;

import io.onshore.connector.residency.Observation;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.report.CaseFile;
import io.onshore.gateway.review.Docket;
import io.onshore.gateway.review.Frozen;
import io.onshore.gateway.review.ReviewCase;
import io.onshore.gateway.review.ReviewCases;
import io.onshore.gateway.review.Ruling;
import io.onshore.gateway.transfer.TransferId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A case, as a list shows it.
 *
 * @param version to be sent with a decision, so that nobody decides what they have not seen
 * @param occurrences how often it happened while the case was open
 * @param changes what changed, in words
 * @param affected the stored files that would be decided differently now; absent until that was
 *     looked at
 * @param file everything else; only where one case is asked for
 */
public record CaseView(
    String id,
    String kind,
    String state,
    long version,
    Optional<String> destinationId,
    Optional<String> ruleId,
    Instant openedAt,
    Instant dueAt,
    boolean overdue,
    Optional<String> assignee,
    Optional<Instant> acceptedUntil,
    long occurrences,
    Instant lastAt,
    List<String> changes,
    Optional<AnswerView> before,
    Optional<AnswerView> now,
    Optional<List<AffectedView>> affected,
    Optional<FileView> file) {

  static CaseView of(Docket docket, Instant now) {
    ReviewCase opened = docket.opened();
    Docket.Standing standing = docket.standing();
    return new CaseView(
        opened.id(),
        opened.kind().name(),
        standing.state().name(),
        standing.version(),
        opened.destination().map(DestinationId::value),
        opened.rule(),
        opened.openedAt(),
        standing.due(),
        standing.state() != Docket.State.DECIDED && !standing.due().isAfter(now),
        standing.assignee(),
        standing.acceptedUntil(),
        standing.occurrences(),
        standing.lastAt(),
        opened.changes(),
        opened.before().map(AnswerView::of),
        opened.now().map(AnswerView::of),
        opened.affected().map(all -> all.stream().map(AffectedView::of).toList()),
        Optional.empty());
  }

  /** A case as it is handed over, with what belongs to it. */
  static CaseView of(CaseFile file) {
    return of(file.docket(), file.made().at())
        .with(
            new FileView(
                file.seen().stream().map(OccurrenceView::of).toList(),
                file.rulings().stream().map(RulingView::of).toList(),
                file.toDo().stream().map(ToDoView::of).toList(),
                file.timeline().stream()
                    .filter(CaseFile.Happened::ofCase)
                    .map(CaseEventView::of)
                    .toList()));
  }

  CaseView with(FileView all) {
    return new CaseView(
        id,
        kind,
        state,
        version,
        destinationId,
        ruleId,
        openedAt,
        dueAt,
        overdue,
        assignee,
        acceptedUntil,
        occurrences,
        lastAt,
        changes,
        before,
        now,
        affected,
        Optional.of(all));
  }

  /**
   * Everything that belongs to a case.
   *
   * @param seen what people saw and said, as it was, the first time first
   * @param decisions what was decided, the first first
   * @param toDo what has to be done with which file
   * @param timeline the audit trail about the case
   */
  public record FileView(
      List<OccurrenceView> seen,
      List<RulingView> decisions,
      List<ToDoView> toDo,
      List<CaseEventView> timeline) {}

  /** Once that it happened, with what the person saw then. */
  public record OccurrenceView(Instant at, Optional<String> person, Optional<SnapshotView> saw) {
    static OccurrenceView of(ReviewCases.Occurrence occurrence) {
      return new OccurrenceView(
          occurrence.at(), occurrence.person(), occurrence.frozen().map(SnapshotView::of));
    }
  }

  /** What a person saw and said: kept in the case, and rewritten by nothing. */
  public record SnapshotView(
      Optional<String> transferId,
      String decisionId,
      String outcome,
      String rulebook,
      String baseRulebook,
      Optional<Integer> rulesVersion,
      Instant decidedAt,
      List<Frozen.Shown> findings,
      List<LineView> evidence,
      Optional<SaidView> said) {
    static SnapshotView of(Frozen frozen) {
      return new SnapshotView(
          frozen.transfer().map(TransferId::value),
          frozen.decision(),
          frozen.outcome(),
          "sha256:" + frozen.rulebook(),
          "sha256:" + frozen.base(),
          frozen.rulesVersion(),
          frozen.decidedAt(),
          frozen.findings(),
          frozen.evidence().stream().map(LineView::of).toList(),
          frozen
              .said()
              .map(said -> new SaidView(said.person(), said.code(), said.reason(), said.at())));
    }
  }

  /** A statement that the decision rested on. */
  public record LineView(
      String aspect,
      List<String> places,
      String grade,
      LocalDate observedOn,
      String source,
      String rawLabel) {
    static LineView of(Frozen.Line line) {
      return new LineView(
          line.about(),
          line.places(),
          line.grade(),
          line.observedOn(),
          line.source(),
          line.rawLabel());
    }
  }

  /** What a person said. */
  public record SaidView(String person, String reasonCode, String reason, Instant at) {}

  /** What was decided, and why. */
  public record RulingView(
      String decision,
      String reason,
      String decidedBy,
      Instant decidedAt,
      Optional<Instant> until,
      Optional<String> moveTo,
      Optional<String> reference,
      Optional<Instant> reportedAt) {
    static RulingView of(Ruling.Made made) {
      Ruling ruling = made.ruling();
      return new RulingView(
          ruling.code(),
          ruling.reason(),
          made.by(),
          made.at(),
          ruling instanceof Ruling.AcceptUntil accepted
              ? Optional.of(accepted.until())
              : Optional.empty(),
          ruling instanceof Ruling.Move move ? Optional.of(move.to().value()) : Optional.empty(),
          ruling instanceof Ruling.Report report
              ? Optional.of(report.reference())
              : Optional.empty(),
          ruling instanceof Ruling.Report report
              ? Optional.of(report.reportedAt())
              : Optional.empty());
    }
  }

  /** What has to be done with a file, and why it is not done yet. */
  public record ToDoView(
      String transferId, Optional<Instant> goneAt, Optional<TroubleView> trouble) {
    static ToDoView of(ReviewCases.ToDo toDo) {
      return new ToDoView(
          toDo.transfer().value(),
          toDo.goneAt(),
          toDo.trouble().map(each -> new TroubleView(each.kind(), each.message(), each.hint())));
    }
  }

  /** Why not yet, and what to do. */
  public record TroubleView(String kind, String message, String hint) {}

  /** One event about the case. */
  public record CaseEventView(Instant at, String type, String actor, Map<String, String> detail) {
    static CaseEventView of(AuditEvent event) {
      return new CaseEventView(event.at(), event.type().name(), event.actor(), event.detail());
    }

    static CaseEventView of(CaseFile.Happened happened) {
      return new CaseEventView(
          happened.event().at(),
          happened.event().type(),
          happened.actor(),
          AuditResource.detail(happened.event()));
    }
  }

  /** What a provider said at one time. */
  public record AnswerView(Instant observedAt, List<ObservationView> observations) {
    static AnswerView of(ResidencyEvidence evidence) {
      return new AnswerView(
          evidence.observedAt(),
          evidence.observations().stream().map(ObservationView::of).toList());
    }
  }

  /** One thing that a provider said. */
  public record ObservationView(
      String aspect, List<String> places, String strength, String field, String rawLabel) {
    static ObservationView of(Observation observation) {
      return new ObservationView(
          observation.aspect().name(),
          observation.places().stream().sorted().toList(),
          observation.strength().name(),
          observation.field(),
          observation.rawLabel());
    }
  }

  /** A stored file that would be decided differently now. */
  public record AffectedView(
      String transferId,
      String sentUnder,
      String outcomeThen,
      String decidedNow,
      String outcomeNow) {
    static AffectedView of(ReviewCase.Affected affected) {
      return new AffectedView(
          affected.transfer().value(),
          affected.sentUnder(),
          affected.outcomeThen().name(),
          affected.decidedNow(),
          affected.outcomeNow().name());
    }
  }
}
