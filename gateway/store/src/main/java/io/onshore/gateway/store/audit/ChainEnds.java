package io.onshore.gateway.store.audit;

import io.onshore.gateway.audit.ChainEnd;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.store.transaction.Binder;
import io.onshore.gateway.store.transaction.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Where each practice's chain ends. Whoever locks an end makes the practice's other events wait
 * until its transaction is over, so that the numbers have no gap and the links no fork.
 */
final class ChainEnds {
  private ChainEnds() {}

  /** The end, locked until the transaction is over. */
  static ChainEnd lock(Connection connection, PracticeId practice) throws SQLException {
    Optional<ChainEnd> end = locked(connection, practice);
    if (end.isEmpty()) {
      Transactions.inserted(connection, ignored -> begin(connection, practice));
      end = locked(connection, practice);
    }
    return end.orElseThrow();
  }

  private static Optional<ChainEnd> locked(Connection connection, PracticeId practice)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT newest, hash FROM audit_head WHERE practice_id = ? FOR UPDATE")) {
      select.setString(1, practice.value());
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(new ChainEnd(row.getLong("newest"), row.getString("hash")))
            : Optional.empty();
      }
    }
  }

  private static void begin(Connection connection, PracticeId practice) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO audit_head (practice_id, newest, hash) VALUES (?, 0, ?)")) {
      insert.setString(1, practice.value());
      insert.setString(2, ChainEnd.genesis(practice).hash());
      insert.executeUpdate();
    }
  }

  /** Moves the end on. */
  static void move(Connection connection, PracticeId practice, ChainEnd end) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE audit_head SET newest = ?, hash = ? WHERE practice_id = ?")) {
      Binder bind = new Binder(update);
      bind.number(end.number());
      bind.text(end.hash());
      bind.text(practice.value());
      update.executeUpdate();
    }
  }
}
