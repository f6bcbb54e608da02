package io.onshore.gateway.store.expiry;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.expiry.Alert;
import io.onshore.gateway.expiry.Alerts;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.store.audit.JdbcAuditTrail;
import io.onshore.gateway.store.json.Json;
import io.onshore.gateway.store.transaction.Binder;
import io.onshore.gateway.store.transaction.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Alerts as rows, one for each fingerprint. Safe for several threads and replicas. */
public final class JdbcAlerts implements Alerts {
  private final Transactions transactions;

  public JdbcAlerts(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean raise(Alert alert, AuditEvent event) {
    return !known(alert)
        && transactions.keep(
            "the alert could not be written",
            connection -> {
              if (!Transactions.inserted(connection, ignored -> insert(connection, alert))) {
                return false;
              }
              JdbcAuditTrail.append(connection, alert.practice(), event);
              return true;
            });
  }

  /** Looked for first, because the same one is raised at each look. */
  private boolean known(Alert alert) {
    return transactions.get(
        "the alerts could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT 1 FROM alert WHERE practice_id = ? AND fingerprint = ?")) {
            select.setString(1, alert.practice().value());
            select.setString(2, alert.fingerprint());
            try (ResultSet row = select.executeQuery()) {
              return row.next();
            }
          }
        });
  }

  private static void insert(Connection connection, Alert alert) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO alert (id, practice_id, fingerprint, body, raised_at)
            VALUES (?, ?, ?, ?, ?)
            """)) {
      Binder bind = new Binder(insert);
      bind.text(alert.id());
      bind.text(alert.practice().value());
      bind.text(alert.fingerprint());
      bind.text(Json.write(alert));
      bind.moment(alert.raisedAt());
      insert.executeUpdate();
    }
  }

  @Override
  public List<Alert> list(PracticeId practice, int limit) {
    return transactions.get(
        "the alerts could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  SELECT body FROM alert WHERE practice_id = ?
                  ORDER BY id DESC FETCH FIRST ? ROWS ONLY
                  """)) {
            select.setString(1, practice.value());
            select.setInt(2, limit);
            try (ResultSet row = select.executeQuery()) {
              List<Alert> alerts = new ArrayList<>();
              while (row.next()) {
                alerts.add(Json.read(row.getString("body"), Alert.class));
              }
              return List.copyOf(alerts);
            }
          }
        });
  }
}
