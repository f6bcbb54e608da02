package io.onshore.gateway.transfer;

import io.onshore.connector.ResumeToken;
import io.onshore.connector.StoredObject;

/** Where a transfer stands. After a crash, each state says what to do. */
public sealed interface TransferState {
  /** The stable name in stored data and in the API. */
  default String code() {
    return switch (this) {
      case Receiving ignored -> "RECEIVING";
      case Received ignored -> "RECEIVED";
      case AwaitingAcknowledgement ignored -> "AWAITING_ACKNOWLEDGEMENT";
      case Held ignored -> "HELD";
      case Queued ignored -> "QUEUED";
      case Sending ignored -> "SENDING";
      case Committing ignored -> "COMMITTING";
      case Stored ignored -> "STORED";
      case Verified ignored -> "VERIFIED";
      case Refused ignored -> "REFUSED";
      case Failed ignored -> "FAILED";
      case Quarantined ignored -> "QUARANTINED";
      case Cancelled ignored -> "CANCELLED";
    };
  }

  /** Whether the transfer is over. */
  default boolean ended() {
    return switch (this) {
      case Receiving ignored -> false;
      case Received ignored -> false;
      case AwaitingAcknowledgement ignored -> false;
      case Held ignored -> false;
      case Queued ignored -> false;
      case Sending ignored -> false;
      case Committing ignored -> false;
      case Stored ignored -> false;
      case Verified ignored -> true;
      case Refused ignored -> true;
      case Failed ignored -> true;
      case Quarantined ignored -> true;
      case Cancelled ignored -> true;
    };
  }

  /** Bytes come in. After a crash: wait for the client to resume. */
  record Receiving() implements TransferState {}

  /** All bytes are durable. After a crash: check envelope and digests. */
  record Received() implements TransferState {}

  /** A person has to acknowledge warnings. After a crash: wait. */
  record AwaitingAcknowledgement() implements TransferState {}

  /** A remedy has to be recorded. After a crash: wait. */
  record Held() implements TransferState {}

  /** Ready to be sent. After a crash: open an upload at the provider. */
  record Queued() implements TransferState {}

  /** An upload is open at the provider. After a crash: resume it and ask what arrived. */
  record Sending(ResumeToken token) implements TransferState {}

  /** A commit may have reached the provider. After a crash: look for the object first. */
  record Committing(ResumeToken token) implements TransferState {}

  /** The provider holds the object. After a crash: prove it. */
  record Stored(StoredObject object) implements TransferState {}

  /** Proven to be the sent file. The good end. */
  record Verified(StoredObject object, Proof proof) implements TransferState {}

  /**
   * Never sent: not sealed, damaged, or not what was declared.
   *
   * @param reason a stable upper-case code, such as {@code ENVELOPE_NOT_SEALED}; not named {@code
   *     code}, which is the state's own
   * @param looksLike what it looks like, such as {@code a JPEG photo}; empty text if nothing known
   */
  record Refused(String reason, String looksLike, String message, String hint)
      implements TransferState {}

  /** Ended without an object; the trouble says why. */
  record Failed() implements TransferState {}

  /** Stored, but not proven to be the sent file. Left in place for a person to look at. */
  record Quarantined(StoredObject object, Proof proof) implements TransferState {}

  /** Stopped by a person; both sides are clean. */
  record Cancelled() implements TransferState {}

  /** How the stored object compares with the sent file. */
  enum Proof {
    /** Size and the provider's digest agree. */
    MATCHED,
    /** Size agrees; the provider gives no digest and no read-back. Not a proof. */
    SIZE_ONLY,
    /** Read back and compared by SHA-256. */
    READ_BACK,
    /** Size or digest differs. */
    MISMATCHED
  }
}
