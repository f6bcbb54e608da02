package io.onshore.gateway.store.rules;

import io.onshore.gateway.rules.KeptTexts;
import io.onshore.gateway.store.json.Json;
import io.onshore.gateway.store.secret.SecretBox;
import io.onshore.gateway.store.transaction.Binder;
import io.onshore.gateway.store.transaction.Moments;
import io.onshore.gateway.store.transaction.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Texts that were in force as rows, one for each digest; keeping them again makes them the newest.
 * A set-up is kept sealed, because nothing stops somebody from writing a secret into it; it is
 * sealed anew whenever it is kept, and one whose key is gone is not found. Times are kept to the
 * microsecond. Safe for several threads and replicas.
 */
public final class JdbcKeptTexts implements KeptTexts {
  private final Transactions transactions;
  private final SecretBox box;

  /**
   * @param box seals set-ups
   */
  public JdbcKeptTexts(Transactions transactions, SecretBox box) {
    this.transactions = transactions;
    this.box = box;
  }

  @Override
  public void keep(Kept kept) {
    transactions.keepChange(
        "the texts could not be kept",
        connection -> {
          if (!update(connection, kept)
              && !Transactions.inserted(connection, ignored -> insert(connection, kept))) {
            // Another process kept the same ones in between.
            update(connection, kept);
          }
        });
  }

  private boolean update(Connection connection, Kept kept) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE kept_text SET since = ?, texts = ? WHERE kind = ? AND digest = ?")) {
      bind(update, kept);
      return update.executeUpdate() == 1;
    }
  }

  private void insert(Connection connection, Kept kept) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO kept_text (since, texts, kind, digest) VALUES (?, ?, ?, ?)")) {
      bind(insert, kept);
      insert.executeUpdate();
    }
  }

  /** In the order of both statements. */
  private void bind(PreparedStatement statement, Kept kept) throws SQLException {
    Binder bind = new Binder(statement);
    bind.moment(kept.since());
    bind.text(column(kept));
    bind.text(kept.kind().name());
    bind.text(kept.digest());
  }

  private String column(Kept kept) {
    String json = Json.write(kept.texts());
    return switch (kept.kind()) {
      case RULEBOOK, CLAIMS -> json;
      case SET_UP -> Base64.getEncoder().encodeToString(box.seal(json, context(kept.digest())));
    };
  }

  /** The JSON in a column, unless the key that sealed it is not at hand. */
  private Optional<String> json(Kind kind, String digest, String column) {
    return switch (kind) {
      case RULEBOOK, CLAIMS -> Optional.of(column);
      case SET_UP ->
          Optional.of(Base64.getDecoder().decode(column))
              .filter(box::hasKeyOf)
              .map(bytes -> box.open(bytes, context(digest)));
    };
  }

  private static String context(String digest) {
    return "kept set-up " + digest;
  }

  @Override
  public Optional<Kept> newest(Kind kind) {
    return transactions.get(
        "the kept texts could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  SELECT * FROM kept_text WHERE kind = ?
                  ORDER BY since DESC FETCH FIRST 1 ROW ONLY
                  """)) {
            select.setString(1, kind.name());
            return read(select);
          }
        });
  }

  @Override
  public Optional<Kept> find(Kind kind, String digest) {
    return transactions.get(
        "the kept texts could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT * FROM kept_text WHERE kind = ? AND digest = ?")) {
            select.setString(1, kind.name());
            select.setString(2, digest);
            return read(select);
          }
        });
  }

  @Override
  public List<Kept> inForce(Kind kind, Instant from, Instant to) {
    return transactions.get(
        "the kept texts could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  SELECT * FROM kept_text
                  WHERE kind = ? AND since < ? AND (since >= ? OR since =
                    (SELECT MAX(older.since) FROM kept_text older
                     WHERE older.kind = kept_text.kind AND older.since < ?))
                  ORDER BY since, digest
                  """)) {
            Binder bind = new Binder(select);
            bind.text(kind.name());
            bind.moment(to);
            bind.moment(from);
            bind.moment(from);
            try (ResultSet row = select.executeQuery()) {
              List<Kept> all = new ArrayList<>();
              while (row.next()) {
                kept(row).ifPresent(all::add);
              }
              return List.copyOf(all);
            }
          }
        });
  }

  private Optional<Kept> read(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      return row.next() ? kept(row) : Optional.empty();
    }
  }

  /** The texts of a row, unless the key that sealed them is not at hand. */
  private Optional<Kept> kept(ResultSet row) throws SQLException {
    Kind kind = Kind.valueOf(row.getString("kind"));
    String digest = row.getString("digest");
    Instant since = Moments.read(row, "since");
    return json(kind, digest, row.getString("texts"))
        .map(json -> new Kept(kind, digest, Json.readMap(json), since));
  }
}
