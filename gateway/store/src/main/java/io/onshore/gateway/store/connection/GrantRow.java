package io.onshore.gateway.store.connection;

import io.onshore.connector.credential.Tokens;
import io.onshore.gateway.connection.AccountId;
import io.onshore.gateway.connection.Grant;
import io.onshore.gateway.connection.Grant.State;
import io.onshore.gateway.practice.PracticeId;
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
import java.util.Optional;

/**
 * A row of {@code connection_grant}, with its tokens still sealed. Immutable: a changed copy is
 * written.
 *
 * @param version counts sets of tokens
 * @param renewing who may ask the provider, if somebody may
 */
record GrantRow(
    AccountId account,
    Grant grant,
    Optional<Sealed> tokens,
    long version,
    Optional<Turn> renewing) {
  static final String SELECT = "SELECT * FROM connection_grant ";

  /** Sealed tokens. */
  @SuppressWarnings("ArrayRecordComponent") // Read once; never compared.
  record Sealed(String keyId, byte[] bytes) {
    static Sealed of(Tokens tokens, AccountId account, SecretBox box) {
      return new Sealed(box.keyId(), box.seal(Json.write(tokens), context(account)));
    }
  }

  /** A turn at renewing. */
  record Turn(String owner, Instant until) {}

  /** What tokens are sealed under, so that they cannot be moved to another account. */
  private static String context(AccountId account) {
    return "grant " + account.practice() + " " + account.connection();
  }

  /** The tokens; empty if there are none, or their key is not at hand. */
  Optional<Tokens> open(SecretBox box) {
    return tokens
        .filter(kept -> box.hasKeyOf(kept.bytes()))
        .map(kept -> Json.read(box.open(kept.bytes(), context(account)), Tokens.class));
  }

  /** As it stands now. */
  static Optional<GrantRow> find(Connection connection, AccountId account) throws SQLException {
    return find(connection, account, "");
  }

  /** As it stands until the transaction ends. */
  static Optional<GrantRow> lock(Connection connection, AccountId account) throws SQLException {
    return find(connection, account, " FOR UPDATE");
  }

  /** As it stands until the transaction ends; begun if there was none. */
  static GrantRow lockOrBegin(Connection connection, AccountId account) throws SQLException {
    Optional<GrantRow> row = lock(connection, account);
    if (row.isPresent()) {
      return row.get();
    }
    boolean _ =
        Transactions.inserted(
            connection,
            each -> {
              try (PreparedStatement insert =
                  each.prepareStatement(
                      """
                      INSERT INTO connection_grant (practice_id, connection, state, stays, version)
                      VALUES (?, ?, ?, FALSE, 0)
                      """)) {
                insert.setString(1, account.practice().value());
                insert.setString(2, account.connection());
                insert.setString(3, State.NONE.name());
                insert.executeUpdate();
              }
            });
    return lock(connection, account).orElseThrow();
  }

  private static Optional<GrantRow> find(Connection connection, AccountId account, String locking)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            SELECT + "WHERE practice_id = ? AND connection = ?" + locking)) {
      select.setString(1, account.practice().value());
      select.setString(2, account.connection());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(read(row)) : Optional.empty();
      }
    }
  }

  /** The row that a result stands at. */
  static GrantRow read(ResultSet row) throws SQLException {
    byte[] tokens = row.getBytes("tokens");
    Optional<String> owner = text(row, "renewing_owner");
    Optional<Instant> until = Moments.readIfAny(row, "renewing_until");
    return new GrantRow(
        new AccountId(new PracticeId(row.getString("practice_id")), row.getString("connection")),
        new Grant(
            State.valueOf(row.getString("state")),
            text(row, "scopes").map(Json::readSet),
            row.getBoolean("stays"),
            text(row, "person"),
            Moments.readIfAny(row, "connected_at"),
            Moments.readIfAny(row, "renewed_at"),
            Moments.readIfAny(row, "dead_since"),
            text(row, "reason")),
        tokens == null
            ? Optional.empty()
            : Optional.of(new Sealed(row.getString("tokens_key"), tokens)),
        row.getLong("version"),
        owner.flatMap(who -> until.map(end -> new Turn(who, end))));
  }

  private static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  /** Writes the row as it is here. */
  void write(Connection connection) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            UPDATE connection_grant SET
              state = ?, tokens = ?, tokens_key = ?, scopes = ?, stays = ?, person = ?,
              connected_at = ?, renewed_at = ?, dead_since = ?, reason = ?, version = ?,
              renewing_owner = ?, renewing_until = ?
            WHERE practice_id = ? AND connection = ?
            """)) {
      Binder bind = new Binder(update);
      bind.text(grant.state().name());
      bind.bytes(tokens.map(Sealed::bytes));
      bind.text(tokens.map(Sealed::keyId));
      bind.text(grant.scopes().map(Json::write));
      bind.flag(grant.stays());
      bind.text(grant.person());
      bind.moment(grant.connectedAt());
      bind.moment(grant.renewedAt());
      bind.moment(grant.deadSince());
      bind.text(grant.reason());
      bind.number(version);
      bind.text(renewing.map(Turn::owner));
      bind.moment(renewing.map(Turn::until));
      bind.text(account.practice().value());
      bind.text(account.connection());
      update.executeUpdate();
    }
  }

  /** With newer tokens, by which a dead grant lives again; one that is being ended stays so. */
  GrantRow holding(Tokens newer, Instant at, SecretBox box) {
    return new GrantRow(
        account,
        grant.renewed(newer.scopes(), newer.refresh().isPresent(), at),
        Optional.of(Sealed.of(newer, account, box)),
        version + 1,
        renewing);
  }

  /** Given by a person; whoever is renewing older tokens has lost their turn. */
  GrantRow by(String person, Instant at) {
    return new GrantRow(account, grant.by(person, at), tokens, version, Optional.empty());
  }

  GrantRow in(State state) {
    return with(grant.in(state), renewing);
  }

  GrantRow dead(Instant since, String reason) {
    return with(grant.dead(since, reason), renewing);
  }

  GrantRow renewingBy(Turn turn) {
    return with(grant, Optional.of(turn));
  }

  /** Without this owner's turn; another's stays. */
  GrantRow turnOver(String owner) {
    return renewing.filter(turn -> turn.owner().equals(owner)).isPresent()
        ? with(grant, Optional.empty())
        : this;
  }

  GrantRow sealedAs(Sealed anew) {
    return new GrantRow(account, grant, Optional.of(anew), version, renewing);
  }

  GrantRow ended() {
    return new GrantRow(
        account, grant.in(State.ENDED), Optional.empty(), version + 1, Optional.empty());
  }

  private GrantRow with(Grant changed, Optional<Turn> turn) {
    return new GrantRow(account, changed, tokens, version, turn);
  }
}
