package io.onshore.gateway.store.retention;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.ChainEnd;
import io.onshore.gateway.audit.Disposed;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.retention.Disposal;
import io.onshore.gateway.store.audit.JdbcAuditTrail;
import io.onshore.gateway.store.directory.JdbcPeople;
import io.onshore.gateway.store.transaction.Binder;
import io.onshore.gateway.store.transaction.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;

/**
 * Removes the oldest rows of a trail, and the names of those who were not seen since. The trail's
 * end is locked first: a legal hold that is set at the same time either comes before and stops it,
 * or after it. Safe for several replicas.
 */
public final class JdbcDisposal implements Disposal {
  private final Transactions transactions;

  public JdbcDisposal(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<Disposed> dispose(
      PracticeId practice, Instant before, Function<Disposed, AuditEvent> proof) {
    return transactions.keep(
        "the oldest audit events could not be disposed of",
        connection -> {
          JdbcAuditTrail.lock(connection, practice);
          if (JdbcLegalHolds.holds(connection, practice)) {
            return Optional.empty();
          }
          JdbcPeople.forget(connection, practice, LocalDate.ofInstant(before, ZoneOffset.UTC));
          Optional<Disposed> due = due(connection, practice, before);
          if (due.isPresent()) {
            remove(connection, practice, due.get());
            JdbcAuditTrail.append(connection, practice, proof.apply(due.get()));
          }
          return due;
        });
  }

  /** Everything before the first event that is young enough to stay; the newest always stays. */
  private static Optional<Disposed> due(Connection connection, PracticeId practice, Instant before)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT e.number, e.hash, h.disposed FROM audit_event e
            JOIN audit_head h ON h.practice_id = e.practice_id
            WHERE e.practice_id = ? AND e.number = (
              SELECT COALESCE(MIN(young.number), h.newest) - 1 FROM audit_event young
              WHERE young.practice_id = e.practice_id AND young.happened_at >= ?)
            """)) {
      Binder bind = new Binder(select);
      bind.text(practice.value());
      bind.moment(before);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Disposed(
                    row.getLong("disposed") + 1,
                    new ChainEnd(row.getLong("number"), row.getString("hash"))))
            : Optional.empty();
      }
    }
  }

  private static void remove(Connection connection, PracticeId practice, Disposed due)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM audit_event WHERE practice_id = ? AND number <= ?")) {
      delete.setString(1, practice.value());
      delete.setLong(2, due.end().number());
      delete.executeUpdate();
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE audit_head SET disposed = ?, disposed_hash = ? WHERE practice_id = ?")) {
      Binder bind = new Binder(update);
      bind.number(due.end().number());
      bind.text(due.end().hash());
      bind.text(practice.value());
      update.executeUpdate();
    }
  }
}
