package io.onshore.gateway.doubles;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.residency.DecisionRecord;
import io.onshore.gateway.review.Consequences;
import io.onshore.gateway.transfer.StaleStepException;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.gateway.transfer.TransferJournal;
import io.onshore.gateway.transfer.TransferState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The journal as a map that outlives the process. Keeps what the stored one keeps: versions,
 * leases, each step with its event, a request to stop and received bytes that came meanwhile, and
 * the end of a trouble by progress. Safe for several threads.
 */
public final class MemoryJournal implements TransferJournal {
  private final MemoryTrail trail;
  private final MemoryCases cases;
  private final Power power;
  private final Map<String, Transfer> transfers = new TreeMap<>();
  private final Map<String, Lease> leases = new TreeMap<>();
  private final List<Step> steps = new ArrayList<>();
  private Runnable beforeStep = () -> {};
  private final List<Kept> decisions = new ArrayList<>();

  public MemoryJournal(MemoryTrail trail, MemoryCases cases, Power power) {
    this.trail = trail;
    this.cases = cases;
    this.power = power;
  }

  /** One recorded step. */
  public record Step(long version, String state, AuditEvent event) {}

  private record Kept(PracticeId practice, KeptDecision decision) {}

  private record Lease(String worker, Instant until) {}

  /** Every step ever recorded, in order. */
  public synchronized List<Step> steps() {
    return List.copyOf(steps);
  }

  /** The transfer as the test sees it, without any process. */
  public synchronized Transfer peek(TransferId id) {
    return held(id);
  }

  /** Runs once, just before the next step, as if another thread had been faster. */
  public synchronized void beforeNextStep(Runnable action) {
    beforeStep = action;
  }

  @Override
  public synchronized void create(Transfer transfer, AuditEvent event) {
    power.pass("journal create");
    transfers.put(transfer.id().value(), transfer);
    record(transfer, event);
    power.pass("journal created");
  }

  @Override
  public synchronized void blocked(TransferId declared, DecisionRecord decision, AuditEvent event) {
    keep(event.practice(), declared, decision);
    trail.append(event);
  }

  private void keep(PracticeId practice, TransferId transfer, DecisionRecord decision) {
    if (this.decision(practice, decision.id()).isEmpty()) {
      decisions.add(new Kept(practice, new KeptDecision(transfer, decision)));
    }
  }

  @Override
  public synchronized void decidedAgain(
      TransferId transfer, DecisionRecord decision, AuditEvent event) {
    keep(event.practice(), transfer, decision);
    trail.append(event);
  }

