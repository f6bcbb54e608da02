package io.onshore.gateway.store.retention;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.retention.LegalHold;
import io.onshore.gateway.retention.LegalHolds;
import io.onshore.gateway.store.audit.JdbcAuditTrail;
import io.onshore.gateway.store.transaction.Binder;
import io.onshore.gateway.store.transaction.Moments;
import io.onshore.gateway.store.transaction.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Legal holds as rows; a hold is lifted once. Safe for several threads and replicas. */
public final class JdbcLegalHolds implements LegalHolds {
  private final Transactions transactions;

  public JdbcLegalHolds(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void set(LegalHold hold, AuditEvent event) {
    transactions.keepChange(
        "the legal hold could not be written",
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  """
                  INSERT INTO legal_hold (id, practice_id, reason, set_by, set_at)
                  VALUES (?, ?, ?, ?, ?)
                  """)) {
            Binder bind = new Binder(insert);
            bind.text(hold.id());
            bind.text(hold.practice().value());
            bind.text(hold.reason());
            bind.text(hold.setBy());
            bind.moment(hold.setAt());
            insert.executeUpdate();
          }
          JdbcAuditTrail.append(connection, hold.practice(), event);
        });
  }

  @Override
  public boolean lift(PracticeId practice, String id, LegalHold.Lifted lifted, AuditEvent event) {
    return transactions.keep(
        "the legal hold could not be lifted",
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  """
                  UPDATE legal_hold SET lifted_reason = ?, lifted_by = ?, lifted_at = ?
                  WHERE practice_id = ? AND id = ? AND lifted_at IS NULL
                  """)) {
            Binder bind = new Binder(update);
            bind.text(lifted.reason());
            bind.text(lifted.by());
            bind.moment(lifted.at());
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

  @Override
  public Optional<LegalHold> find(PracticeId practice, String id) {
    return transactions.get(
        "the legal hold could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT * FROM legal_hold WHERE practice_id = ? AND id = ?")) {
            select.setString(1, practice.value());
            select.setString(2, id);
            return readAll(select).stream().findFirst();
          }
        });
  }

  @Override
  public List<LegalHold> list(PracticeId practice) {
    return transactions.get(
        "the legal holds could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT * FROM legal_hold WHERE practice_id = ? ORDER BY id DESC")) {
            select.setString(1, practice.value());
            return readAll(select);
          }
        });
  }

  /** Whether one is in force. */
  static boolean holds(Connection connection, PracticeId practice) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT 1 FROM legal_hold WHERE practice_id = ? AND lifted_at IS NULL")) {
      select.setString(1, practice.value());
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  private static List<LegalHold> readAll(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      List<LegalHold> holds = new ArrayList<>();
      while (row.next()) {
        Optional<Instant> liftedAt = Moments.readIfAny(row, "lifted_at");
        holds.add(
            new LegalHold(
                row.getString("id"),
                new PracticeId(row.getString("practice_id")),
                row.getString("reason"),
                row.getString("set_by"),
                Moments.read(row, "set_at"),
                liftedAt.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                        new LegalHold.Lifted(
                            row.getString("lifted_reason"),
                            row.getString("lifted_by"),
                            liftedAt.get()))));
      }
      return List.copyOf(holds);
    }
  }
}
