package io.onshore.gateway.proof;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import java.util.List;

/** Keeps proofs; nothing is overwritten. Safe for several threads and replicas. */
public interface Proofs {
  /** Keeps a proof, with its audit event, in one transaction. */
  void file(Proof proof, AuditEvent event);

  /** A destination's proofs, newest first. */
  List<Proof> list(PracticeId practice, DestinationId destination, int limit);
}
