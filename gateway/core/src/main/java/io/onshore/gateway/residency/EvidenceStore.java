package io.onshore.gateway.residency;

import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps what providers said, answer by answer; nothing is overwritten. */
public interface EvidenceStore {
  /** The newest evidence on a destination. */
  Optional<ResidencyEvidence> newest(PracticeId practice, DestinationId destination);

  /** The newest evidence on a destination that was observed by then. */
  Optional<ResidencyEvidence> newest(PracticeId practice, DestinationId destination, Instant by);

  /** The newest evidence on each of a practice's destinations. */
  Map<DestinationId, ResidencyEvidence> newest(PracticeId practice);

  /** What a provider said about a destination, newest first. */
  List<ResidencyEvidence> history(PracticeId practice, DestinationId destination, int limit);

  /** Keeps an answer, with its audit event, in one transaction. */
  void keep(
      PracticeId practice, DestinationId destination, ResidencyEvidence evidence, AuditEvent event);
}
