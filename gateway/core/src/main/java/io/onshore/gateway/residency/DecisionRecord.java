package io.onshore.gateway.residency;

import com.github.f4b6a3.ulid.UlidCreator;
import io.onshore.policy.Decision;
import io.onshore.policy.EvidenceLine;
import io.onshore.policy.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A decision as it is kept: with the evidence it rested on and the rules it was made by, so that it
 * can be shown and replayed.
 *
 * @param id opaque, {@code dec_} and 26 characters
 * @param evidence the statements that counted
 * @param others the statements that better ones outranked, or that are superseded
 * @param tried what the practice's rules on trial would have found
 * @param base the digest of everybody's rulebook, under the practice's own rules
 * @param rulesVersion the version of the practice's own rules, if it had any
 */
public record DecisionRecord(
    String id,
    Decision decision,
    List<EvidenceLine> evidence,
    List<EvidenceLine> others,
    List<Finding> tried,
    String base,
    Optional<Integer> rulesVersion,
    Instant decidedAt) {
  public DecisionRecord {
    evidence = List.copyOf(evidence);
    others = List.copyOf(others);
    tried = List.copyOf(tried);
  }

  /** A fresh id. */
  static String newId() {
    return "dec_" + UlidCreator.getMonotonicUlid().toLowerCase();
  }

  /** The same decision, for another file of which the same is known. */
  public DecisionRecord again() {
    return new DecisionRecord(
        newId(), decision, evidence, others, tried, base, rulesVersion, decidedAt);
  }

  /** Every statement that was weighed. */
  public List<EvidenceLine> weighed() {
    return Stream.concat(evidence.stream(), others.stream()).toList();
  }
}
