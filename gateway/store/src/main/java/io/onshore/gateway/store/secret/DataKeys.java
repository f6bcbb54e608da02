package io.onshore.gateway.store.secret;

import io.onshore.gateway.store.transaction.Binder;
import io.onshore.gateway.store.transaction.Moments;
import io.onshore.gateway.store.transaction.Transactions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys that seal, wrapped by a {@link KeyService} and kept in the database: whoever has the
 * database alone can open nothing. They are unwrapped once, at the start.
 */
public final class DataKeys {
  private final Transactions transactions;
  private final KeyService service;
  private final Duration life;

  /**
   * @param life after which a new key seals; older ones still open
   */
  public DataKeys(Transactions transactions, KeyService service, Duration life) {
    this.transactions = transactions;
    this.service = service;
    this.life = life;
  }

  private record Wrapped(int number, String text, Instant createdAt) {}

  /**
   * The keys, the newest first. Makes one if there is none, or the newest has lived its life; of
   * several processes that start together, one does.
   *
   * @throws SealingException if the service cannot unwrap them
   */
  public List<byte[]> keys(Instant now) {
    List<Wrapped> wrapped = read();
    if (wrapped.isEmpty() || !now.isBefore(wrapped.getFirst().createdAt().plus(life))) {
      add(wrapped.isEmpty() ? 1 : wrapped.getFirst().number() + 1, now);
      wrapped = read();
    }
    return wrapped.stream().map(each -> service.unwrap(each.text())).toList();
  }

  private List<Wrapped> read() {
    return transactions.get(
        "the wrapped keys could not be read",
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "SELECT number, wrapped, created_at FROM data_key ORDER BY number DESC");
              ResultSet row = select.executeQuery()) {
            List<Wrapped> keys = new ArrayList<>();
            while (row.next()) {
              keys.add(
                  new Wrapped(row.getInt(1), row.getString(2), Moments.read(row, "created_at")));
            }
            return keys;
          }
        });
  }

  private void add(int number, Instant now) {
    byte[] key = new byte[SecretBox.KEY_BYTES];
    new SecureRandom().nextBytes(key);
    String text = service.wrap(key);
    boolean _ =
        transactions.keep(
            "a wrapped key could not be kept",
            connection ->
                Transactions.inserted(connection, each -> insert(each, number, text, now)));
  }

  private void insert(Connection connection, int number, String text, Instant now)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO data_key (number, service, wrapped, created_at) VALUES (?, ?, ?, ?)")) {
      Binder bind = new Binder(insert);
      bind.number(number);
      bind.text(service.name());
      bind.text(text);
      bind.moment(now);
      insert.executeUpdate();
    }
  }
}
