package io.onshore.gateway.setup;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.practice.PracticeId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps what practices set up by themselves; it holds secrets, which are sealed where they rest.
 * Nothing is overwritten. Safe for several threads and replicas.
 */
public interface PracticeSetUps {
  /** The newest number of each practice that has one, without reading any secret. */
  Map<PracticeId, Integer> numbers();

  /** The newest version of each practice that has one. */
  List<PracticeSetUpVersion> newest();

  /** A practice's newest version. */
  Optional<PracticeSetUpVersion> newest(PracticeId practice);

  /**
   * Keeps the next version, with its audit event, in one transaction.
   *
   * @return false, and nothing is kept, if the practice has a version of this number by now
   */
  boolean keep(PracticeSetUpVersion next, AuditEvent event);
}
