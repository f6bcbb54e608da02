package io.onshore.gateway.expiry;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.practice.PracticeId;
import java.util.List;

/**
 * Keeps alerts, each with its audit event in one transaction. Safe for several threads and
 * replicas.
 */
public interface Alerts {
  /**
   * Raises an alert.
   *
   * @return false, and nothing is kept, if one of its fingerprint was raised before
   */
  boolean raise(Alert alert, AuditEvent event);

  /** A practice's alerts, newest first. */
  List<Alert> list(PracticeId practice, int limit);
}
