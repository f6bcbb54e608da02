package io.onshore.gateway.residency;

import io.onshore.policy.Hold;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What stands between a decision and sending. */
public sealed interface Clearance {
  /**
   * Nothing.
   *
   * @param acknowledgedUntil until when a person's acknowledgement is remembered, if the warnings
   *     needed one
   */
  record Clear(Optional<Instant> acknowledgedUntil) implements Clearance {}

  /** A person has to acknowledge these findings. */
  record NeedsAcknowledgement(Set<String> findings) implements Clearance {
    public NeedsAcknowledgement {
      findings = Set.copyOf(findings);
    }
  }

  /** A remedy for each of these has to be recorded. */
  record NeedsRemedy(List<Hold> holds) implements Clearance {
    public NeedsRemedy {
      holds = List.copyOf(holds);
    }
  }

  /** No way but other facts. */
  record Blocked() implements Clearance {}
}
