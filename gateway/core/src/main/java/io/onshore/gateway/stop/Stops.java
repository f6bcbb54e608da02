package io.onshore.gateway.stop;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.transfer.TransferSteps;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps what is stopped, each change with its audit event in one transaction. Safe for several
 * threads and replicas.
 */
public interface Stops {
  /** The kind of trouble of a transfer that waits for a destination to be let go on. */
  String TROUBLE = TransferSteps.STOPPED;

  /** What is stopped in a practice, the oldest first. */
  List<Stop> standing(PracticeId practice);

  /**
   * Stops something.
   *
   * @return false, and nothing is kept, if it is stopped already
   */
  boolean stop(Stop stop, AuditEvent event);

  /**
   * Lets something go on.
   *
   * @param goOn the destinations whose waiting transfers are due at once; none that is stopped for
   *     another reason
   * @return false, and nothing changes, if it is not stopped
   */
  boolean resume(
      PracticeId practice,
      Stop.Scope scope,
      String target,
      Set<DestinationId> goOn,
      AuditEvent event);

  /** Why nothing goes out to a destination, if nothing does. */
  default Optional<Stop> of(StorageDestination destination) {
    return standing(destination.practice()).stream()
        .filter(stop -> stop.concerns(destination))
        .findFirst();
  }
}
