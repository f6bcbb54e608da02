package io.onshore.gateway.review;

import io.onshore.gateway.residency.DecisionRecord;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.policy.EvidenceLine;
import io.onshore.policy.Finding;
import io.onshore.policy.Place;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a person saw and said at one moment, copied into the case: no later evidence, rule or
 * decision rewrites it.
 *
 * @param transfer the file it was about; empty if it is about the decision only
 * @param decision the id of the decision that was in force
 * @param outcome of that decision, such as {@code WARN}
 * @param rulebook the digest of the rules it was made by
 * @param base the digest of everybody's rulebook under the practice's own rules
 * @param rulesVersion the version of the practice's own rules, if it had any
 * @param evidence the statements that the decision rested on
 * @param said what the person said, if they said something
 */
public record Frozen(
    Optional<TransferId> transfer,
    String decision,
    String outcome,
    String rulebook,
    String base,
    Optional<Integer> rulesVersion,
    Instant decidedAt,
    List<Shown> findings,
    List<Line> evidence,
    Optional<Said> said) {
  public Frozen {
    findings = List.copyOf(findings);
    evidence = List.copyOf(evidence);
  }

  /** A decision as it stands now. */
  static Frozen of(Optional<TransferId> transfer, DecisionRecord decided, Optional<Said> said) {
    return new Frozen(
        transfer,
        decided.id(),
        decided.decision().outcome().name(),
        decided.decision().rulebookDigest(),
        decided.base(),
        decided.rulesVersion(),
        decided.decidedAt(),
        decided.decision().findings().stream().map(Shown::of).toList(),
        decided.evidence().stream().map(Line::of).toList(),
        said);
  }

  /** A finding in the words that were shown. */
  public record Shown(
      String rule,
      String severity,
      String jurisdiction,
      String text,
      String fix,
      List<String> sources) {
    public Shown {
      sources = List.copyOf(sources);
    }

    private static Shown of(Finding finding) {
      return new Shown(
          finding.ruleId(),
          finding.severity().name(),
          finding.jurisdiction().value(),
          finding.text(),
          finding.fix(),
          finding.sources().stream().map(source -> source.id()).toList());
    }
  }

  /** A statement that the decision rested on. */
  public record Line(
      String about,
      List<String> places,
      String grade,
      LocalDate observedOn,
      String source,
      String rawLabel) {
    public Line {
      places = List.copyOf(places);
    }

    private static Line of(EvidenceLine line) {
      return new Line(
          line.dataClass().name(),
          line.places().stream().map(Place::code).sorted().toList(),
          line.grade().name(),
          line.observedOn(),
          line.source(),
          line.rawLabel());
    }
  }

  /**
   * What a person said.
   *
   * @param code a stable word, such as {@code PATIENT_AGREED}
   */
  public record Said(String person, String code, String reason, Instant at) {}
}
