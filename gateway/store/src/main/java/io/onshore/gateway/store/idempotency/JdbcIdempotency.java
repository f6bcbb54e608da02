package io.onshore.gateway.store.idempotency;

import io.onshore.gateway.idempotency.Idempotency;
import io.onshore.gateway.store.transaction.Moments;
import io.onshore.gateway.store.transaction.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Claims as rows under a unique key: the database decides a race. Old rows go a few at a time, with
 * each new claim. Safe for several threads and replicas.
 */
public final class JdbcIdempotency implements Idempotency {
  /** How long an answer is kept. */
  public static final Duration KEPT = Duration.ofHours(24);

  private static final int CLEANED_AT_ONCE = 50;

  private final Transactions transactions;

  public JdbcIdempotency(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Claim claim(Key key, String fingerprint, Instant now) {
    OffsetDateTime oldest = Moments.column(now.minus(KEPT));
    while (true) {
      boolean fresh =
          transactions.get(
              "the request could not be claimed",
              connection -> {
                deleteIfOld(connection, key, oldest);
                return Transactions.inserted(
                    connection, ignored -> insert(connection, key, fingerprint, now));
              });
      if (fresh) {
        transactions.run("old requests could not be removed", each -> clean(each, oldest));
        return new Claim.Fresh();
      }
      // Released between the two looks: nobody has it, so it is claimed again.
      Optional<Claim> taken =
          transactions.get(
              "the request could not be looked up", each -> taken(each, key, fingerprint));
      if (taken.isPresent()) {
        return taken.get();
      }
    }
  }

  private static void insert(Connection connection, Key key, String fingerprint, Instant now)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO idempotency (practice_id, route, request_key, fingerprint, claimed_at)
            VALUES (?, ?, ?, ?, ?)
            """)) {
      name(insert, 1, key);
      insert.setString(4, fingerprint);
      insert.setObject(5, Moments.column(now));
      insert.executeUpdate();
    }
  }

  private static void deleteIfOld(Connection connection, Key key, OffsetDateTime oldest)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            """
            DELETE FROM idempotency
            WHERE practice_id = ? AND route = ? AND request_key = ? AND claimed_at <= ?
            """)) {
      name(delete, 1, key);
      delete.setObject(4, oldest);
      delete.executeUpdate();
    }
  }

  private static Optional<Claim> taken(Connection connection, Key key, String fingerprint)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT fingerprint, answer_status, answer_body, answer_location FROM idempotency
            WHERE practice_id = ? AND route = ? AND request_key = ?
            """)) {
      name(select, 1, key);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        if (!row.getString("fingerprint").equals(fingerprint)) {
          return Optional.of(new Claim.Mismatch());
        }
        int status = row.getInt("answer_status");
        if (row.wasNull()) {
          return Optional.of(new Claim.InFlight());
        }
        return Optional.of(
            new Claim.Repeated(
                new Answer(
                    status,
                    row.getString("answer_body"),
                    Optional.ofNullable(row.getString("answer_location")))));
      }
    }
  }

  /** Rows that another claim is removing right now are passed over, so that nobody waits. */
  private static void clean(Connection connection, OffsetDateTime oldest) throws SQLException {
    record Old(String practice, String route, String key) {}
    List<Old> old = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT practice_id, route, request_key FROM idempotency WHERE claimed_at <= ?
            FETCH FIRST %d ROWS ONLY FOR UPDATE SKIP LOCKED
            """
                .formatted(CLEANED_AT_ONCE))) {
      select.setObject(1, oldest);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          old.add(new Old(row.getString(1), row.getString(2), row.getString(3)));
        }
      }
    }
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM idempotency WHERE practice_id = ? AND route = ? AND request_key = ?")) {
      for (Old each : old) {
        delete.setString(1, each.practice());
        delete.setString(2, each.route());
        delete.setString(3, each.key());
        delete.executeUpdate();
      }
    }
  }

  @Override
  public void complete(Key key, Answer answer) {
    transactions.keepChange(
        "the answer could not be kept",
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  """
                  UPDATE idempotency
                  SET answer_status = ?, answer_body = ?, answer_location = ?
                  WHERE practice_id = ? AND route = ? AND request_key = ?
                  """)) {
            update.setInt(1, answer.status());
            update.setString(2, answer.body());
            update.setString(3, answer.location().orElse(null));
            name(update, 4, key);
            update.executeUpdate();
          }
        });
  }

  @Override
  public void release(Key key) {
    transactions.run(
        "the request could not be released",
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement(
                  """
                  DELETE FROM idempotency
                  WHERE practice_id = ? AND route = ? AND request_key = ?
                    AND answer_status IS NULL
                  """)) {
            name(delete, 1, key);
            delete.executeUpdate();
          }
        });
  }

  private static void name(PreparedStatement statement, int first, Key key) throws SQLException {
    statement.setString(first, key.practice().value());
    statement.setString(first + 1, key.route());
    statement.setString(first + 2, key.value());
  }
}
