package io.onshore.gateway.doubles;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.proof.Proof;
import io.onshore.gateway.proof.Proofs;
import java.util.ArrayList;
import java.util.List;

/** Proofs as a list. Safe for several threads. */
public final class MemoryProofs implements Proofs {
  private final MemoryTrail trail;
  private final List<Proof> proofs = new ArrayList<>();

  public MemoryProofs(MemoryTrail trail) {
    this.trail = trail;
  }

  @Override
  public synchronized void file(Proof proof, AuditEvent event) {
    proofs.addFirst(proof);
    trail.append(event);
  }

  @Override
  public synchronized List<Proof> list(PracticeId practice, DestinationId destination, int limit) {
    return proofs.stream()
        .filter(each -> each.practice().equals(practice))
        .filter(each -> each.destination().equals(destination))
        .limit(limit)
        .toList();
  }
}
