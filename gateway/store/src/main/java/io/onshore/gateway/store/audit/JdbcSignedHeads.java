package io.onshore.gateway.store.audit;

import io.onshore.gateway.audit.AuditHead;
import io.onshore.gateway.audit.SignedHead;
import io.onshore.gateway.audit.SignedHeads;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.store.transaction.Binder;
import io.onshore.gateway.store.transaction.Moments;
import io.onshore.gateway.store.transaction.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Signed heads as rows that are only ever added. Safe for several threads and replicas. */
public final class JdbcSignedHeads implements SignedHeads {
  private final Transactions transactions;

  public JdbcSignedHeads(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void keep(SignedHead head) {
    transactions.keepChange(
        "the signed head could not be written",
        connection -> Transactions.inserted(connection, ignored -> insert(connection, head)));
  }

  private static void insert(Connection connection, SignedHead head) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO audit_signed_head (practice_id, number, hash, signed_at, jws)
            VALUES (?, ?, ?, ?, ?)
            """)) {
      Binder bind = new Binder(insert);
      bind.text(head.head().practice().value());
      bind.number(head.head().number());
      bind.text(head.head().hash());
      bind.moment(head.head().at());
      bind.text(head.jws());
      insert.executeUpdate();
    }
  }

  @Override
  public List<SignedHead> all(PracticeId practice) {
    return transactions.get(
        "the signed heads could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  SELECT number, hash, signed_at, jws FROM audit_signed_head
                  WHERE practice_id = ? ORDER BY number
                  """)) {
            select.setString(1, practice.value());
            try (ResultSet row = select.executeQuery()) {
              List<SignedHead> heads = new ArrayList<>();
              while (row.next()) {
                heads.add(
                    new SignedHead(
                        new AuditHead(
                            practice,
                            row.getLong("number"),
                            row.getString("hash"),
                            Moments.read(row, "signed_at")),
                        row.getString("jws")));
              }
              return List.copyOf(heads);
            }
          }
        });
  }
}
