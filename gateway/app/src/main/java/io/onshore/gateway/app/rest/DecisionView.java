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
 * @param action what happens to the file: {@code PROCEED}, {@code WARN}, {@code ACKNOWLEDGE},
 *     {@code HOLD} or {@code BLOCK}; more than the outcome asks for where the practice's rules say
 *     so
 * @param rulesVersion the version of the practice's own rules, if it had any
 * @param evidence the statements that counted
 * @param outranked the statements that better ones outranked, or whose own author says otherwise by
 *     now
 * @param tried what the practice's rules on trial would have found
 * @param alternative another destination of the practice that may take the file without a warning,
 *     where this decision warns and was asked for before sending
 */
public record DecisionView(
    Optional<String> id,
    String outcome,
    String action,
    List<String> holds,
    String rulebook,
    Optional<Integer> rulesVersion,
    Instant decidedAt,
    List<FindingView> findings,
    List<EvidenceView> evidence,
    List<EvidenceView> outranked,
    List<FindingView> tried,
    Optional<AlternativeView> alternative) {

  static DecisionView of(DecisionRecord record) {
    Decision decision = record.decision();
    return new DecisionView(
        Optional.of(record.id()),
        decision.outcome().name(),
        decision.action().name(),
        holds(decision),
        "sha256:" + decision.rulebookDigest(),
        record.rulesVersion(),
        record.decidedAt(),
        findings(decision.findings()),
        evidence(record.evidence(), decision),
        evidence(record.others(), decision),
        findings(record.tried()),
        Optional.empty());
  }

  DecisionView with(Optional<AlternativeView> better) {
    return new DecisionView(
        id,
        outcome,
        action,
        holds,
        rulebook,
        rulesVersion,
        decidedAt,
        findings,
        evidence,
        outranked,
        tried,
        better);
  }

  static DecisionView dryRun(Decision decision, Instant now) {
    return new DecisionView(
        Optional.empty(),
        decision.outcome().name(),
        decision.action().name(),
        holds(decision),
        "sha256:" + decision.rulebookDigest(),
        Optional.empty(),
        now,
        findings(decision.findings()),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  private static List<EvidenceView> evidence(List<EvidenceLine> lines, Decision decision) {
    return lines.stream().map(line -> EvidenceView.of(line, decision.evaluatedOn())).toList();
  }

  private static List<String> holds(Decision decision) {
    return decision.holds().stream().map(Hold::toString).toList();
  }

  static List<FindingView> findings(List<Finding> findings) {
    return findings.stream().map(FindingView::of).toList();
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
      Optional<LocalDate> validUntil,
      boolean superseded,
      String rawLabel) {
    static EvidenceView of(EvidenceLine line, LocalDate today) {
      return new EvidenceView(
          line.dataClass().name(),
          line.places().stream().map(Place::code).sorted().toList(),
          line.grade().name(),
          ChronoUnit.DAYS.between(line.observedOn(), today),
          line.source(),
          line.observedOn(),
          line.validUntil(),
          line.superseded(),
          line.rawLabel());
    }
  }
}
