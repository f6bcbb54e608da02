package io.onshore.gateway.store.setup;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.setup.PracticeSetUp;
import io.onshore.gateway.setup.PracticeSetUpVersion;
import io.onshore.gateway.setup.PracticeSetUps;
import io.onshore.gateway.store.audit.JdbcAuditTrail;
import io.onshore.gateway.store.json.Json;
import io.onshore.gateway.store.secret.Resealed;
import io.onshore.gateway.store.secret.SecretBox;
import io.onshore.gateway.store.transaction.Binder;
import io.onshore.gateway.store.transaction.Moments;
import io.onshore.gateway.store.transaction.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Versions of what practices set up as rows, each sealed whole under its practice and number. Times
 * are kept to the microsecond. Safe for several threads and replicas.
 */
public final class JdbcPracticeSetUps implements PracticeSetUps {
  private final Transactions transactions;
  private final SecretBox box;

  /**
   * @param box seals the versions
   */
  public JdbcPracticeSetUps(Transactions transactions, SecretBox box) {
    this.transactions = transactions;
    this.box = box;
  }

  @Override
  public Map<PracticeId, Integer> numbers() {
    return transactions.get(
        "the set-ups could not be read",
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement(
                      """
                      SELECT practice_id, MAX(number) AS newest FROM practice_setup
                      GROUP BY practice_id
                      """);
              ResultSet row = select.executeQuery()) {
            Map<PracticeId, Integer> numbers = new HashMap<>();
            while (row.next()) {
              numbers.put(new PracticeId(row.getString("practice_id")), row.getInt("newest"));
            }
            return Map.copyOf(numbers);
          }
        });
  }

  @Override
  public List<PracticeSetUpVersion> newest() {
    return transactions.get(
        "the set-ups could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  SELECT * FROM practice_setup v WHERE v.number =
                    (SELECT MAX(number) FROM practice_setup w WHERE w.practice_id = v.practice_id)
                  ORDER BY v.practice_id
                  """)) {
            return readAll(select);
          }
        });
  }

  @Override
  public Optional<PracticeSetUpVersion> newest(PracticeId practice) {
    return transactions.get(
        "the set-up could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  SELECT * FROM practice_setup WHERE practice_id = ?
                  ORDER BY number DESC FETCH FIRST 1 ROW ONLY
                  """)) {
            select.setString(1, practice.value());
            return readAll(select).stream().findFirst();
          }
        });
  }

  private List<PracticeSetUpVersion> readAll(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      List<PracticeSetUpVersion> versions = new ArrayList<>();
      while (row.next()) {
        PracticeId practice = new PracticeId(row.getString("practice_id"));
        int number = row.getInt("number");
        versions.add(
            new PracticeSetUpVersion(
                practice,
                number,
                Json.read(
                    box.open(row.getBytes("body"), context(practice.value(), number)),
                    PracticeSetUp.class),
                row.getString("made_by"),
                Moments.read(row, "made_at")));
      }
      return List.copyOf(versions);
    }
  }

  private static String context(String practice, int number) {
    return "set-up of " + practice + ", version " + number;
  }

  @Override
  public boolean keep(PracticeSetUpVersion next, AuditEvent event) {
    return transactions.keep(
        "the set-up could not be written",
        connection -> {
          if (newestNumber(connection, next.practice()) != next.number() - 1
              || !Transactions.inserted(connection, ignored -> insert(connection, next))) {
            return false;
          }
          JdbcAuditTrail.append(connection, next.practice(), event);
          return true;
        });
  }

  private static int newestNumber(Connection connection, PracticeId practice) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT COALESCE(MAX(number), 0) FROM practice_setup WHERE practice_id = ?")) {
      select.setString(1, practice.value());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private void insert(Connection connection, PracticeSetUpVersion next) throws SQLException {
    String practice = next.practice().value();
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO practice_setup (practice_id, number, body, body_key, made_by, made_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """)) {
      Binder bind = new Binder(insert);
      bind.text(practice);
      bind.number(next.number());
      bind.bytes(Optional.of(box.seal(Json.write(next.setUp()), context(practice, next.number()))));
      bind.text(box.keyId());
      bind.text(next.madeBy());
      bind.moment(next.madeAt());
      insert.executeUpdate();
    }
  }

  private record Key(String practice, int number) {}

  /** Seals anew, under the newest key, what an older key sealed. */
  public Resealed reseal() {
    List<Key> old =
        transactions.get("old seals could not be looked for", this::sealedWithAnOlderKey);
    int done = 0;
    for (Key key : old) {
      boolean resealed =
          transactions.keep(
              "a set-up could not be sealed anew", connection -> reseal(connection, key));
      done += resealed ? 1 : 0;
    }
    return new Resealed(done, old.size() - done);
  }

  private List<Key> sealedWithAnOlderKey(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT practice_id, number FROM practice_setup WHERE body_key <> ?")) {
      select.setString(1, box.keyId());
      try (ResultSet row = select.executeQuery()) {
        List<Key> keys = new ArrayList<>();
        while (row.next()) {
          keys.add(new Key(row.getString("practice_id"), row.getInt("number")));
        }
        return keys;
      }
    }
  }

  private boolean reseal(Connection connection, Key key) throws SQLException {
    byte[] sealed = body(connection, key);
    if (!box.hasKeyOf(sealed)) {
      return false;
    }
    String context = context(key.practice(), key.number());
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            UPDATE practice_setup SET body = ?, body_key = ? WHERE practice_id = ? AND number = ?
            """)) {
      Binder bind = new Binder(update);
      bind.bytes(Optional.of(box.seal(box.open(sealed, context), context)));
      bind.text(box.keyId());
      bind.text(key.practice());
      bind.number(key.number());
      return update.executeUpdate() == 1;
    }
  }

  private static byte[] body(Connection connection, Key key) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT body FROM practice_setup WHERE practice_id = ? AND number = ?")) {
      select.setString(1, key.practice());
      select.setInt(2, key.number());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getBytes("body");
      }
    }
  }
}
