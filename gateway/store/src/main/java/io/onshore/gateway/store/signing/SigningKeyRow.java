package io.onshore.gateway.store.signing;

import io.onshore.gateway.store.secret.SecretBox;
import io.onshore.gateway.store.transaction.Binder;
import io.onshore.gateway.store.transaction.Moments;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A row of {@code signing_key}, its private half still sealed.
 *
 * @param number counts key pairs from 1
 * @param kid the thumbprint of the public half
 * @param publicKey as a JWK
 * @param privateKey as a sealed JWK; empty once a newer pair signs
 */
@SuppressWarnings("ArrayRecordComponent") // Read once; never compared.
record SigningKeyRow(
    int number, String kid, String publicKey, Optional<byte[]> privateKey, Instant createdAt) {
  private static final String SELECT =
      "SELECT number, kid, public_key, private_key, created_at FROM signing_key ";

  /** The context that a private half is sealed under, so that it cannot be moved to another row. */
  static String context(String kid) {
    return "signing key " + kid;
  }

  /** Whether the private half is here and can be opened. */
  boolean opensWith(SecretBox box) {
    return privateKey.filter(box::hasKeyOf).isPresent();
  }

  /** All pairs, the newest first. */
  static List<SigningKeyRow> all(Connection connection) throws SQLException {
    return read(connection, SELECT + "ORDER BY number DESC");
  }

  /** The newest pair. */
  static Optional<SigningKeyRow> newest(Connection connection) throws SQLException {
    return read(connection, SELECT + "ORDER BY number DESC FETCH FIRST 1 ROW ONLY").stream()
        .findFirst();
  }

  /**
   * The pairs whose private half another key than this one sealed, held until the transaction ends.
   */
  static List<SigningKeyRow> lockSealedOtherwise(Connection connection, String keyId)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(SELECT + "WHERE private_key_seal <> ? FOR UPDATE")) {
      select.setString(1, keyId);
      return read(select);
    }
  }

  private static List<SigningKeyRow> read(Connection connection, String sql) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      return read(select);
    }
  }

  private static List<SigningKeyRow> read(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      List<SigningKeyRow> rows = new ArrayList<>();
      while (row.next()) {
        rows.add(
            new SigningKeyRow(
                row.getInt("number"),
                row.getString("kid"),
                row.getString("public_key"),
                Optional.ofNullable(row.getBytes("private_key")),
                Moments.read(row, "created_at")));
      }
      return rows;
    }
  }

  /** Adds a pair whose private half was sealed with this key. */
  void insert(Connection connection, String sealedWith) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO signing_key
              (number, kid, public_key, private_key, private_key_seal, created_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """)) {
      Binder bind = new Binder(insert);
      bind.number(number);
      bind.text(kid);
      bind.text(publicKey);
      bind.bytes(privateKey);
      bind.text(sealedWith);
      bind.moment(createdAt);
      insert.executeUpdate();
    }
  }

  /** Deletes the private halves of all older pairs: they never sign again. */
  void retireOlder(Connection connection) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            UPDATE signing_key SET private_key = NULL, private_key_seal = NULL
            WHERE number < ? AND private_key IS NOT NULL
            """)) {
      update.setInt(1, number);
      update.executeUpdate();
    }
  }

  /** Replaces the sealed private half. */
  void sealedAnew(Connection connection, byte[] sealed, String sealedWith) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE signing_key SET private_key = ?, private_key_seal = ? WHERE number = ?")) {
      update.setBytes(1, sealed);
      update.setString(2, sealedWith);
      update.setInt(3, number);
      update.executeUpdate();
    }
  }
}
