package io.onshore.gateway.transfer;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Discard;
import io.onshore.connector.StoredObject;
import io.onshore.gateway.destination.Connectors;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.practice.Caller;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes a file away from where it is: a stored object is deleted at the provider and then looked
 * for; what was not stored yet is stopped. Harmless to repeat. Safe for several threads.
 */
public final class Removal {
  private final Supplier<SetUp> setUp;
  private final Connectors connectors;
  private final TransferControl control;

  public Removal(Supplier<SetUp> setUp, Connectors connectors, TransferControl control) {
    this.setUp = setUp;
    this.connectors = connectors;
    this.control = control;
  }

  /** What came of it. */
  public sealed interface Outcome {}

  /** The file is at the provider no more, as the provider says, or never came there. */
  public record Gone() implements Outcome {}

  /**
   * It is not gone yet, as far as is known.
   *
   * @param kind a stable upper-case code
   * @param hint what to do
   */
  public record NotYet(String kind, String message, String hint) implements Outcome {}

  /**
   * Takes a file away. Makes calls to the provider.
   *
   * @param by whose decision it is
   */
  public Outcome remove(Caller by, Transfer transfer) {
    return switch (transfer.state()) {
      case TransferState.Verified verified -> deleted(transfer, verified.object());
      case TransferState.Quarantined quarantined -> deleted(transfer, quarantined.object());
      case TransferState.Receiving ignored -> stopped(by, transfer);
      case TransferState.AwaitingAcknowledgement ignored -> stopped(by, transfer);
      case TransferState.Held ignored -> stopped(by, transfer);
      case TransferState.Failed ignored -> stopped(by, transfer);
      case TransferState.Received ignored -> stopping(by, transfer);
      case TransferState.Queued ignored -> stopping(by, transfer);
      case TransferState.Sending ignored -> stopping(by, transfer);
      case TransferState.Committing ignored -> underWay(transfer);
      case TransferState.Stored ignored -> underWay(transfer);
      case TransferState.Refused ignored -> new Gone();
      case TransferState.Cancelled ignored -> new Gone();
    };
  }

  private Outcome stopped(Caller by, Transfer transfer) {
    control.cancel(by, transfer.id());
    return new Gone();
  }

  private Outcome stopping(Caller by, Transfer transfer) {
    control.cancel(by, transfer.id());
    return underWay(transfer);
  }

  private static Outcome underWay(Transfer transfer) {
    return new NotYet(
        "UNDER_WAY",
        "the transfer is " + transfer.state().code(),
        "nothing to do; it is looked at again by itself");
  }

  private Outcome deleted(Transfer transfer, StoredObject object) {
    Optional<StorageDestination> destination =
        setUp.get().destination(transfer.practice(), transfer.destination());
    if (destination.isEmpty()) {
      return new NotYet(
          "DESTINATION_UNKNOWN",
          "the destination is no longer set up",
          "set it up again, or delete the file at the provider and decide anew");
    }
    try {
      return deleted(object, destination.get());
    } catch (ConnectorException failure) {
      return new NotYet(
          failure.failure().kind().name(),
          "the provider did not delete the file",
          "look at the connection; it is tried again by itself");
    }
  }

  private Outcome deleted(StoredObject object, StorageDestination destination)
      throws ConnectorException {
    Connector connector = connectors.of(destination.connection());
    Optional<Discard> discard = connector.discard();
    if (discard.isPresent()) {
      discard.get().discard(object, destination.location());
    }
    boolean stillThere =
        connector
            .find(object.name(), destination.location())
            .filter(found -> found.id().equals(object.id()))
            .isPresent();
    if (!stillThere) {
      return new Gone();
    }
    return discard.isEmpty()
        ? new NotYet(
            "CANNOT_DELETE",
            "the connection may not delete files",
            "delete the file at the provider; it is looked for again by itself")
        : new NotYet(
            "STILL_THERE",
            "the provider says that it deleted the file, and still shows it",
            "look at the file at the provider; it is tried again by itself");
  }
}
