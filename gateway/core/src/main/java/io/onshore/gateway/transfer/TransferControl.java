package io.onshore.gateway.transfer;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** What a person can ask of a transfer under way: stop, or try again. Safe for several threads. */
public final class TransferControl {
  private final TransferJournal journal;
  private final Spool spool;
  private final Clock clock;
  private final Runnable wakeEngine;

  public TransferControl(TransferJournal journal, Spool spool, Clock clock, Runnable wakeEngine) {
    this.journal = journal;
    this.spool = spool;
    this.clock = clock;
    this.wakeEngine = wakeEngine;
  }

  /**
   * Stops a transfer and cleans both sides: at once where nothing was sent, else by the engine at
   * its next part.
   *
   * @throws RequestRefused NOT_NOW once the object may be visible at the provider
   */
  public Transfer cancel(Caller caller, TransferId id) {
    Transfer transfer = find(caller, id);
    AuditEvent asked =
        AuditEvent.by(caller, clock.instant(), AuditType.CANCEL_REQUESTED, id.value(), Map.of());
    return switch (transfer.state()) {
      case TransferState.Receiving ignored -> stopped(caller, transfer);
      case TransferState.AwaitingAcknowledgement ignored -> stopped(caller, transfer);
      case TransferState.Held ignored -> stopped(caller, transfer);
      case TransferState.Failed ignored -> stopped(caller, transfer);
      case TransferState.Cancelled ignored -> transfer;
      case TransferState.Received ignored -> byEngine(transfer, asked);
      case TransferState.Queued ignored -> byEngine(transfer, asked);
      case TransferState.Sending ignored -> byEngine(transfer, asked);
      case TransferState.Committing ignored -> throw tooLate(transfer);
      case TransferState.Stored ignored -> throw tooLate(transfer);
      case TransferState.Verified ignored -> throw tooLate(transfer);
      case TransferState.Quarantined ignored -> throw tooLate(transfer);
      case TransferState.Refused ignored -> throw tooLate(transfer);
    };
  }

  private Transfer stopped(Caller caller, Transfer transfer) {
    Transfer stepped =
        journal.step(
            transfer.in(new TransferState.Cancelled()),
            AuditEvent.by(
                caller,
                clock.instant(),
                AuditType.TRANSFER_CANCELLED,
                transfer.id().value(),
                Map.of()),
            clock.instant());
    try {
      spool.shred(transfer.id());
    } catch (IOException stuck) {
      throw new UncheckedIOException("the spool could not be cleaned", stuck);
    }
    return stepped;
  }

  private Transfer byEngine(Transfer transfer, AuditEvent asked) {
    journal.requestCancel(transfer.id(), asked, clock.instant());
    wakeEngine.run();
    return transfer.cancelling();
  }

  /**
   * Tries a failed transfer again, or one that is waiting, at once.
   *
   * @throws RequestRefused NOT_NOW if it did not fail, or its bytes are gone
   */
  public Transfer retry(Caller caller, TransferId id) {
    Transfer transfer = find(caller, id);
    boolean failed = transfer.state() instanceof TransferState.Failed;
    boolean waiting = !transfer.state().ended() && transfer.trouble().isPresent();
    if (!(failed || waiting) || !spool.holds(id)) {
      throw new RequestRefused(
          RefusalCode.NOT_NOW,
          "the transfer is " + transfer.state().code() + " and cannot be tried again",
          failed ? "declare the file again" : "look at the transfer to see what it waits for");
    }
    Transfer again = (failed ? transfer.in(new TransferState.Queued()) : transfer);
    Transfer stepped =
        journal.step(
            again.with(Optional.empty()),
            AuditEvent.by(caller, clock.instant(), AuditType.RETRY_REQUESTED, id.value(), Map.of()),
            clock.instant());
    wakeEngine.run();
    return stepped;
  }

  private Transfer find(Caller caller, TransferId id) {
    return journal
        .find(caller.practice(), id)
        .orElseThrow(
            () ->
                new RequestRefused(
                    RefusalCode.TRANSFER_UNKNOWN,
                    "there is no such transfer",
                    "check the address"));
  }

  private static RequestRefused tooLate(Transfer transfer) {
    return new RequestRefused(
        RefusalCode.NOT_NOW,
        "it is too late to stop: the transfer is " + transfer.state().code(),
        "look at the transfer to see what became of it");
  }
}
