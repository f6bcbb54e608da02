package io.onshore.gateway.store.audit;

import io.onshore.gateway.audit.AuditChain;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.audit.ChainEnd;
import io.onshore.gateway.audit.ChainedEvent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.store.transaction.Binder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/**
 * Chains the events that an older version wrote, once, in the order of their numbers, and says so
 * in each trail: what stands before {@link AuditType#TRAIL_SEALED} was sealed on that day, not when
 * it was written. No value of an event changes; those about a transfer get the transfer's
 * destination beside it.
 */
public final class ChainOlderEvents implements JavaMigration {
  private static final int PAGE = 1000;

  private final Clock clock;

  public ChainOlderEvents(Clock clock) {
    this.clock = clock;
  }

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion("4.1");
  }

  @Override
  public String getDescription() {
    return "chain older events";
  }

  /** None, as Flyway wants it of what is no text. */
  @Override
  public @Nullable Integer getChecksum() {
    return null;
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  @Override
  public void migrate(Context context) throws SQLException {
    Connection connection = context.getConnection();
    for (PracticeId practice : practices(connection)) {
      ChainEnd end = chain(connection, practice);
      ChainEnds.move(connection, practice, end);
      JdbcAuditTrail.append(
          connection,
          AuditEvent.byGateway(
              practice,
              clock.instant(),
              AuditType.TRAIL_SEALED,
              "audit",
              Map.of("last", Long.toString(end.number()), "lastHash", end.hash())));
    }
    try (Statement statement = connection.createStatement()) {
      for (String column : List.of("salt", "previous", "hash")) {
        statement.execute("ALTER TABLE audit_event ALTER COLUMN " + column + " SET NOT NULL");
      }
      statement.execute("ALTER TABLE audit_head ALTER COLUMN hash SET NOT NULL");
    }
  }

  private static List<PracticeId> practices(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT practice_id FROM audit_head ORDER BY practice_id");
        ResultSet row = select.executeQuery()) {
      List<PracticeId> practices = new ArrayList<>();
      while (row.next()) {
        practices.add(new PracticeId(row.getString("practice_id")));
      }
      return practices;
    }
  }

  private static ChainEnd chain(Connection connection, PracticeId practice) throws SQLException {
    ChainEnd end = ChainEnd.genesis(practice);
    List<AuditEvent> page = page(connection, practice, 0);
    while (!page.isEmpty()) {
      end = chain(connection, page, end);
      page = page(connection, practice, end.number());
    }
    return end;
  }

  private static List<AuditEvent> page(Connection connection, PracticeId practice, long after)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT e.practice_id, e.number, e.happened_at, e.event_type, e.actor, e.target, e.detail,
              COALESCE(t.destination, CASE
                WHEN e.event_type IN ('EVIDENCE_PROBED', 'PAPER_FILED', 'PAPER_WITHDRAWN',
                  'ATTESTATION_FILED', 'DESTINATION_PINNED', 'DESTINATION_APPROVED')
                THEN e.target END) AS destination
            FROM audit_event e
            LEFT JOIN transfer t ON t.practice_id = e.practice_id AND t.id = e.target
            WHERE e.practice_id = ? AND e.number > ? ORDER BY e.number FETCH FIRST ? ROWS ONLY
            """)) {
      Binder bind = new Binder(select);
      bind.text(practice.value());
      bind.number(after);
      bind.number(PAGE);
      try (ResultSet row = select.executeQuery()) {
        List<AuditEvent> events = new ArrayList<>();
        long expected = after;
        while (row.next()) {
          expected++;
          if (row.getLong("number") != expected) {
            throw new IllegalStateException(
                "the audit trail of %s misses event %d; restore a backup that has it"
                    .formatted(practice, expected));
          }
          events.add(AuditRow.event(row));
        }
        return events;
      }
    }
  }

  private static ChainEnd chain(Connection connection, List<AuditEvent> events, ChainEnd begin)
      throws SQLException {
    ChainEnd end = begin;
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            UPDATE audit_event SET destination = ?, salt = ?, previous = ?, hash = ?
            WHERE practice_id = ? AND number = ?
            """)) {
      for (AuditEvent event : events) {
        String salt = AuditChain.freshSalt();
        ChainedEvent link = AuditChain.link(event, end, salt);
        Binder bind = new Binder(update);
        bind.text(event.destination().map(DestinationId::value));
        bind.text(salt);
        bind.text(link.previous());
        bind.text(link.hash());
        bind.text(event.practice().value());
        bind.number(link.number());
        update.addBatch();
        end = ChainEnd.at(link);
      }
      update.executeBatch();
    }
    return end;
  }
}
