package io.onshore.gateway.transfer;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.residency.DecisionRecord;
import io.onshore.gateway.review.Consequences;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The durable truth about transfers. Every step is written with its audit event in one transaction:
 * there is no way to take a step without one. Safe for several threads and replicas.
 */
public interface TransferJournal {
  /** Records a new transfer. */
  void create(Transfer transfer, AuditEvent event);

  /**
   * Records that policy blocked a declaration. No transfer comes of it, but the decision is kept,
   * so that it can be shown and replayed.
   *
   * @param declared the id that the transfer would have had
   */
  void blocked(TransferId declared, DecisionRecord decision, AuditEvent event);

  /** A practice's decision, by its id; another practice's is not found. */
  Optional<DecisionRecord> decision(PracticeId practice, String id);

  /**
   * Keeps a newer decision on a file that is stored already; the decision under which it was sent
   * stays with the transfer.
   */
  void decidedAgain(TransferId transfer, DecisionRecord decision, AuditEvent event);

  /**
   * A practice's decisions since a time, oldest first.
   *
   * @param after only those after the one of this id
   */
  List<KeptDecision> decisions(
      PracticeId practice, Instant since, Optional<String> after, int limit);

  /**
   * A decision as it is kept.
   *
   * @param transfer what it was about; of a blocked declaration, the id it would have had
   */
  record KeptDecision(TransferId transfer, DecisionRecord decision) {}

  /**
   * Records a step.
   *
   * @param next carries the version it was made from
   * @return the transfer as recorded, with its version counted up
   * @throws StaleStepException if another step was recorded meanwhile
   */
  default Transfer step(Transfer next, AuditEvent event, Instant at) {
    return step(next, event, Consequences.NONE, at);
  }

  /**
   * Records a step and what it means for compliance.
   *
   * @param next carries the version it was made from
   * @return the transfer as recorded, with its version counted up
   * @throws StaleStepException if another step was recorded meanwhile
   */
  Transfer step(Transfer next, AuditEvent event, Consequences consequences, Instant at);

  /** Records how many bytes are durable in the spool; not a step. */
  void received(TransferId id, long bytes, Instant at);

  /** Records how many bytes the provider confirmed; not a step. */
  void sent(TransferId id, long bytes, Instant at);

  /** Records a failure that is being waited out, so that it is tried again at its time. */
  Transfer postponed(Transfer transfer, Transfer.Trouble trouble, Instant at);

  /** Asks the engine to stop a transfer that it is working on. */
  void requestCancel(TransferId id, AuditEvent event, Instant at);

  /** A practice's transfer; another practice's is not found. */
  Optional<Transfer> find(PracticeId practice, TransferId id);

  /**
   * A practice's transfers, newest first.
   *
   * @param declaredBy only those of this person or program, by subject
   * @param before only those older than this one
   * @param state only those in this state
   */
  List<Transfer> list(
      PracticeId practice,
      Optional<String> declaredBy,
      Optional<String> state,
      Optional<TransferId> before,
      int limit);

  /** A practice's transfers, whoever declared them, newest first. */
  default List<Transfer> list(
      PracticeId practice, Optional<String> state, Optional<TransferId> before, int limit) {
    return list(practice, Optional.empty(), state, before, limit);
  }

  /** A practice's files that wait to be sent to a destination: held, unacknowledged or queued. */
  List<Transfer> waitingAt(PracticeId practice, DestinationId destination);

  /**
   * A practice's files of so many bytes that were proven to be at a destination and were not
   * deleted there since, oldest first.
   */
  List<Transfer> verifiedAt(PracticeId practice, DestinationId destination, long size);

  /**
   * A practice's files that are stored at a destination and were not deleted there, oldest first.
   *
   * @param after only those after this one
   */
  List<Transfer> storedAt(
      PracticeId practice, DestinationId destination, Optional<TransferId> after, int limit);

  /**
   * How many of a practice's transfers are under way to these destinations and in this trouble.
   *
   * @param trouble its kind, such as {@code REAUTHORISE}
   */
  int inTrouble(PracticeId practice, Set<DestinationId> destinations, String trouble);

  /** How many of a practice's files are declared for these destinations and not at their end. */
  int underWay(PracticeId practice, Set<DestinationId> destinations);

  /**
   * Leases one transfer that the engine can do something about now: received but unchecked, queued,
   * sending, committing or stored, due, and not leased by another worker.
   *
   * @param worker who leases
   * @param lease how long nobody else may have it
   */
  Optional<Transfer> lease(String worker, Instant now, Duration lease);

  /** Renews a lease; false if it was lost to another worker. */
  boolean renew(TransferId id, String worker, Instant until);

  /** Gives a lease back. */
  void release(TransferId id, String worker);

  /** Gives back every lease, for a process that is alone with its database and has just started. */
  void releaseAll();

  /** Transfers that have been receiving since before this time without a byte. */
  List<Transfer> idleSince(Instant time, int limit);
}
