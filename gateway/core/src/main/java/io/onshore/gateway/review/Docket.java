package io.onshore.gateway.review;

import java.time.Instant;
import java.util.Optional;

/**
 * A case and how it stands.
 *
 * @param opened as it was opened
 * @param standing as it stands
 */
public record Docket(ReviewCase opened, Standing standing) {

  /** How far a case is. The names are stored and exported, so they never change. */
  public enum State {
    /** Waits for a decision. */
    OPEN,
    /** Decided; what was decided is not done yet. */
    PENDING,
    /** Decided and done. */
    DECIDED
  }

  /**
   * How a case stands.
   *
   * @param assignee who shall look at it, if anybody
   * @param acceptedUntil when it is opened again by itself, if it is accepted until then
   * @param occurrences how often the same happened while it was open
   * @param lastAt when it happened last
   * @param version counts changes; a decision on an older version is refused
   */
  public record Standing(
      State state,
      Optional<String> assignee,
      Instant due,
      Optional<Instant> acceptedUntil,
      long occurrences,
      Instant lastAt,
      long version) {

    /** The same, for somebody else or until another day. */
    Standing assigned(Optional<String> to, Instant until) {
      return new Standing(state, to, until, acceptedUntil, occurrences, lastAt, version);
    }

    /** The same in another state. */
    Standing in(State next, Optional<Instant> accepted) {
      return new Standing(next, assignee, due, accepted, occurrences, lastAt, version);
    }
  }
}
