package io.onshore.gateway.store.proof;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.proof.Proof;
import io.onshore.gateway.proof.Proofs;
import io.onshore.gateway.store.audit.JdbcAuditTrail;
import io.onshore.gateway.store.json.Json;
import io.onshore.gateway.store.transaction.Binder;
import io.onshore.gateway.store.transaction.Transactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Proofs as rows that are only ever added. Safe for several threads and replicas. */
public final class JdbcProofs implements Proofs {
  private final Transactions transactions;

  public JdbcProofs(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void file(Proof proof, AuditEvent event) {
    transactions.keepChange(
        "the proof could not be filed",
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO proof (id, practice_id, destination, body) VALUES (?, ?, ?, ?)")) {
            Binder bind = new Binder(insert);
            bind.text(proof.id());
            bind.text(proof.practice().value());
            bind.text(proof.destination().value());
            bind.text(Json.write(proof));
            insert.executeUpdate();
          }
          JdbcAuditTrail.append(connection, proof.practice(), event.at(proof.destination()));
        });
  }

  @Override
  public List<Proof> list(PracticeId practice, DestinationId destination, int limit) {
    return transactions.get(
        "the proofs could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  SELECT body FROM proof WHERE practice_id = ? AND destination = ?
                  ORDER BY id DESC FETCH FIRST ? ROWS ONLY
                  """)) {
            select.setString(1, practice.value());
            select.setString(2, destination.value());
            select.setInt(3, limit);
            return read(select);
          }
        });
  }

  private static List<Proof> read(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      List<Proof> proofs = new ArrayList<>();
      while (row.next()) {
        proofs.add(Json.read(row.getString("body"), Proof.class));
      }
      return List.copyOf(proofs);
    }
  }
}
