package io.onshore.gateway.store.stop;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.stop.Stop;
import io.onshore.gateway.stop.Stops;
import io.onshore.gateway.store.audit.JdbcAuditTrail;
import io.onshore.gateway.store.journal.JdbcTransferJournal;
import io.onshore.gateway.store.transaction.Binder;
import io.onshore.gateway.store.transaction.Moments;
import io.onshore.gateway.store.transaction.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is stopped now as rows. Times are kept to the microsecond. Safe for several threads and
 * replicas.
 */
public final class JdbcStops implements Stops {
  private final Transactions transactions;

  public JdbcStops(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public List<Stop> standing(PracticeId practice) {
    return transactions.get(
        "the stops could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  SELECT * FROM sending_stop WHERE practice_id = ?
                  ORDER BY stopped_at, scope, target
                  """)) {
            select.setString(1, practice.value());
            try (ResultSet row = select.executeQuery()) {
              List<Stop> stops = new ArrayList<>();
              while (row.next()) {
                stops.add(
                    new Stop(
                        practice,
                        Stop.Scope.valueOf(row.getString("scope")),
                        row.getString("target"),
                        row.getString("reason"),
                        row.getString("stopped_by"),
                        Moments.read(row, "stopped_at")));
              }
              return List.copyOf(stops);
            }
          }
        });
  }

  @Override
  public boolean stop(Stop stop, AuditEvent event) {
    return transactions.keep(
        "the stop could not be written",
        connection -> {
          if (!Transactions.inserted(connection, ignored -> insert(connection, stop))) {
            return false;
          }
          JdbcAuditTrail.append(connection, stop.practice(), event);
          return true;
        });
  }

  private static void insert(Connection connection, Stop stop) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO sending_stop (practice_id, scope, target, reason, stopped_by, stopped_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """)) {
      Binder bind = new Binder(insert);
      bind.text(stop.practice().value());
      bind.text(stop.scope().name());
      bind.text(stop.target());
      bind.text(stop.reason());
      bind.text(stop.stoppedBy());
      bind.moment(stop.stoppedAt());
      insert.executeUpdate();
    }
  }

  @Override
  public boolean resume(
      PracticeId practice,
      Stop.Scope scope,
      String target,
      Set<DestinationId> goOn,
      AuditEvent event) {
    return transactions.keep(
        "the stop could not be lifted",
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement(
                  "DELETE FROM sending_stop WHERE practice_id = ? AND scope = ? AND target = ?")) {
            Binder bind = new Binder(delete);
            bind.text(practice.value());
            bind.text(scope.name());
            bind.text(target);
            if (delete.executeUpdate() == 0) {
              return false;
            }
          }
          JdbcTransferJournal.goOn(connection, practice, goOn, TROUBLE, event.at());
          JdbcAuditTrail.append(connection, practice, event);
          return true;
        });
  }
}
