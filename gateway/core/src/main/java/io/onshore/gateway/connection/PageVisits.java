package io.onshore.gateway.connection;

import io.onshore.gateway.audit.AuditEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * The people who were sent to a provider's page, by the state that went with them. Of the state
 * only a digest is kept. Safe for several threads and replicas.
 */
public interface PageVisits {
  /** Keeps a visit until it expires. */
  void keep(String stateDigest, PageVisit visit, AuditEvent event);

  /** Takes a visit out: it counts once. Empty if there is none, or it expired. */
  Optional<PageVisit> take(String stateDigest, Instant now);
}