  @Override
  public synchronized List<KeptDecision> decisions(
      PracticeId practice, Instant since, Optional<String> after, int limit) {
    return decisions.stream()
        .filter(kept -> kept.practice().equals(practice))
        .map(Kept::decision)
        .filter(kept -> !kept.decision().decidedAt().isBefore(since))
        .filter(kept -> after.map(id -> kept.decision().id().compareTo(id) > 0).orElse(true))
        .sorted(Comparator.comparing((KeptDecision kept) -> kept.decision().id()))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<Transfer> waitingAt(PracticeId practice, DestinationId destination) {
    return at(practice, destination)
        .filter(
            transfer ->
                Set.of("HELD", "AWAITING_ACKNOWLEDGEMENT", "QUEUED")
                    .contains(transfer.state().code()))
        .toList();
  }

  @Override
  public synchronized List<Transfer> storedAt(
      PracticeId practice, DestinationId destination, Optional<TransferId> after, int limit) {
    return at(practice, destination)
        .filter(
            transfer ->
                Set.of("STORED", "VERIFIED", "QUARANTINED").contains(transfer.state().code()))
        .filter(transfer -> !cases.isGone(transfer.id()))
        .filter(
            transfer ->
                after.map(id -> transfer.id().value().compareTo(id.value()) > 0).orElse(true))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<Transfer> verifiedAt(
      PracticeId practice, DestinationId destination, long size) {
    return at(practice, destination)
        .filter(transfer -> transfer.state().code().equals("VERIFIED"))
        .filter(transfer -> transfer.size() == size && !cases.isGone(transfer.id()))
        .toList();
  }

  private Stream<Transfer> at(PracticeId practice, DestinationId destination) {
    return transfers.values().stream()
        .filter(transfer -> transfer.practice().equals(practice))
        .filter(transfer -> transfer.destination().equals(destination));
  }

  @Override
  public synchronized Optional<DecisionRecord> decision(PracticeId practice, String id) {
    return decisions.stream()
        .filter(kept -> kept.practice().equals(practice))
        .map(kept -> kept.decision().decision())
        .filter(decision -> decision.id().equals(id))
        .findFirst();
  }

  @Override
  public synchronized Transfer step(
      Transfer next, AuditEvent event, Consequences consequences, Instant at) {
    power.pass("journal step to " + next.state().code());
    Runnable faster = beforeStep;
    beforeStep = () -> {};
    faster.run();
    Transfer standing = same(next);
    Transfer stepped =
        (standing.cancelRequested() ? next.cancelling() : next)
            .withReceived(Math.max(next.received(), standing.received()))
            .stepped(at);
    transfers.put(next.id().value(), stepped);
    record(stepped, event);
    cases.keep(next.practice(), next.id(), consequences);
    power.pass("journal stepped to " + next.state().code());
    return stepped;
  }

  private void record(Transfer transfer, AuditEvent event) {
    keep(transfer.practice(), transfer.id(), transfer.decision());
    trail.append(event);
    steps.add(new Step(transfer.version(), transfer.state().code(), event));
  }

  private Transfer same(Transfer transfer) {
    Transfer standing = held(transfer.id());
    if (standing.version() != transfer.version()) {
      throw new StaleStepException(transfer.id());
    }
    return standing;
  }

  private Transfer held(TransferId id) {
    return Optional.ofNullable(transfers.get(id.value())).orElseThrow();
  }

  @Override
  public synchronized void received(TransferId id, long bytes, Instant at) {
    power.pass("journal received");
    Transfer standing = held(id);
    transfers.put(id.value(), touched(standing.withReceived(bytes), at));
    power.pass("journal received it");
  }

  @Override
  public synchronized void sent(TransferId id, long bytes, Instant at) {
    power.pass("journal sent");
    Transfer standing = held(id);
    if (bytes > standing.size()) {
      throw new IllegalArgumentException("more bytes were sent than the file has");
    }
    Transfer going = standing.sent() < bytes ? standing.with(Optional.empty()) : standing;
    transfers.put(id.value(), touched(going.withSent(bytes), at));
  }

  @Override
  public synchronized Transfer postponed(Transfer transfer, Transfer.Trouble trouble, Instant at) {
    power.pass("journal postpone");
    Transfer standing = same(transfer);
    Transfer waiting = touched(standing.with(Optional.of(trouble)), at);
    transfers.put(transfer.id().value(), waiting);
    return waiting;
  }

  @Override
  public synchronized void requestCancel(TransferId id, AuditEvent event, Instant at) {
    power.pass("journal request cancel");
    Transfer standing = held(id);
    Optional<Transfer.Trouble> atOnce =
        standing
            .trouble()
            .map(
                trouble ->
                    new Transfer.Trouble(
                        trouble.kind(),
                        trouble.message(),
                        trouble.hint(),
                        trouble.attempts(),
                        Optional.empty()));
    transfers.put(id.value(), touched(standing.cancelling().with(atOnce), at));
    trail.append(event);
  }

  /** The version stays: this is no step. */
  private static Transfer touched(Transfer transfer, Instant at) {
    return new Transfer(
        transfer.id(),
        transfer.practice(),
        transfer.destination(),
        transfer.provider(),
        transfer.declaredBy(),
        transfer.size(),
        transfer.sha256(),
        transfer.patient(),
        transfer.tags(),
        transfer.decision(),
        transfer.state(),
        transfer.received(),
        transfer.sent(),
        transfer.digests(),
        transfer.seal(),
        transfer.cancelRequested(),
        transfer.trouble(),
        transfer.goneAt(),
        transfer.createdAt(),
        at,
        transfer.version());
  }

  @Override
  public synchronized Optional<Transfer> find(PracticeId practice, TransferId id) {
    power.pass("journal find");
    return Optional.ofNullable(transfers.get(id.value()))
        .filter(transfer -> transfer.practice().equals(practice));
  }

  @Override
  public synchronized List<Transfer> list(
      PracticeId practice,
      Optional<String> declaredBy,
      Optional<String> state,
      Optional<TransferId> before,
      int limit) {
    return transfers.values().stream()
        .filter(transfer -> transfer.practice().equals(practice))
        .filter(transfer -> declaredBy.map(transfer.declaredBy()::equals).orElse(true))
        .filter(transfer -> state.map(transfer.state().code()::equals).orElse(true))
        .filter(
            transfer ->
                before.map(id -> transfer.id().value().compareTo(id.value()) < 0).orElse(true))
        .sorted(Comparator.comparing((Transfer transfer) -> transfer.id().value()).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized int inTrouble(
      PracticeId practice, Set<DestinationId> destinations, String trouble) {
    return waiting(practice, destinations, trouble).size();
  }

  @Override
  public synchronized int underWay(PracticeId practice, Set<DestinationId> destinations) {
    return (int)
        transfers.values().stream()
            .filter(transfer -> transfer.practice().equals(practice))
            .filter(transfer -> destinations.contains(transfer.destination()))
            .filter(transfer -> !transfer.state().ended())
            .count();
  }

  private List<Transfer> waiting(
      PracticeId practice, Set<DestinationId> destinations, String trouble) {
    return transfers.values().stream()
        .filter(transfer -> transfer.practice().equals(practice))
        .filter(transfer -> destinations.contains(transfer.destination()))
        .filter(transfer -> workable(transfer.state()))
        .filter(
            transfer -> transfer.trouble().filter(each -> each.kind().equals(trouble)).isPresent())
        .toList();
  }

  /** Ends a trouble of transfers under way, so that they are due at once. */
  public synchronized void goOn(
      PracticeId practice, Set<DestinationId> destinations, String trouble) {
    waiting(practice, destinations, trouble)
        .forEach(each -> transfers.put(each.id().value(), each.with(Optional.empty())));
  }

  @Override
  public synchronized Optional<Transfer> lease(String worker, Instant now, Duration lease) {
    power.pass("journal lease");
    Optional<Transfer> due =
        transfers.values().stream()
            .filter(transfer -> workable(transfer.state()))
            .filter(
                transfer ->
                    transfer
                        .trouble()
                        .flatMap(Transfer.Trouble::retryAt)
                        .map(at -> !at.isAfter(now))
                        .orElse(true))
            .filter(
                transfer ->
                    Optional.ofNullable(leases.get(transfer.id().value()))
                        .map(held -> !held.until().isAfter(now))
                        .orElse(true))
            .findFirst();
    due.ifPresent(
        transfer -> leases.put(transfer.id().value(), new Lease(worker, now.plus(lease))));
    return due;
  }

  private static boolean workable(TransferState state) {
    return switch (state) {
      case TransferState.Received ignored -> true;
      case TransferState.Queued ignored -> true;
      case TransferState.Sending ignored -> true;
      case TransferState.Committing ignored -> true;
      case TransferState.Stored ignored -> true;
      case TransferState.Receiving ignored -> false;
      case TransferState.AwaitingAcknowledgement ignored -> false;
      case TransferState.Held ignored -> false;
      case TransferState.Verified ignored -> false;
      case TransferState.Refused ignored -> false;
      case TransferState.Failed ignored -> false;
      case TransferState.Quarantined ignored -> false;
      case TransferState.Cancelled ignored -> false;
    };
  }

  @Override
  public synchronized boolean renew(TransferId id, String worker, Instant until) {
    power.pass("journal renew");
    if (!holds(id, worker)) {
      return false;
    }
    leases.put(id.value(), new Lease(worker, until));
    return true;
  }

  private boolean holds(TransferId id, String worker) {
    return Optional.ofNullable(leases.get(id.value()))
        .map(held -> held.worker().equals(worker))
        .orElse(false);
  }

  @Override
  public synchronized void release(TransferId id, String worker) {
    power.pass("journal release");
    if (holds(id, worker)) {
      leases.remove(id.value());
    }
  }

  @Override
  public synchronized void releaseAll() {
    leases.clear();
  }

  @Override
  public synchronized List<Transfer> idleSince(Instant time, int limit) {
    return transfers.values().stream()
        .filter(transfer -> transfer.state() instanceof TransferState.Receiving)
        .filter(transfer -> transfer.updatedAt().isBefore(time))
        .limit(limit)
        .toList();
  }
}
