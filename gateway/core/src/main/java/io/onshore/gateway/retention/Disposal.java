package io.onshore.gateway.retention;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.Disposed;
import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** The one act that removes audit events: the oldest ones, with proof. */
@FunctionalInterface
public interface Disposal {
  /**
   * Removes the events before the first one that is not older than a time, and appends the proof,
   * in one transaction. The names of people who were not seen acting for the practice since then go
   * with them. Removes nothing while the practice has a legal hold.
   *
   * @param before the time
   * @param proof the event for what was removed
   * @return what was removed, if anything
   */
  Optional<Disposed> dispose(
      PracticeId practice, Instant before, Function<Disposed, AuditEvent> proof);
}
