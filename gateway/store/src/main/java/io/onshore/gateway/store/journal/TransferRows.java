package io.onshore.gateway.store.journal;

import io.onshore.connector.Digest;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Digests;
import io.onshore.connector.ProviderId;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.residency.DecisionRecord;
import io.onshore.gateway.residency.Patient;
import io.onshore.gateway.store.json.Json;
import io.onshore.gateway.store.secret.SecretBox;
import io.onshore.gateway.store.transaction.Binder;
import io.onshore.gateway.store.transaction.Moments;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.PatientLaw;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Transfers and decisions as rows, and back. */
final class TransferRows {
  /** Selects everything that {@link #read} needs; a WHERE follows. */
  static final String SELECT =
      "SELECT t.*, d.body AS decision_body FROM transfer t JOIN decision d ON d.id = t.decision_id ";

  private final SecretBox box;

  TransferRows(SecretBox box) {
    this.box = box;
  }

  void insert(Connection connection, Transfer transfer) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO transfer
              (practice_id, destination, provider, declared_by, size, sha256,
               patient_jurisdiction, patient_law, patient_reference, tags,
               decision_id, state, state_data, token, token_key, received, sent, digests, seal,
               cancel_requested, trouble_kind, trouble_message, trouble_hint, trouble_attempts,
               retry_at, created_at, updated_at, version, id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                    ?, ?)
            """)) {
      Binder bind = new Binder(insert);
      bind.text(transfer.practice().value());
      bind.text(transfer.destination().value());
      bind.text(transfer.provider().value());
      bind.text(transfer.declaredBy());
      bind.number(transfer.size());
      bind.text(transfer.sha256().map(Digest::hex));
      bind.text(transfer.patient().jurisdiction().map(JurisdictionId::value));
      bind.text(transfer.patient().lawFollows().name());
      bind.text(transfer.patient().reference());
      bind.text(Json.write(transfer.tags()));
      bindStep(bind, transfer);
      bind.moment(transfer.createdAt());
      bind.moment(transfer.updatedAt());
      bind.number(transfer.version());
      bind.text(transfer.id().value());
      insert.executeUpdate();
    }
  }

  /**
   * Writes what a step can change.
   *
   * @param next as it shall stand, its version counted up
   * @return false if the row is not of the version before
   */
  boolean update(Connection connection, Transfer next) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            UPDATE transfer SET
              decision_id = ?, state = ?, state_data = ?, token = ?, token_key = ?, received = ?,
              sent = ?, digests = ?, seal = ?, cancel_requested = ?, trouble_kind = ?,
              trouble_message = ?, trouble_hint = ?, trouble_attempts = ?, retry_at = ?,
              updated_at = ?, version = ?
            WHERE id = ? AND practice_id = ? AND version = ?
            """)) {
      Binder bind = new Binder(update);
      bindStep(bind, next);
      bind.moment(next.updatedAt());
      bind.number(next.version());
      bind.text(next.id().value());
      bind.text(next.practice().value());
      bind.number(next.version() - 1);
      return update.executeUpdate() == 1;
    }
  }

  /** From decision_id to retry_at, in the order of both statements. */
  private void bindStep(Binder bind, Transfer transfer) throws SQLException {
    StateColumns state = StateColumns.of(transfer.state(), transfer.provider(), transfer.id(), box);
    bind.text(transfer.decision().id());
    bind.text(state.code());
    bind.text(state.data());
    bind.bytes(state.token().map(StateColumns.Sealed::bytes));
    bind.text(state.token().map(StateColumns.Sealed::keyId));
    bind.number(transfer.received());
    bind.number(transfer.sent());
    bind.text(Json.write(transfer.digests()));
    bind.text(transfer.seal().map(Json::write));
    bind.flag(transfer.cancelRequested());
    bindTrouble(bind, transfer.trouble());
  }

  /** The id of the key that seals. */
  String newestKey() {
    return box.keyId();
  }

  /**
   * Seals a transfer's token anew, if it has one; not a step.
   *
   * @return false if its key is not at hand
   */
  boolean reseal(Connection connection, String id) throws SQLException {
    byte[] sealed;
    try (PreparedStatement select =
        connection.prepareStatement("SELECT token FROM transfer WHERE id = ? FOR UPDATE")) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        sealed = row.getBytes(1);
      }
    }
    if (sealed == null) {
      return true;
    }
    if (!box.hasKeyOf(sealed)) {
      return false;
    }
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE transfer SET token = ?, token_key = ? WHERE id = ?")) {
      Binder bind = new Binder(update);
      bind.bytes(Optional.of(box.seal(box.open(sealed, id), id)));
      bind.text(box.keyId());
      bind.text(id);
      update.executeUpdate();
    }
    return true;
  }

  /** From trouble_kind to retry_at. */
  static void bindTrouble(Binder bind, Optional<Transfer.Trouble> trouble) throws SQLException {
    bind.text(trouble.map(Transfer.Trouble::kind));
    bind.text(trouble.map(Transfer.Trouble::message));
    bind.text(trouble.map(Transfer.Trouble::hint));
    bind.count(trouble.map(Transfer.Trouble::attempts));
    bind.moment(trouble.flatMap(Transfer.Trouble::retryAt));
  }

  /** Keeps a decision unless it is kept already. */
  static void keep(
      Connection connection, PracticeId practice, TransferId transfer, DecisionRecord decision)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT 1 FROM decision WHERE id = ?")) {
      select.setString(1, decision.id());
      try (ResultSet row = select.executeQuery()) {
        if (row.next()) {
          return;
        }
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO decision
              (id, practice_id, transfer_id, decided_at, outcome, rulebook, body)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)) {
      Binder bind = new Binder(insert);
      bind.text(decision.id());
      bind.text(practice.value());
      bind.text(transfer.value());
      bind.moment(decision.decidedAt());
      bind.text(decision.decision().outcome().name());
      bind.text(decision.decision().rulebookDigest());
      bind.text(Json.write(decision));
      insert.executeUpdate();
    }
  }

  /** The transfer in a row of {@link #SELECT}. */
  Transfer read(ResultSet row) throws SQLException {
    TransferId id = new TransferId(row.getString("id"));
    ProviderId provider = new ProviderId(row.getString("provider"));
    return new Transfer(
        id,
        new PracticeId(row.getString("practice_id")),
        new DestinationId(row.getString("destination")),
        provider,
        row.getString("declared_by"),
        row.getLong("size"),
        text(row, "sha256").map(hex -> new Digest(DigestAlgorithm.SHA256, hex)),
        new Patient(
            text(row, "patient_jurisdiction").map(JurisdictionId::new),
            PatientLaw.valueOf(row.getString("patient_law")),
            text(row, "patient_reference")),
        Json.readSet(row.getString("tags")),
        Json.read(row.getString("decision_body"), DecisionRecord.class),
        stateColumns(row).state(provider, id, box),
        row.getLong("received"),
        row.getLong("sent"),
        Json.read(row.getString("digests"), Digests.class),
        text(row, "seal").map(json -> Json.read(json, Transfer.Seal.class)),
        row.getBoolean("cancel_requested"),
        trouble(row),
        Moments.readIfAny(row, "gone_at"),
        Moments.read(row, "created_at"),
        Moments.read(row, "updated_at"),
        row.getLong("version"));
  }

  private static StateColumns stateColumns(ResultSet row) throws SQLException {
    Optional<String> keyId = text(row, "token_key");
    byte[] token = row.getBytes("token");
    return new StateColumns(
        row.getString("state"),
        row.getString("state_data"),
        token == null
            ? Optional.empty()
            : keyId.map(present -> new StateColumns.Sealed(present, token)));
  }

  private static Optional<Transfer.Trouble> trouble(ResultSet row) throws SQLException {
    Optional<String> kind = text(row, "trouble_kind");
    if (kind.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Transfer.Trouble(
            kind.get(),
            row.getString("trouble_message"),
            row.getString("trouble_hint"),
            row.getInt("trouble_attempts"),
            Moments.readIfAny(row, "retry_at")));
  }

  private static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }
}
