package io.onshore.gateway.app.rest;

import io.onshore.connector.Digest;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.StoredObject;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.gateway.transfer.TransferState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A transfer, as the API shows it. */
public record TransferView(
    String id,
    String state,
    String destinationId,
    String destinationName,
    String provider,
    long size,
    long received,
    long sent,
    Optional<String> sha256,
    String uploadUrl,
    DecisionView decision,
    Optional<SealView> envelope,
    Optional<StoredView> stored,
    Optional<String> verification,
    Optional<RefusalView> refusal,
    Optional<FailureView> failure,
    Instant createdAt,
    Instant updatedAt,
    Map<String, String> links) {

  static TransferView of(Transfer transfer, SetUp setUp) {
    String self = "/api/v1/transfers/" + transfer.id();
    return new TransferView(
        transfer.id().value(),
        transfer.state().code(),
        transfer.destination().value(),
        setUp
            .destination(transfer.practice(), transfer.destination())
            .map(StorageDestination::name)
            .orElse(transfer.destination().value()),
        transfer.provider().value(),
        transfer.size(),
        transfer.received(),
        transfer.sent(),
        transfer.digests().by(DigestAlgorithm.SHA256).or(transfer::sha256).map(Digest::hex),
        "/api/v1/uploads/" + transfer.id(),
        DecisionView.of(transfer.decision()),
        transfer
            .seal()
            .map(
                seal ->
                    new SealView(
                        seal.kind(),
                        seal.recognised() ? "recognised" : "looks encrypted",
                        seal.label(),
                        seal.keyServers())),
        object(transfer.state()).map(object -> StoredView.of(object, transfer.goneAt())),
        proof(transfer.state()).map(Enum::name),
        transfer.state() instanceof TransferState.Refused refused
            ? Optional.of(
                new RefusalView(
                    refused.reason(), refused.looksLike(), refused.message(), refused.hint()))
            : Optional.empty(),
        transfer
            .trouble()
            .map(
                trouble ->
                    new FailureView(
                        trouble.kind(), trouble.message(), trouble.hint(), trouble.retryAt())),
        transfer.createdAt(),
        transfer.updatedAt(),
        Map.of(
            "self", self,
            "receipt", self + "/receipt",
            "events", self + "/events",
            "acknowledgement", self + "/acknowledgement",
            "consent", self + "/consent",
            "consents", self + "/consents",
            "decision", "/api/v1/decisions/" + transfer.decision().id(),
            "cancel", self + "/cancel",
            "retry", self + "/retry"));
  }

  private static Optional<StoredObject> object(TransferState state) {
    return switch (state) {
      case TransferState.Stored stored -> Optional.of(stored.object());
      case TransferState.Verified verified -> Optional.of(verified.object());
      case TransferState.Quarantined quarantined -> Optional.of(quarantined.object());
      case TransferState.Receiving ignored -> Optional.empty();
      case TransferState.Received ignored -> Optional.empty();
      case TransferState.AwaitingAcknowledgement ignored -> Optional.empty();
      case TransferState.Held ignored -> Optional.empty();
      case TransferState.Queued ignored -> Optional.empty();
      case TransferState.Sending ignored -> Optional.empty();
      case TransferState.Committing ignored -> Optional.empty();
      case TransferState.Refused ignored -> Optional.empty();
      case TransferState.Failed ignored -> Optional.empty();
      case TransferState.Cancelled ignored -> Optional.empty();
    };
  }

  private static Optional<TransferState.Proof> proof(TransferState state) {
    if (state instanceof TransferState.Verified verified) {
      return Optional.of(verified.proof());
    }
    return state instanceof TransferState.Quarantined quarantined
        ? Optional.of(quarantined.proof())
        : Optional.empty();
  }

  /** The same transfer with a better destination named beside its decision. */
  TransferView with(Optional<AlternativeView> better) {
    return new TransferView(
        id,
        state,
        destinationId,
        destinationName,
        provider,
        size,
        received,
        sent,
        sha256,
        uploadUrl,
        decision.with(better),
        envelope,
        stored,
        verification,
        refusal,
        failure,
        createdAt,
        updatedAt,
        links);
  }

  /**
   * What the envelope was recognised as.
   *
   * @param keyServers the hosts that it names as the place of its key
   */
  public record SealView(String kind, String certainty, String label, Set<String> keyServers) {}

  /**
   * The object at the provider.
   *
   * @param goneAt when it was proven to be gone, because somebody decided so
   */
  public record StoredView(
      String providerObjectId,
      String name,
      long size,
      List<DigestView> digests,
      Optional<String> version,
      Optional<Instant> goneAt) {
    static StoredView of(StoredObject object, Optional<Instant> goneAt) {
      return new StoredView(
          object.id(),
          object.name().value(),
          object.size(),
          object.digests().values().stream()
              .map(digest -> new DigestView(digest.algorithm().id(), digest.hex()))
              .sorted(Comparator.comparing(DigestView::algorithm))
              .toList(),
          object.version(),
          goneAt);
    }
  }

  /** A digest as the provider reports it, in lower-case hexadecimal. */
  public record DigestView(String algorithm, String value) {}

  /** Why the file was refused. */
  public record RefusalView(String code, String looksLike, String message, String hint) {}

  /** What is being waited out, or what ended the transfer. */
  public record FailureView(String kind, String message, String hint, Optional<Instant> retryAt) {}
}
