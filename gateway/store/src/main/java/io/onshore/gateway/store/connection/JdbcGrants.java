package io.onshore.gateway.store.connection;

import io.onshore.connector.Failure;
import io.onshore.connector.credential.TokenVault;
import io.onshore.connector.credential.Tokens;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.connection.AccountId;
import io.onshore.gateway.connection.Grant;
import io.onshore.gateway.connection.Grant.State;
import io.onshore.gateway.connection.Grants;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.store.audit.JdbcAuditTrail;
import io.onshore.gateway.store.journal.JdbcTransferJournal;
import io.onshore.gateway.store.secret.Resealed;
import io.onshore.gateway.store.secret.SecretBox;
import io.onshore.gateway.store.transaction.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Grants as rows, with their tokens sealed. A change and its audit event are one transaction, which
 * is on the disk when the call returns. Safe for several threads and replicas.
 */
public final class JdbcGrants implements Grants {
  private final Transactions transactions;
  private final SecretBox box;
  private final Clock clock;
  private final Duration turn;

  /**
   * @param box seals tokens
   * @param turn for how long one process may be asking the provider before another one takes over:
   *     longer than the longest call
   */
  public JdbcGrants(Transactions transactions, SecretBox box, Clock clock, Duration turn) {
    this.transactions = transactions;
    this.box = box;
    this.clock = clock;
    this.turn = turn;
  }

  @Override
  public TokenVault vault(AccountId account) {
    return new JdbcTokenVault(account, transactions, box, clock, turn);
  }

  @Override
  public Grant of(AccountId account) {
    return transactions.get(
        "the grant could not be read",
        connection -> GrantRow.find(connection, account).map(this::told).orElse(Grant.NONE));
  }

  @Override
  public Map<String, Grant> of(PracticeId practice) {
    return rows("WHERE practice_id = ?", practice.value()).stream()
        .collect(
            Collectors.toMap(
                row -> row.account().connection(), this::told, (one, other) -> one, TreeMap::new));
  }

  /** Tokens that nobody can open are as good as none: a person reconnects. */
  private Grant told(GrantRow row) {
    Grant grant = row.grant();
    boolean lost =
        grant.state() == State.LIVING
            && grant.person().isPresent()
            && row.tokens().filter(kept -> !box.hasKeyOf(kept.bytes())).isPresent();
    return lost
        ? grant.dead(
            grant.renewedAt().orElse(Instant.EPOCH),
            "the tokens are sealed with a key that is not at hand")
        : grant;
  }

  @Override
  public boolean connected(
      AccountId account,
      Tokens tokens,
      String person,
      Set<DestinationId> destinations,
      AuditEvent event,
      Instant at) {
    return transactions.keep(
        "the grant could not be recorded",
        connection -> {
          GrantRow row = GrantRow.lockOrBegin(connection, account);
          if (row.grant().state() == State.DISCONNECTING) {
            return false;
          }
          row.by(person, at).holding(tokens, at, box).write(connection);
          JdbcTransferJournal.goOn(
              connection, account.practice(), destinations, Failure.Kind.REAUTHORISE.name(), at);
          JdbcAuditTrail.append(connection, event);
          return true;
        });
  }

  @Override
  public boolean disconnecting(AccountId account, AuditEvent event, Instant at) {
    return transactions.keep(
        "the disconnecting could not be recorded",
        connection -> {
          Optional<GrantRow> row =
              GrantRow.lock(connection, account)
                  .filter(
                      each ->
                          each.grant().state() == State.LIVING
                              || each.grant().state() == State.DEAD);
          if (row.isEmpty()) {
            return false;
          }
          row.get().in(State.DISCONNECTING).write(connection);
          JdbcAuditTrail.append(connection, event);
          return true;
        });
  }

  @Override
  public List<AccountId> disconnecting() {
    return rows("WHERE state = ?", State.DISCONNECTING.name()).stream()
        .map(GrantRow::account)
        .toList();
  }

  @Override
  public Optional<Tokens> tokensToEnd(AccountId account, Instant now) throws StillRenewing {
    Optional<GrantRow> row =
        transactions.get(
            "the tokens could not be read", connection -> GrantRow.find(connection, account));
    if (row.flatMap(GrantRow::renewing).filter(each -> now.isBefore(each.until())).isPresent()) {
      throw new StillRenewing();
    }
    return row.filter(each -> each.grant().state() == State.DISCONNECTING)
        .flatMap(each -> each.open(box));
  }

  @Override
  public void disconnected(AccountId account, AuditEvent event, Instant at) {
    transactions.keepChange(
        "the end of the grant could not be recorded",
        connection -> {
          Optional<GrantRow> row =
              GrantRow.lock(connection, account)
                  .filter(each -> each.grant().state() == State.DISCONNECTING);
          if (row.isPresent()) {
            row.get().ended().write(connection);
            JdbcAuditTrail.append(connection, event);
          }
        });
  }

  @Override
  public void forgetOwn(AccountId account) {
    transactions.keepChange(
        "an application's tokens could not be forgotten",
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement(
                  """
                  DELETE FROM connection_grant
                  WHERE practice_id = ? AND connection = ? AND person IS NULL
                  """)) {
            delete.setString(1, account.practice().value());
            delete.setString(2, account.connection());
            delete.executeUpdate();
          }
        });
  }

  /** The ids of the keys that sealed tokens which are still needed. */
  public Set<String> keysInUse() {
    return rows("WHERE tokens_key <> ?", "").stream()
        .flatMap(row -> row.tokens().stream())
        .map(GrantRow.Sealed::keyId)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Seals the tokens anew that an older key sealed. */
  public Resealed reseal() {
    int done = 0;
    List<GrantRow> old = rows("WHERE tokens_key <> ?", box.keyId());
    for (GrantRow row : old) {
      boolean resealed =
          transactions.keep(
              "tokens could not be sealed anew", connection -> reseal(connection, row.account()));
      done += resealed ? 1 : 0;
    }
    return new Resealed(done, old.size() - done);
  }

  private boolean reseal(Connection connection, AccountId account) throws SQLException {
    Optional<GrantRow> row = GrantRow.lock(connection, account);
    Optional<Tokens> tokens = row.flatMap(each -> each.open(box));
    if (row.isPresent() && tokens.isPresent()) {
      row.get().sealedAs(GrantRow.Sealed.of(tokens.get(), account, box)).write(connection);
    }
    return tokens.isPresent();
  }

  private List<GrantRow> rows(String where, String value) {
    return transactions.get(
        "the grants could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  GrantRow.SELECT + where + " ORDER BY practice_id, connection")) {
            select.setString(1, value);
            try (ResultSet row = select.executeQuery()) {
              List<GrantRow> rows = new ArrayList<>();
              while (row.next()) {
                rows.add(GrantRow.read(row));
              }
              return rows;
            }
          }
        });
  }
}
