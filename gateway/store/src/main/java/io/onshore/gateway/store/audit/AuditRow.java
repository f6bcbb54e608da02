package io.onshore.gateway.store.audit;

import io.onshore.gateway.audit.AuditChain;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditPart;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.audit.ChainedEvent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.store.json.Json;
import io.onshore.gateway.store.transaction.Binder;
import io.onshore.gateway.store.transaction.Moments;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An event as a row. */
final class AuditRow {
  static final String SELECT =
      """
      SELECT practice_id, number, happened_at, event_type, actor, target, destination, detail,
        salt, previous, hash
      FROM audit_event
      """;

  private AuditRow() {}

  static void insert(Connection connection, AuditEvent event, ChainedEvent link, String salt)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO audit_event
              (practice_id, number, happened_at, event_type, actor, target, destination, detail,
               salt, previous, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)) {
      Binder bind = new Binder(insert);
      bind.text(event.practice().value());
      bind.number(link.number());
      bind.moment(event.at());
      bind.text(event.type().name());
      bind.text(event.actor());
      bind.text(event.target());
      bind.text(event.destination().map(DestinationId::value));
      bind.text(Json.write(event.detail()));
      bind.text(salt);
      bind.text(link.previous());
      bind.text(link.hash());
      insert.executeUpdate();
    }
  }

  /** The event as the gateway wrote it. */
  static AuditEvent event(ResultSet row) throws SQLException {
    return new AuditEvent(
        Moments.read(row, "happened_at"),
        new PracticeId(row.getString("practice_id")),
        AuditType.valueOf(row.getString("event_type")),
        row.getString("actor"),
        row.getString("target"),
        Optional.ofNullable(row.getString("destination")).map(DestinationId::new),
        Json.readMap(row.getString("detail")));
  }

  /** The events as they stand there, whatever became of them. */
  static List<ChainedEvent> links(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      List<ChainedEvent> links = new ArrayList<>();
      while (row.next()) {
        links.add(link(row));
      }
      return List.copyOf(links);
    }
  }

  private static ChainedEvent link(ResultSet row) throws SQLException {
    return new ChainedEvent(
        new PracticeId(row.getString("practice_id")),
        row.getLong("number"),
        Moments.read(row, "happened_at"),
        row.getString("event_type"),
        parts(row),
        row.getString("previous"),
        row.getString("hash"));
  }

  private static List<AuditPart> parts(ResultSet row) throws SQLException {
    String salt = row.getString("salt");
    String actor = row.getString("actor");
    String target = row.getString("target");
    Optional<String> destination = Optional.ofNullable(row.getString("destination"));
    String detail = row.getString("detail");
    try {
      return AuditChain.parts(salt, actor, target, destination, Json.readMap(detail));
    } catch (IllegalStateException altered) {
      // Whoever altered it, the chain tells where: no event has a part of this name.
      return AuditChain.parts(salt, actor, target, destination, Map.of("unreadable", detail));
    }
  }
}
