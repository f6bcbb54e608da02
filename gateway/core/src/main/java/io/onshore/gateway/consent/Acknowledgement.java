package io.onshore.gateway.consent;

import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;
import java.util.Set;

/**
 * A person acknowledged warnings about a destination. It is remembered until it expires, so that
 * the same warning interrupts the same person once.
 *
 * @param person the subject of who acknowledged
 * @param findings the ids of the rules
 * @param rulebook the digest of the rulebook whose words they saw
 * @param reasonCode a stable word from the practice's list
 * @param reason free text, may be empty
 */
public record Acknowledgement(
    PracticeId practice,
    String person,
    DestinationId destination,
    Set<String> findings,
    String rulebook,
    String reasonCode,
    String reason,
    Instant at,
    Instant expiresAt) {
  public Acknowledgement {
    findings = Set.copyOf(findings);
  }
}
