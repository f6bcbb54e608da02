package io.onshore.gateway.audit;

import io.onshore.gateway.practice.PracticeId;
import java.util.List;

/**
 * The append-only record of a practice. Steps of a transfer are appended by its journal in the same
 * transaction; this port is for what happens outside a transfer, and for reading.
 */
public interface AuditTrail {
  /** Appends an event. */
  void append(AuditEvent event);

  /** The events about one target, oldest first. */
  List<AuditEvent> about(PracticeId practice, String target);
}
