package io.onshore.gateway.store.consent;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.consent.Acknowledgement;
import io.onshore.gateway.consent.ConsentRegister;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.store.audit.JdbcAuditTrail;
import io.onshore.gateway.store.json.Json;
import io.onshore.gateway.store.transaction.Moments;
import io.onshore.gateway.store.transaction.Transactions;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.policy.ConsentOnFile;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Acknowledgements and consents as rows that are only ever added. Safe for several threads and
 * replicas.
 */
public final class JdbcConsentRegister implements ConsentRegister {
  private final Transactions transactions;

  public JdbcConsentRegister(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void acknowledge(Acknowledgement acknowledgement, AuditEvent event) {
    transactions.keepChange(
        "the acknowledgement could not be written",
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  """
                  INSERT INTO acknowledgement
                    (practice_id, person, destination, rulebook, findings, reason_code, reason,
                     acknowledged_at, expires_at)
                  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                  """)) {
            insert.setString(1, acknowledgement.practice().value());
            insert.setString(2, acknowledgement.person());
            insert.setString(3, acknowledgement.destination().value());
            insert.setString(4, acknowledgement.rulebook());
            insert.setString(5, Json.write(acknowledgement.findings()));
            insert.setString(6, acknowledgement.reasonCode());
            insert.setString(7, acknowledgement.reason());
            insert.setObject(8, Moments.column(acknowledgement.at()));
            insert.setObject(9, Moments.column(acknowledgement.expiresAt()));
            insert.executeUpdate();
          }
          JdbcAuditTrail.append(connection, event);
        });
  }

  @Override
  public Map<String, Instant> acknowledged(
      PracticeId practice, String person, DestinationId destination, String rulebook, Instant now) {
    return transactions.get(
        "the acknowledgements could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  SELECT findings, expires_at FROM acknowledgement
                  WHERE practice_id = ? AND person = ? AND destination = ? AND expires_at > ?
                    AND rulebook = ?
                  ORDER BY expires_at
                  """)) {
            select.setString(1, practice.value());
            select.setString(2, person);
            select.setString(3, destination.value());
            select.setObject(4, Moments.column(now));
            select.setString(5, rulebook);
            try (ResultSet row = select.executeQuery()) {
              Map<String, Instant> remembered = new TreeMap<>();
              while (row.next()) {
                Instant until = Moments.read(row, "expires_at");
                Json.readSet(row.getString("findings"))
                    .forEach(finding -> remembered.put(finding, until));
              }
              return Map.copyOf(remembered);
            }
          }
        });
  }

  @Override
  public void recordConsent(
      PracticeId practice,
      TransferId transfer,
      ConsentOnFile consent,
      String reference,
      AuditEvent event) {
    transactions.keepChange(
        "the consent could not be written",
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  """
                  INSERT INTO consent (practice_id, transfer_id, recorded_at, reference, body)
                  VALUES (?, ?, ?, ?, ?)
                  """)) {
            insert.setString(1, practice.value());
            insert.setString(2, transfer.value());
            insert.setObject(3, Moments.column(event.at()));
            insert.setString(4, reference);
            insert.setString(5, Json.write(consent));
            insert.executeUpdate();
          }
          JdbcAuditTrail.append(connection, event);
        });
  }

  @Override
  public List<ConsentOnFile> consents(PracticeId practice, TransferId transfer) {
    return transactions.get(
        "the consents could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  SELECT body FROM consent WHERE practice_id = ? AND transfer_id = ?
                  ORDER BY number
                  """)) {
            select.setString(1, practice.value());
            select.setString(2, transfer.value());
            try (ResultSet row = select.executeQuery()) {
              List<ConsentOnFile> consents = new ArrayList<>();
              while (row.next()) {
                consents.add(Json.read(row.getString("body"), ConsentOnFile.class));
              }
              return List.copyOf(consents);
            }
          }
        });
  }
}
