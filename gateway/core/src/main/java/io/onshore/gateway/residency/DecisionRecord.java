package io.onshore.gateway.residency;

import com.github.f4b6a3.ulid.UlidCreator;
import io.onshore.policy.Decision;
import io.onshore.policy.EvidenceLine;
import java.time.Instant;
import java.util.List;

/**
 * A decision as it is kept: with the evidence it rested on, so that it can be shown and replayed.
 *
 * @param id opaque, {@code dec_} and 26 characters
 * @param evidence the lines that the facts were made of
 */
public record DecisionRecord(
    String id, Decision decision, List<EvidenceLine> evidence, Instant decidedAt) {
  public DecisionRecord {
    evidence = List.copyOf(evidence);
  }

  /** A new record. */
  public static DecisionRecord of(Decision decision, List<EvidenceLine> evidence, Instant at) {
    return new DecisionRecord(
        "dec_" + UlidCreator.getMonotonicUlid().toLowerCase(), decision, evidence, at);
  }
}
