package io.onshore.gateway.rules;

import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;
import java.util.Optional;

/**
 * One version of a practice's rules: one person proposes it and says why, another publishes it.
 *
 * @param number from one, in the order of the proposals
 * @param reason in the words of who proposed it
 * @param decidedBy who published or withdrew it
 */
public record RulesVersion(
    PracticeId practice,
    int number,
    PracticeRules rules,
    State state,
    String proposedBy,
    Instant proposedAt,
    String reason,
    Optional<String> decidedBy,
    Optional<Instant> decidedAt) {
  /** How far it is. */
  public enum State {
    /** Waits for a second person. */
    PROPOSED,
    /** Was put in force; the one that was published last is. */
    PUBLISHED,
    /** Was taken back before it came in force. */
    WITHDRAWN
  }
}
