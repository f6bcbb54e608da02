package io.onshore.gateway.store.receipt;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.receipt.Receipts;
import io.onshore.gateway.store.audit.JdbcAuditTrail;
import io.onshore.gateway.store.transaction.Binder;
import io.onshore.gateway.store.transaction.Transactions;
import io.onshore.gateway.transfer.TransferId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Signed receipts as rows that are only ever added. Safe for several threads and replicas. */
public final class JdbcReceipts implements Receipts {
  private final Transactions transactions;

  public JdbcReceipts(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<String> find(PracticeId practice, TransferId transfer) {
    return transactions.get(
        "the receipt could not be read", connection -> find(connection, practice, transfer));
  }

  private static Optional<String> find(
      Connection connection, PracticeId practice, TransferId transfer) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT jws FROM receipt WHERE practice_id = ? AND transfer_id = ?")) {
      select.setString(1, practice.value());
      select.setString(2, transfer.value());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getString("jws")) : Optional.empty();
      }
    }
  }

  @Override
  public String keep(
      PracticeId practice, TransferId transfer, String jws, Instant issuedAt, AuditEvent event) {
    return transactions.keep(
        "the receipt could not be kept",
        connection -> {
          boolean first =
              Transactions.inserted(
                  connection, each -> insert(each, practice, transfer, jws, issuedAt));
          if (!first) {
            return find(connection, practice, transfer).orElseThrow();
          }
          JdbcAuditTrail.append(connection, practice, event);
          return jws;
        });
  }

  private static void insert(
      Connection connection, PracticeId practice, TransferId transfer, String jws, Instant issuedAt)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO receipt (practice_id, transfer_id, issued_at, jws) VALUES (?, ?, ?, ?)")) {
      Binder bind = new Binder(insert);
      bind.text(practice.value());
      bind.text(transfer.value());
      bind.moment(issuedAt);
      bind.text(jws);
      insert.executeUpdate();
    }
  }
}
