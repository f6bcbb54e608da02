package io.onshore.gateway.store.dossier;

import io.onshore.connector.residency.DestinationIdentity;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.destination.Claim;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.Paper;
import io.onshore.gateway.dossier.Attestation;
import io.onshore.gateway.dossier.Dossier;
import io.onshore.gateway.dossier.Dossiers;
import io.onshore.gateway.dossier.FiledPaper;
import io.onshore.gateway.dossier.Pin;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.store.audit.JdbcAuditTrail;
import io.onshore.gateway.store.json.Json;
import io.onshore.gateway.store.transaction.Binder;
import io.onshore.gateway.store.transaction.Moments;
import io.onshore.gateway.store.transaction.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Papers, attestations and pins as rows that are only ever added; that one was withdrawn is noted
 * beside it. Times are kept to the microsecond. Safe for several threads and replicas.
 */
public final class JdbcDossiers implements Dossiers {
  private final Transactions transactions;

  public JdbcDossiers(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Dossier of(PracticeId practice) {
    return transactions.get(
        "what is on file could not be read",
        connection ->
            new Dossier(
                papers(connection, practice),
                attestations(connection, practice),
                pins(connection, practice)));
  }

  private static List<FiledPaper> papers(Connection connection, PracticeId practice)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT id, destination, body, reference, filed_by, filed_at FROM filed_paper
            WHERE practice_id = ? AND withdrawn_at IS NULL ORDER BY id
            """)) {
      select.setString(1, practice.value());
      try (ResultSet row = select.executeQuery()) {
        List<FiledPaper> papers = new ArrayList<>();
        while (row.next()) {
          papers.add(
              new FiledPaper(
                  row.getString("id"),
                  practice,
                  new DestinationId(row.getString("destination")),
                  Json.read(row.getString("body"), Paper.class),
                  row.getString("reference"),
                  row.getString("filed_by"),
                  Moments.read(row, "filed_at")));
        }
        return papers;
      }
    }
  }

  private static List<Attestation> attestations(Connection connection, PracticeId practice)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT id, destination, claim, media_type, sha256, size, attested_by, attested_at
            FROM attestation WHERE practice_id = ? AND withdrawn_at IS NULL ORDER BY id
            """)) {
      select.setString(1, practice.value());
      try (ResultSet row = select.executeQuery()) {
        List<Attestation> attestations = new ArrayList<>();
        while (row.next()) {
          attestations.add(
              new Attestation(
                  row.getString("id"),
                  practice,
                  new DestinationId(row.getString("destination")),
                  Json.read(row.getString("claim"), Claim.class),
                  new Attestation.Attachment(
                      row.getString("media_type"), row.getString("sha256"), row.getLong("size")),
                  row.getString("attested_by"),
                  Moments.read(row, "attested_at")));
        }
        return attestations;
      }
    }
  }

  private static Map<DestinationId, Pin> pins(Connection connection, PracticeId practice)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT destination, body, approved_by, approved_at FROM pin
            WHERE number IN (SELECT MAX(number) FROM pin WHERE practice_id = ? GROUP BY destination)
            """)) {
      select.setString(1, practice.value());
      try (ResultSet row = select.executeQuery()) {
        Map<DestinationId, Pin> pins = new HashMap<>();
        while (row.next()) {
          DestinationId destination = new DestinationId(row.getString("destination"));
          pins.put(
              destination,
              new Pin(
                  practice,
                  destination,
                  Json.read(row.getString("body"), DestinationIdentity.class),
                  row.getString("approved_by"),
                  Moments.read(row, "approved_at")));
        }
        return pins;
      }
    }
  }

  @Override
  public void file(FiledPaper paper, AuditEvent event) {
    transactions.keepChange(
        "the paper could not be filed",
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  """
                  INSERT INTO filed_paper
                    (id, practice_id, destination, body, reference, filed_by, filed_at)
                  VALUES (?, ?, ?, ?, ?, ?, ?)
                  """)) {
            Binder bind = new Binder(insert);
            bind.text(paper.id());
            bind.text(paper.practice().value());
            bind.text(paper.destination().value());
            bind.text(Json.write(paper.paper()));
            bind.text(paper.reference());
            bind.text(paper.filedBy());
            bind.moment(paper.filedAt());
            insert.executeUpdate();
          }
          JdbcAuditTrail.append(connection, paper.practice(), event.at(paper.destination()));
        });
  }

  @Override
  public void file(Attestation attestation, byte[] attachment, AuditEvent event) {
    transactions.keepChange(
        "the attestation could not be filed",
        connection -> {
          insert(connection, attestation);
          insertAttachment(connection, attestation, attachment);
          JdbcAuditTrail.append(
              connection, attestation.practice(), event.at(attestation.destination()));
        });
  }

  private static void insert(Connection connection, Attestation attestation) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO attestation
              (id, practice_id, destination, claim, media_type, sha256, size, attested_by,
               attested_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)) {
      Binder bind = new Binder(insert);
      bind.text(attestation.id());
      bind.text(attestation.practice().value());
      bind.text(attestation.destination().value());
      bind.text(Json.write(attestation.claim()));
      bind.text(attestation.attachment().mediaType());
      bind.text(attestation.attachment().sha256());
      bind.number(attestation.attachment().size());
      bind.text(attestation.attestedBy());
      bind.moment(attestation.attestedAt());
      insert.executeUpdate();
    }
  }

  private static void insertAttachment(
      Connection connection, Attestation attestation, byte[] attachment) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO attachment (practice_id, attestation_id, body) VALUES (?, ?, ?)")) {
      Binder bind = new Binder(insert);
      bind.text(attestation.practice().value());
      bind.text(attestation.id());
      bind.bytes(Optional.of(attachment));
      insert.executeUpdate();
    }
  }

  @Override
  public boolean withdraw(PracticeId practice, String id, AuditEvent event) {
    return transactions.keep(
        "the withdrawal could not be written",
        connection -> {
          boolean withdrawn =
              withdrawn(connection, "filed_paper", practice, id, event)
                  || withdrawn(connection, "attestation", practice, id, event);
          if (withdrawn) {
            JdbcAuditTrail.append(connection, practice, event);
          }
          return withdrawn;
        });
  }

  /** Of two withdrawals at once, the second finds the row withdrawn. */
  private static boolean withdrawn(
      Connection connection, String table, PracticeId practice, String id, AuditEvent event)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE "
                + table
                + " SET withdrawn_at = ?, withdrawn_by = ?"
                + " WHERE practice_id = ? AND id = ? AND withdrawn_at IS NULL")) {
      Binder bind = new Binder(update);
      bind.moment(event.at());
      bind.text(event.actor());
      bind.text(practice.value());
      bind.text(id);
      return update.executeUpdate() == 1;
    }
  }

  @Override
  public Optional<byte[]> attachment(PracticeId practice, String attestation) {
    return transactions.get(
        "the attachment could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT body FROM attachment WHERE practice_id = ? AND attestation_id = ?")) {
            select.setString(1, practice.value());
            select.setString(2, attestation);
            try (ResultSet row = select.executeQuery()) {
              return row.next() ? Optional.of(row.getBytes("body")) : Optional.empty();
            }
          }
        });
  }

  @Override
  public void pin(Pin pin, AuditEvent event) {
    transactions.keepChange(
        "the approval could not be written",
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  """
                  INSERT INTO pin (practice_id, destination, body, approved_by, approved_at)
                  VALUES (?, ?, ?, ?, ?)
                  """)) {
            Binder bind = new Binder(insert);
            bind.text(pin.practice().value());
            bind.text(pin.destination().value());
            bind.text(Json.write(pin.identity()));
            bind.text(pin.approvedBy());
            bind.moment(pin.approvedAt());
            insert.executeUpdate();
          }
          JdbcAuditTrail.append(connection, pin.practice(), event.at(pin.destination()));
        });
  }
}
