package io.onshore.gateway.store.consent;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.consent.Acknowledgement;
import io.onshore.gateway.consent.ConsentRegister;
import io.onshore.gateway.consent.EmergencySend;
import io.onshore.gateway.consent.RecordedConsent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.review.Consequences;
import io.onshore.gateway.store.audit.JdbcAuditTrail;
import io.onshore.gateway.store.json.Json;
import io.onshore.gateway.store.review.CaseRows;
import io.onshore.gateway.store.transaction.Binder;
import io.onshore.gateway.store.transaction.Moments;
import io.onshore.gateway.store.transaction.Transactions;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.policy.ConsentOnFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Acknowledgements and consents as rows that are only ever added; that a consent was withdrawn is
 * noted beside it. Times are kept to the microsecond. Safe for several threads and replicas.
 */
public final class JdbcConsentRegister implements ConsentRegister {
  private final Transactions transactions;

  public JdbcConsentRegister(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void acknowledge(
      Acknowledgement acknowledgement,
      TransferId transfer,
      AuditEvent event,
      Consequences consequences) {
    transactions.keepChange(
        "the acknowledgement could not be written",
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  """
                  INSERT INTO acknowledgement
                    (practice_id, person, destination, rule_versions, reason_code, reason,
                     acknowledged_at, expires_at)
                  VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                  """)) {
            Binder bind = new Binder(insert);
            bind.text(acknowledgement.practice().value());
            bind.text(acknowledgement.person());
            bind.text(acknowledgement.destination().value());
            bind.text(Json.write(acknowledgement.findings()));
            bind.text(acknowledgement.reasonCode());
            bind.text(acknowledgement.reason());
            bind.moment(acknowledgement.at());
            bind.moment(acknowledgement.expiresAt());
            insert.executeUpdate();
          }
          CaseRows.keep(
              connection,
              acknowledgement.practice(),
              transfer,
              consequences,
              event.at(),
              event.at(acknowledgement.destination()));
        });
  }

  @Override
  public boolean declare(EmergencySend emergency, AuditEvent event, Consequences consequences) {
    return transactions.keep(
        "the emergency could not be written",
        connection -> {
          boolean first =
              Transactions.inserted(connection, ignored -> insert(connection, emergency));
          if (first) {
            CaseRows.keep(
                connection,
                emergency.practice(),
                emergency.transfer(),
                consequences,
                event.at(),
                event);
          }
          return first;
        });
  }

  private static void insert(Connection connection, EmergencySend emergency) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO emergency_send (practice_id, transfer_id, person, reason, declared_at)
            VALUES (?, ?, ?, ?, ?)
            """)) {
      Binder bind = new Binder(insert);
      bind.text(emergency.practice().value());
      bind.text(emergency.transfer().value());
      bind.text(emergency.person());
      bind.text(emergency.reason());
      bind.moment(emergency.at());
      insert.executeUpdate();
    }
  }

  @Override
  public Optional<EmergencySend> emergency(PracticeId practice, TransferId transfer) {
    return transactions.get(
        "the emergency could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT * FROM emergency_send WHERE practice_id = ? AND transfer_id = ?")) {
            select.setString(1, practice.value());
            select.setString(2, transfer.value());
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(
                      new EmergencySend(
                          practice,
                          transfer,
                          row.getString("person"),
                          row.getString("reason"),
                          Moments.read(row, "declared_at")))
                  : Optional.empty();
            }
          }
        });
  }

  /**
   * {@inheritDoc}
   *
   * <p>What was acknowledged before rules had versions counts no longer.
   */
  @Override
  public List<Remembered> acknowledged(PracticeId practice, String person, Instant now) {
    return transactions.get(
        "the acknowledgements could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  SELECT destination, rule_versions, expires_at FROM acknowledgement
                  WHERE practice_id = ? AND person = ? AND expires_at > ?
                    AND rule_versions IS NOT NULL
                  ORDER BY number
                  """)) {
            Binder bind = new Binder(select);
            bind.text(practice.value());
            bind.text(person);
            bind.moment(now);
            try (ResultSet row = select.executeQuery()) {
              List<Remembered> remembered = new ArrayList<>();
              while (row.next()) {
                DestinationId destination = new DestinationId(row.getString("destination"));
                Instant until = Moments.read(row, "expires_at");
                new TreeMap<>(Json.readMap(row.getString("rule_versions")))
                    .forEach(
                        (finding, version) ->
                            remembered.add(new Remembered(destination, finding, version, until)));
              }
              return List.copyOf(remembered);
            }
          }
        });
  }

  @Override
  public void record(RecordedConsent consent, AuditEvent event) {
    transactions.keepChange(
        "the consent could not be written",
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  """
                  INSERT INTO consent
                    (id, practice_id, transfer_id, destination, patient_reference, recorded_by,
                     recorded_at, reference, body, withdrawn_on)
                  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                  """)) {
            Binder bind = new Binder(insert);
            bind.text(consent.id());
            bind.text(consent.practice().value());
            bind.text(consent.transfer().value());
            bind.text(consent.destination().value());
            bind.text(consent.patientReference());
            bind.text(consent.recordedBy());
            bind.moment(consent.recordedAt());
            bind.text(consent.reference());
            bind.text(Json.write(consent.consent()));
            bind.day(consent.consent().withdrawnOn());
            insert.executeUpdate();
          }
          JdbcAuditTrail.append(connection, consent.practice(), event.at(consent.destination()));
        });
  }

  /**
   * {@inheritDoc}
   *
   * <p>Of one from before that was noted down, the subject of who recorded it may be an empty text.
   */
  @Override
  public Optional<RecordedConsent> consent(PracticeId practice, String id) {
    return transactions.get(
        "the consent could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT * FROM consent WHERE practice_id = ? AND id = ?")) {
            select.setString(1, practice.value());
            select.setString(2, id);
            return readAll(select).stream().findFirst();
          }
        });
  }

  @Override
  public List<RecordedConsent> covering(
      PracticeId practice,
      TransferId transfer,
      DestinationId destination,
      Optional<String> patientReference) {
    String ofPatient =
        patientReference.isPresent() ? " OR (destination = ? AND patient_reference = ?)" : "";
    return transactions.get(
        "the consents could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT * FROM consent WHERE practice_id = ? AND (transfer_id = ?"
                      + ofPatient
                      + ") ORDER BY number")) {
            Binder bind = new Binder(select);
            bind.text(practice.value());
            bind.text(transfer.value());
            if (patientReference.isPresent()) {
              bind.text(destination.value());
              bind.text(patientReference.get());
            }
            return readAll(select).stream()
                .filter(each -> each.covers(transfer, destination, patientReference))
                .toList();
          }
        });
  }

  @Override
  public boolean withdraw(PracticeId practice, String id, LocalDate on, AuditEvent event) {
    return transactions.keep(
        "the withdrawal could not be written",
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  """
                  UPDATE consent SET withdrawn_on = ?
                  WHERE practice_id = ? AND id = ? AND withdrawn_on IS NULL
                  """)) {
            Binder bind = new Binder(update);
            bind.day(Optional.of(on));
            bind.text(practice.value());
            bind.text(id);
            if (update.executeUpdate() == 0) {
              return false;
            }
          }
          JdbcAuditTrail.append(connection, practice, event);
          return true;
        });
  }

  private static List<RecordedConsent> readAll(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      List<RecordedConsent> consents = new ArrayList<>();
      while (row.next()) {
        consents.add(read(row));
      }
      return List.copyOf(consents);
    }
  }

  private static RecordedConsent read(ResultSet row) throws SQLException {
    RecordedConsent recorded =
        new RecordedConsent(
            row.getString("id"),
            new PracticeId(row.getString("practice_id")),
            new TransferId(row.getString("transfer_id")),
            new DestinationId(row.getString("destination")),
            Optional.ofNullable(row.getString("patient_reference")),
            Json.read(row.getString("body"), ConsentOnFile.class),
            row.getString("reference"),
            Optional.ofNullable(row.getString("recorded_by")).orElse(""),
            Moments.read(row, "recorded_at"));
    return Optional.ofNullable(row.getObject("withdrawn_on", LocalDate.class))
        .map(recorded::withdrawn)
        .orElse(recorded);
  }
}
