package io.onshore.gateway.store.audit;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditTrail;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.store.json.Json;
import io.onshore.gateway.store.transaction.Moments;
import io.onshore.gateway.store.transaction.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The audit trail as rows that are only ever added. Each practice's events are numbered 1, 2, 3 ...
 * without a gap, in the order in which they were committed, so that a missing one shows. Safe for
 * several threads and replicas; the events of one practice wait for each other.
 */
public final class JdbcAuditTrail implements AuditTrail {
  private final Transactions transactions;

  public JdbcAuditTrail(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void append(AuditEvent event) {
    transactions.keepChange(
        "the audit trail could not be written", connection -> append(connection, event));
  }

  /**
   * Appends an event in the transaction of what it tells about. The last statement of its
   * transaction, because it makes the practice's other events wait.
   */
  public static void append(Connection connection, AuditEvent event) throws SQLException {
    long number = nextNumber(connection, event.practice());
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO audit_event
              (practice_id, number, happened_at, event_type, actor, target, detail)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)) {
      insert.setString(1, event.practice().value());
      insert.setLong(2, number);
      insert.setObject(3, Moments.column(event.at()));
      insert.setString(4, event.type().name());
      insert.setString(5, event.actor());
      insert.setString(6, event.target());
      insert.setString(7, Json.write(event.detail()));
      insert.executeUpdate();
    }
  }

  /**
   * Appends an event in the transaction of what it tells about, as {@link #append(Connection,
   * AuditEvent)} does.
   *
   * @param practice whose matter it is
   * @throws IllegalArgumentException if the event belongs to another practice
   */
  public static void append(Connection connection, PracticeId practice, AuditEvent event)
      throws SQLException {
    if (!practice.equals(event.practice())) {
      throw new IllegalArgumentException("the audit event belongs to another practice");
    }
    append(connection, event);
  }

  private static long nextNumber(Connection connection, PracticeId practice) throws SQLException {
    if (!countUp(connection, practice)) {
      boolean first = Transactions.inserted(connection, ignored -> begin(connection, practice));
      if (first) {
        return 1;
      }
      countUp(connection, practice);
    }
    try (PreparedStatement select =
        connection.prepareStatement("SELECT newest FROM audit_head WHERE practice_id = ?")) {
      select.setString(1, practice.value());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Counting up locks the practice's row until the transaction ends. */
  private static boolean countUp(Connection connection, PracticeId practice) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE audit_head SET newest = newest + 1 WHERE practice_id = ?")) {
      update.setString(1, practice.value());
      return update.executeUpdate() == 1;
    }
  }

  private static void begin(Connection connection, PracticeId practice) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO audit_head (practice_id, newest) VALUES (?, 1)")) {
      insert.setString(1, practice.value());
      insert.executeUpdate();
    }
  }

  @Override
  public List<AuditEvent> about(PracticeId practice, String target) {
    return transactions.get(
        "the audit trail could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  SELECT happened_at, event_type, actor, target, detail FROM audit_event
                  WHERE practice_id = ? AND target = ? ORDER BY number
                  """)) {
            select.setString(1, practice.value());
            select.setString(2, target);
            try (ResultSet row = select.executeQuery()) {
              List<AuditEvent> events = new ArrayList<>();
              while (row.next()) {
                events.add(event(practice, row));
              }
              return events;
            }
          }
        });
  }

  private static AuditEvent event(PracticeId practice, ResultSet row) throws SQLException {
    return new AuditEvent(
        Moments.read(row, "happened_at"),
        practice,
        AuditType.valueOf(row.getString("event_type")),
        row.getString("actor"),
        row.getString("target"),
        Json.readMap(row.getString("detail")));
  }
}
