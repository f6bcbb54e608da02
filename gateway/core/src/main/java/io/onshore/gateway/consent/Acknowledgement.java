package io.onshore.gateway.consent;

import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;
import java.util.Map;

/**
 * A person acknowledged warnings about a destination. It is remembered until it expires, so that
 * the same warning interrupts the same person once.
 *
 * @param person the subject of who acknowledged
 * @param findings the ids of the rules, each with the digest of the rule whose words they saw
 * @param reasonCode a stable word from the practice's list
 * @param reason free text, may be empty
 */
public record Acknowledgement(
    PracticeId practice,
    String person,
    DestinationId destination,
    Map<String, String> findings,
    String reasonCode,
    String reason,
    Instant at,
    Instant expiresAt) {
  public Acknowledgement {
    findings = Map.copyOf(findings);
  }
}
