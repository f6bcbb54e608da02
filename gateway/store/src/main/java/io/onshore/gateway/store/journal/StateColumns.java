package io.onshore.gateway.store.journal;

import io.onshore.connector.ProviderId;
import io.onshore.connector.ResumeToken;
import io.onshore.connector.StoredObject;
import io.onshore.gateway.store.json.Json;
import io.onshore.gateway.store.secret.SecretBox;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.gateway.transfer.TransferState;
import io.onshore.gateway.transfer.TransferState.Proof;
import java.util.Optional;

/**
 * A state as columns: its code, its data, and its token, which never stands in the data.
 *
 * @param token the resume token, sealed under the transfer's id
 */
record StateColumns(String code, String data, Optional<Sealed> token) {
  private static final String NO_DATA = "{}";

  /** A sealed token and the id of the key that opens it. */
  @SuppressWarnings("ArrayRecordComponent") // Travels from a row to the box, and is not compared.
  record Sealed(String keyId, byte[] bytes) {}

  /** What {@code STORED} keeps. */
  private record InPlace(StoredObject object) {}

  /** What {@code VERIFIED} and {@code QUARANTINED} keep. */
  private record Compared(StoredObject object, Proof proof) {}

  static StateColumns of(TransferState state, ProviderId provider, TransferId id, SecretBox box) {
    return switch (state) {
      case TransferState.Receiving ignored -> bare("RECEIVING");
      case TransferState.Received ignored -> bare("RECEIVED");
      case TransferState.AwaitingAcknowledgement ignored -> bare("AWAITING_ACKNOWLEDGEMENT");
      case TransferState.Held ignored -> bare("HELD");
      case TransferState.Queued ignored -> bare("QUEUED");
      case TransferState.Sending sending -> sealed("SENDING", sending.token(), provider, id, box);
      case TransferState.Committing committing ->
          sealed("COMMITTING", committing.token(), provider, id, box);
      case TransferState.Stored stored -> told("STORED", new InPlace(stored.object()));
      case TransferState.Verified verified ->
          told("VERIFIED", new Compared(verified.object(), verified.proof()));
      case TransferState.Refused refused -> told("REFUSED", refused);
      case TransferState.Failed ignored -> bare("FAILED");
      case TransferState.Quarantined quarantined ->
          told("QUARANTINED", new Compared(quarantined.object(), quarantined.proof()));
      case TransferState.Cancelled ignored -> bare("CANCELLED");
    };
  }

  private static StateColumns bare(String code) {
    return new StateColumns(code, NO_DATA, Optional.empty());
  }

  private static StateColumns told(String code, Object data) {
    return new StateColumns(code, Json.write(data), Optional.empty());
  }

  private static StateColumns sealed(
      String code, ResumeToken token, ProviderId provider, TransferId id, SecretBox box) {
    if (!token.provider().equals(provider)) {
      throw new IllegalArgumentException("the resume token is another provider's");
    }
    Sealed sealed = new Sealed(box.keyId(), box.seal(token.reveal(), id.value()));
    return new StateColumns(code, NO_DATA, Optional.of(sealed));
  }

  TransferState state(ProviderId provider, TransferId id, SecretBox box) {
    return switch (code) {
      case "RECEIVING" -> new TransferState.Receiving();
      case "RECEIVED" -> new TransferState.Received();
      case "AWAITING_ACKNOWLEDGEMENT" -> new TransferState.AwaitingAcknowledgement();
      case "HELD" -> new TransferState.Held();
      case "QUEUED" -> new TransferState.Queued();
      case "SENDING" -> new TransferState.Sending(opened(provider, id, box));
      case "COMMITTING" -> new TransferState.Committing(opened(provider, id, box));
      case "STORED" -> new TransferState.Stored(Json.read(data, InPlace.class).object());
      case "VERIFIED" -> {
        Compared compared = Json.read(data, Compared.class);
        yield new TransferState.Verified(compared.object(), compared.proof());
      }
      case "REFUSED" -> Json.read(data, TransferState.Refused.class);
      case "FAILED" -> new TransferState.Failed();
      case "QUARANTINED" -> {
        Compared compared = Json.read(data, Compared.class);
        yield new TransferState.Quarantined(compared.object(), compared.proof());
      }
      case "CANCELLED" -> new TransferState.Cancelled();
      default ->
          throw new IllegalStateException(id + " is in state `" + code + "`, which nobody knows");
    };
  }

  private ResumeToken opened(ProviderId provider, TransferId id, SecretBox box) {
    Sealed sealed =
        token.orElseThrow(() -> new IllegalStateException(id + " is " + code + " without a token"));
    return new ResumeToken(provider, box.open(sealed.bytes(), id.value()));
  }
}
