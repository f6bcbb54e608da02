package io.onshore.gateway.store.connection;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.connection.PageVisit;
import io.onshore.gateway.connection.PageVisits;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.store.audit.JdbcAuditTrail;
import io.onshore.gateway.store.secret.SecretBox;
import io.onshore.gateway.store.transaction.Binder;
import io.onshore.gateway.store.transaction.Moments;
import io.onshore.gateway.store.transaction.Transactions;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** People on their way, as rows that go when they come back. Safe for several threads. */
public final class JdbcPageVisits implements PageVisits {
  private final Transactions transactions;
  private final SecretBox box;

  /**
   * @param box seals verifiers
   */
  public JdbcPageVisits(Transactions transactions, SecretBox box) {
    this.transactions = transactions;
    this.box = box;
  }

  @Override
  public void keep(String stateDigest, PageVisit visit, AuditEvent event) {
    transactions.keepChange(
        "the way to the provider's page could not be recorded",
        connection -> {
          deleteExpired(connection, event.at());
          try (PreparedStatement insert =
              connection.prepareStatement(
                  """
                  INSERT INTO connection_visit
                    (state_digest, practice_id, connection, person, redirect, verifier, expires_at)
                  VALUES (?, ?, ?, ?, ?, ?, ?)
                  """)) {
            Binder bind = new Binder(insert);
            bind.text(stateDigest);
            bind.text(visit.practice().value());
            bind.text(visit.connection());
            bind.text(visit.person());
            bind.text(visit.redirect().toString());
            bind.bytes(Optional.of(box.seal(visit.verifier(), context(stateDigest))));
            bind.moment(visit.expiresAt());
            insert.executeUpdate();
          }
          JdbcAuditTrail.append(connection, event);
        });
  }

  /**
   * {@inheritDoc}
   *
   * <p>One whose key is gone is as good as expired.
   */
  @Override
  public Optional<PageVisit> take(String stateDigest, Instant now) {
    return transactions.keep(
        "the way back from the provider's page could not be looked up",
        connection -> {
          Optional<PageVisit> visit = find(connection, stateDigest);
          try (PreparedStatement delete =
              connection.prepareStatement("DELETE FROM connection_visit WHERE state_digest = ?")) {
            delete.setString(1, stateDigest);
            delete.executeUpdate();
          }
          return visit.filter(each -> now.isBefore(each.expiresAt()));
        });
  }

  private Optional<PageVisit> find(Connection connection, String stateDigest) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT * FROM connection_visit WHERE state_digest = ? FOR UPDATE")) {
      select.setString(1, stateDigest);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        byte[] verifier = row.getBytes("verifier");
        if (!box.hasKeyOf(verifier)) {
          return Optional.empty();
        }
        return Optional.of(
            new PageVisit(
                new PracticeId(row.getString("practice_id")),
                row.getString("connection"),
                row.getString("person"),
                URI.create(row.getString("redirect")),
                box.open(verifier, context(stateDigest)),
                Moments.read(row, "expires_at")));
      }
    }
  }

  private static String context(String stateDigest) {
    return "visit " + stateDigest;
  }

  private static void deleteExpired(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM connection_visit WHERE expires_at <= ?")) {
      new Binder(delete).moment(now);
      delete.executeUpdate();
    }
  }
}
