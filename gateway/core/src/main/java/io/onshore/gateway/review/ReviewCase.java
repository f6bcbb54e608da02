package io.onshore.gateway.review;

import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.policy.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that compliance staff have to look at, with the evidence as it was at the time.
 *
 * @param id opaque, {@code rev_} and 26 characters
 * @param fingerprint the same for the same thing, so that it opens one case only
 * @param changes what changed, in words
 * @param before what the provider said before, if it had said anything
 * @param now what the provider said when the case was opened
 * @param affected the stored files that the change decides differently; empty until that was looked
 *     at
 */
public record ReviewCase(
    String id,
    PracticeId practice,
    DestinationId destination,
    Kind kind,
    String fingerprint,
    Instant openedAt,
    List<String> changes,
    Optional<ResidencyEvidence> before,
    Optional<ResidencyEvidence> now,
    Optional<List<Affected>> affected) {
  public ReviewCase {
    changes = List.copyOf(changes);
    affected = affected.map(List::copyOf);
  }

  /** The same case once the stored files were looked at. */
  public ReviewCase with(List<Affected> found) {
    return new ReviewCase(
        id,
        practice,
        destination,
        kind,
        fingerprint,
        openedAt,
        changes,
        before,
        now,
        Optional.of(found));
  }

  /** What it is about. The names are stored and exported, so they never change. */
  public enum Kind {
    /** Another account, folder or owner is behind a destination than was approved. */
    DESTINATION_CHANGED,
    /** A provider says otherwise than before where data rests. */
    EVIDENCE_CHANGED,
    /** A patient withdrew the consent under which files were sent. */
    CONSENT_WITHDRAWN
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
