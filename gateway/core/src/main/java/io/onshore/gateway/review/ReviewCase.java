package io.onshore.gateway.review;

import com.github.f4b6a3.ulid.UlidCreator;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.connector.toolkit.digest.RunningDigests;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.policy.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Something that compliance staff have to look at, as it was when it was opened. How it stands
 * since is its {@link Docket}.
 *
 * @param id opaque, {@code rev_} and 26 characters
 * @param destination empty where it is about a rule everywhere
 * @param rule the id of the rule it is about, if it is about one
 * @param fingerprint the same for the same thing, so that it opens one case only
 * @param changes what changed, in words
 * @param before what the provider said before, if it had said anything
 * @param now what the provider said when the case was opened
 * @param involved the subjects of people who had a part in it, beside those of its occurrences;
 *     they do not decide it
 * @param affected the stored files that the change decides differently; empty until that was looked
 *     at
 */
public record ReviewCase(
    String id,
    PracticeId practice,
    Optional<DestinationId> destination,
    Optional<String> rule,
    Kind kind,
    String fingerprint,
    Instant openedAt,
    List<String> changes,
    Optional<ResidencyEvidence> before,
    Optional<ResidencyEvidence> now,
    Set<String> involved,
    Optional<List<Affected>> affected) {
  public ReviewCase {
    changes = List.copyOf(changes);
    involved = Set.copyOf(involved);
    affected = affected.map(List::copyOf);
  }

  /** A case of which nothing else is known than what was sent, or which rule it is about. */
  static ReviewCase of(
      String id,
      PracticeId practice,
      Optional<DestinationId> destination,
      String rule,
      Kind kind,
      String fingerprint,
      Instant openedAt) {
    return new ReviewCase(
        id,
        practice,
        destination,
        Optional.of(rule),
        kind,
        fingerprint,
        openedAt,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.of(List.of()));
  }

  /** A fresh id. */
  static String newId() {
    return "rev_" + UlidCreator.getMonotonicUlid().toLowerCase();
  }

  /** What tells one thing from another. */
  static String fingerprint(String... parts) {
    return RunningDigests.sha256(String.join("\n", parts).getBytes(StandardCharsets.UTF_8)).hex();
  }

  /** The event, which concerns this case's destination if it has one. */
  AuditEvent placed(AuditEvent event) {
    return destination.map(event::at).orElse(event);
  }

  /** The same case once the stored files were looked at. */
  public ReviewCase with(List<Affected> found) {
    return new ReviewCase(
        id,
        practice,
        destination,
        rule,
        kind,
        fingerprint,
        openedAt,
        changes,
        before,
        now,
        involved,
        Optional.of(found));
  }

  /** The same case, with what there is to say in words and who had a part in it. */
  ReviewCase saying(List<String> words, Set<String> people) {
    return new ReviewCase(
        id,
        practice,
        destination,
        rule,
        kind,
        fingerprint,
        openedAt,
        words,
        before,
        now,
        people,
        affected);
  }

  /** What it is about. The names are stored and exported, so they never change. */
  public enum Kind {
    /** Another account, folder or owner is behind a destination than was approved. */
    DESTINATION_CHANGED,
    /** A provider says otherwise than before where data rests. */
    EVIDENCE_CHANGED,
    /** A patient withdrew the consent under which files were sent. */
    CONSENT_WITHDRAWN,
    /** A person acknowledged a warning and sent. */
    WARNING_OVERRIDDEN,
    /** A file was held until a remedy is on record. */
    FILE_HELD,
    /** A person sent past warnings or holds, because patient care could not wait. */
    EMERGENCY_SENT,
    /** A person says that a rule's warning is wrong. */
    RULE_OBJECTED,
    /** A rule interrupts too often, or is overridden too often. */
    RULE_OVER_BUDGET
  }

  /**
   * A stored file that would be decided differently now.
   *
   * @param sentUnder the id of the decision under which it was sent
   * @param decidedNow the id of the decision that was made for the case
   */
  public record Affected(
      TransferId transfer,
      String sentUnder,
      Severity outcomeThen,
      String decidedNow,
      Severity outcomeNow) {}
}
