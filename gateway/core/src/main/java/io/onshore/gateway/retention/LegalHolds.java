package io.onshore.gateway.retention;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.practice.PracticeId;
import java.util.List;
import java.util.Optional;

/** The legal holds on file. A change is kept with its audit event in one transaction. */
public interface LegalHolds {
  /** Keeps a new hold. */
  void set(LegalHold hold, AuditEvent event);

  /**
   * Lifts a hold.
   *
   * @return false if the practice has no such hold in force
   */
  boolean lift(PracticeId practice, String id, LegalHold.Lifted lifted, AuditEvent event);

  /** A hold of a practice. */
  Optional<LegalHold> find(PracticeId practice, String id);

  /** All of a practice, newest first. */
  List<LegalHold> list(PracticeId practice);
}
