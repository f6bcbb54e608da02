package io.onshore.gateway.transfer;

import io.onshore.connector.Digest;
import io.onshore.connector.Digests;
import io.onshore.connector.ProviderId;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.residency.DecisionRecord;
import io.onshore.gateway.residency.Patient;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One file on its way from a client to a provider. Immutable; the journal keeps the newest.
 *
 * @param declaredBy the subject of who declared it
 * @param size in bytes, as declared
 * @param sha256 as declared by the client, if it was
 * @param tags what kind of record the file is, such as {@code ehr}
 * @param decision the decision in force
 * @param received how many bytes are durable in the spool
 * @param sent how many bytes the provider confirmed
 * @param digests of the whole file, once received
 * @param seal what the envelope was recognised as, once received
 * @param cancelRequested whether a person asked to stop while the engine was at work
 * @param trouble the last failure that is being waited out, or that ended the transfer
 * @param goneAt when the stored object was proven to be gone from where it was, because somebody
 *     decided so
 * @param version counts steps; a step on an older version is refused
 */
public record Transfer(
    TransferId id,
    PracticeId practice,
    DestinationId destination,
    ProviderId provider,
    String declaredBy,
    long size,
    Optional<Digest> sha256,
    Patient patient,
    Set<String> tags,
    DecisionRecord decision,
    TransferState state,
    long received,
    long sent,
    Digests digests,
    Optional<Seal> seal,
    boolean cancelRequested,
    Optional<Trouble> trouble,
    Optional<Instant> goneAt,
    Instant createdAt,
    Instant updatedAt,
    long version) {
  public Transfer {
    tags = Set.copyOf(tags);
  }

  /** The same transfer in another state. */
  public Transfer in(TransferState next) {
    return copy(next, decision, received, sent, digests, seal, cancelRequested, trouble);
  }

  /** The same transfer under a newer decision. */
  public Transfer under(DecisionRecord newer) {
    return copy(state, newer, received, sent, digests, seal, cancelRequested, trouble);
  }

  /** The same transfer with all bytes received and known. */
  public Transfer receivedWhole(Digests whole, Optional<Seal> recognised) {
    return copy(state, decision, size, sent, whole, recognised, cancelRequested, trouble);
  }

  /** The same transfer with so many bytes durable in the spool. */
  public Transfer withReceived(long bytes) {
    return copy(state, decision, bytes, sent, digests, seal, cancelRequested, trouble);
  }

  /** The same transfer with so many bytes confirmed by the provider. */
  public Transfer withSent(long bytes) {
    return copy(state, decision, received, bytes, digests, seal, cancelRequested, trouble);
  }

  /** The same transfer, to be stopped by the engine. */
  public Transfer cancelling() {
    return copy(state, decision, received, sent, digests, seal, true, trouble);
  }

  /** The same transfer with this trouble, or without any. */
  public Transfer with(Optional<Trouble> current) {
    return copy(state, decision, received, sent, digests, seal, cancelRequested, current);
  }

  /** The same transfer after one more step at this time. */
  public Transfer stepped(Instant at) {
    return new Transfer(
        id,
        practice,
        destination,
        provider,
        declaredBy,
        size,
        sha256,
        patient,
        tags,
        decision,
        state,
        received,
        sent,
        digests,
        seal,
        cancelRequested,
        trouble,
        goneAt,
        createdAt,
        at,
        version + 1);
  }

  private Transfer copy(
      TransferState state,
      DecisionRecord decision,
      long received,
      long sent,
      Digests digests,
      Optional<Seal> seal,
      boolean cancelRequested,
      Optional<Trouble> trouble) {
    return new Transfer(
        id,
        practice,
        destination,
        provider,
        declaredBy,
        size,
        sha256,
        patient,
        tags,
        decision,
        state,
        received,
        sent,
        digests,
        seal,
        cancelRequested,
        trouble,
        goneAt,
        createdAt,
        updatedAt,
        version);
  }

  /**
   * What the envelope was recognised as.
   *
   * @param kind the name of the format
   * @param recognised false where it only looks encrypted under a registered profile
   * @param label for people to read
   * @param keyServers the hosts that it names as the place of its key
   */
  public record Seal(String kind, boolean recognised, String label, Set<String> keyServers) {
    public Seal {
      keyServers = Set.copyOf(keyServers);
    }

    /** An envelope that names no key server. */
    public Seal(String kind, boolean recognised, String label) {
      this(kind, recognised, label, Set.of());
    }
  }

  /**
   * A failure, told to people.
   *
   * @param kind a stable upper-case code
   * @param attempts how often it was tried in a row
   * @param retryAt when it is tried again; empty if it is not
   */
  public record Trouble(
      String kind, String message, String hint, int attempts, Optional<Instant> retryAt) {}
}
