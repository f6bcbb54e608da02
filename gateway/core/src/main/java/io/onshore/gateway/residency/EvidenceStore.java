package io.onshore.gateway.residency;

import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import java.util.Optional;

/** Keeps what providers said, answer by answer; nothing is overwritten. */
public interface EvidenceStore {
  /** The newest evidence on a destination. */
  Optional<ResidencyEvidence> newest(PracticeId practice, DestinationId destination);

  /** Keeps an answer, with its audit event, in one transaction. */
  void keep(
      PracticeId practice, DestinationId destination, ResidencyEvidence evidence, AuditEvent event);
}
