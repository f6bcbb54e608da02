package io.onshore.gateway.store.audit;

import io.onshore.gateway.audit.AuditChain;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditTrail;
import io.onshore.gateway.audit.ChainEnd;
import io.onshore.gateway.audit.ChainedEvent;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.store.transaction.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The audit trail as rows that are only ever added. Each practice's events are numbered 1, 2, 3 ...
 * without a gap, in the order in which they were committed, and each seals those before it ({@link
 * AuditChain}). Safe for several threads and replicas; the events of one practice wait for each
 * other.
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
    ChainEnd end = ChainEnds.lock(connection, event.practice());
    String salt = AuditChain.freshSalt();
    ChainedEvent link = AuditChain.link(event, end, salt);
    AuditRow.insert(connection, event, link, salt);
    ChainEnds.move(connection, event.practice(), ChainEnd.at(link));
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

  /** Makes the practice's other events wait until the transaction is over. */
  public static void lock(Connection connection, PracticeId practice) throws SQLException {
    var _ = ChainEnds.lock(connection, practice);
  }

  @Override
  public List<AuditEvent> about(PracticeId practice, String target) {
    return transactions.get(
        "the audit trail could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  AuditRow.SELECT + "WHERE practice_id = ? AND target = ? ORDER BY number")) {
            select.setString(1, practice.value());
            select.setString(2, target);
            try (ResultSet row = select.executeQuery()) {
              List<AuditEvent> events = new ArrayList<>();
              while (row.next()) {
                events.add(AuditRow.event(row));
              }
              return events;
            }
          }
        });
  }
}
