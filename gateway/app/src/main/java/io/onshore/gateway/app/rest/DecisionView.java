package io.onshore.gateway.app.rest;

import io.onshore.gateway.residency.DecisionRecord;
import io.onshore.policy.Decision;
import io.onshore.policy.EvidenceLine;
import io.onshore.policy.Finding;
import io.onshore.policy.Hold;
import io.onshore.policy.Place;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * A decision, as the API shows it.
 *
 * @param id absent for a dry run, which is not kept
 */
public record DecisionView(
    Optional<String> id,
    String outcome,
    List<String> holds,
    String rulebook,
    Instant decidedAt,
    List<FindingView> findings,
    List<EvidenceView> evidence) {

  static DecisionView of(DecisionRecord record) {
    return new DecisionView(
        Optional.of(record.id()),
        record.decision().outcome().name(),
        holds(record.decision()),
        "sha256:" + record.decision().rulebookDigest(),
        record.decidedAt(),
        findings(record.decision()),
        record.evidence().stream()
            .map(line -> EvidenceView.of(line, record.decision().evaluatedOn()))
            .toList());
  }

  static DecisionView dryRun(Decision decision, Instant now) {
    return new DecisionView(
        Optional.empty(),
        decision.outcome().name(),
        holds(decision),
        "sha256:" + decision.rulebookDigest(),
        now,
        findings(decision),
        List.of());
  }

  private static List<String> holds(Decision decision) {
    return decision.holds().stream().map(Hold::toString).toList();
  }

  private static List<FindingView> findings(Decision decision) {
    return decision.findings().stream().map(FindingView::of).toList();
  }

  /** What one rule had to say. */
  public record FindingView(
      String id,
      String severity,
      String jurisdiction,
      String text,
      String fix,
      List<String> remedies,
      List<String> sources) {
    static FindingView of(Finding finding) {
      return new FindingView(
          finding.ruleId(),
          finding.severity().name(),
          finding.jurisdiction().value(),
          finding.text(),
          finding.fix(),
          finding.remedies().stream().map(Enum::name).sorted().toList(),
          finding.sources().stream().map(source -> source.id()).toList());
    }
  }

  /** What a decision rested on. */
  public record EvidenceView(
      String aspect,
      List<String> places,
      String grade,
      long ageDays,
      String source,
      LocalDate observedOn,
      String rawLabel) {
    static EvidenceView of(EvidenceLine line, LocalDate today) {
      return new EvidenceView(
          line.dataClass().name(),
          line.places().stream().map(Place::code).sorted().toList(),
          line.grade().name(),
          ChronoUnit.DAYS.between(line.observedOn(), today),
          line.source(),
          line.observedOn(),
          line.rawLabel());
    }
  }
}
