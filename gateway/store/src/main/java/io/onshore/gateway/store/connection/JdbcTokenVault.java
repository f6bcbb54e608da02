package io.onshore.gateway.store.connection;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.credential.TokenVault;
import io.onshore.connector.credential.Tokens;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.connection.AccountId;
import io.onshore.gateway.connection.Grant;
import io.onshore.gateway.connection.Grant.State;
import io.onshore.gateway.store.audit.JdbcAuditTrail;
import io.onshore.gateway.store.secret.SealingException;
import io.onshore.gateway.store.secret.SecretBox;
import io.onshore.gateway.store.transaction.StoreException;
import io.onshore.gateway.store.transaction.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The tokens of one account, for every process on the database. Who renews takes a turn in the row;
 * the others look again until it is over, and no transaction is open while the provider is asked.
 *
 * <p>INVARIANT: new tokens are on the disk before anybody gets them.
 *
 * <p>If the process dies between the provider's answer and the disk, the turn runs out and the next
 * one asks with the older refresh token. Where that still works (Microsoft, Dropbox, Google)
 * nothing is noticed. Where it works once (Box) the provider refuses it: the grant is dead and a
 * person reconnects; the older access token works to its end.
 */
final class JdbcTokenVault implements TokenVault {
  private static final Duration FIRST_LOOK = Duration.ofMillis(20);
  private static final Duration LONGEST_LOOK = Duration.ofMillis(500);
  private static final int LONGEST_REASON = 1_000;

  private final AccountId account;
  private final Transactions transactions;
  private final SecretBox box;
  private final Clock clock;
  private final Duration turn;

  JdbcTokenVault(
      AccountId account, Transactions transactions, SecretBox box, Clock clock, Duration turn) {
    this.account = account;
    this.transactions = transactions;
    this.box = box;
    this.clock = clock;
    this.turn = turn;
  }

  /** What a look at the row came to. */
  private sealed interface Look {
    /** There are tokens other than the stale ones. */
    record Known(Tokens tokens) implements Look {}

    /** It is ours to ask. */
    record Mine(String owner, Optional<Tokens> newest, long version) implements Look {}

    /** Somebody else is asking. */
    record Busy() implements Look {}

    /** Nobody asks until a person has reconnected. */
    record Refused(ConnectorException why) implements Look {}
  }

  @Override
  public Optional<Tokens> newest() throws ConnectorException {
    Optional<GrantRow> row =
        reached(
            () ->
                transactions.get(
                    "the tokens could not be read",
                    connection -> GrantRow.find(connection, account)));
    return row.isPresent() ? usable(row.get()) : Optional.empty();
  }

  /**
   * The row's tokens. Those of a dead grant work to their end. A person's that nobody can open ask
   * for a person; an application gets others.
   */
  private Optional<Tokens> usable(GrantRow row) throws ConnectorException {
    Grant grant = row.grant();
    if (grant.state() != State.LIVING && grant.state() != State.DEAD) {
      return Optional.empty();
    }
    Optional<Tokens> opened = opened(row);
    if (opened.isEmpty() && row.tokens().isPresent() && grant.person().isPresent()) {
      throw reauthorise(
          "the account's tokens are sealed with key "
              + row.tokens().get().keyId()
              + ", which is not at hand: give the gateway the key, or reconnect the account");
    }
    return opened;
  }

  private Optional<Tokens> opened(GrantRow row) throws ConnectorException {
    try {
      return row.open(box);
    } catch (SealingException damaged) {
      throw new ConnectorException(
          Failure.permanent(Kind.REAUTHORISE),
          "the account's tokens cannot be opened: reconnect the account",
          damaged);
    }
  }

  @Override
  public Tokens renew(Optional<Tokens> stale, Renewal renewal) throws ConnectorException {
    long giveUp = System.nanoTime() + turn.multipliedBy(2).toNanos();
    Duration pause = FIRST_LOOK;
    while (true) {
      switch (look(stale)) {
        case Look.Known known -> {
          return known.tokens();
        }
        case Look.Refused refused -> throw refused.why();
        case Look.Mine mine -> {
          return ask(mine, renewal);
        }
        case Look.Busy ignored -> {
          if (System.nanoTime() > giveUp) {
            throw unavailable("another process has been renewing the tokens for too long");
          }
          pause(pause);
          pause = pause.multipliedBy(2);
          pause = pause.compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : pause;
        }
      }
    }
  }

  private Look look(Optional<Tokens> stale) throws ConnectorException {
    return reached(
        () ->
            transactions.get(
                "a turn at renewing could not be taken", connection -> look(connection, stale)));
  }

  private Look look(Connection connection, Optional<Tokens> stale) throws SQLException {
    GrantRow row = GrantRow.lockOrBegin(connection, account);
    Optional<Tokens> known;
    try {
      known = usable(row);
    } catch (ConnectorException unreadable) {
      return new Look.Refused(unreadable);
    }
    if (known.isPresent() && !known.equals(stale)) {
      return new Look.Known(known.get());
    }
    switch (row.grant().state()) {
      case NONE, LIVING -> {}
      case DEAD -> {
        return new Look.Refused(
            reauthorise("the account has to be reconnected: the provider refused to renew it"));
      }
      case DISCONNECTING, ENDED -> {
        return new Look.Refused(reauthorise("the account was disconnected"));
      }
    }
    Instant now = clock.instant();
    if (row.renewing().filter(each -> now.isBefore(each.until())).isPresent()) {
      return new Look.Busy();
    }
    String owner = UUID.randomUUID().toString();
    row.renewingBy(new GrantRow.Turn(owner, now.plus(turn))).write(connection);
    return new Look.Mine(owner, known, row.version());
  }

  private Tokens ask(Look.Mine mine, Renewal renewal) throws ConnectorException {
    Tokens fresh;
    try {
      fresh = renewal.ask(mine.newest());
    } catch (ConnectorException refused) {
      return afterRefusal(mine, refused);
    } catch (RuntimeException | Error unexpected) {
      Optional<Tokens> _ = uninterrupted(() -> giveBack(mine, Optional.empty()));
      throw unexpected;
    }
    Kept kept = uninterrupted(() -> keep(mine, fresh));
    return kept.tokens().orElseThrow(() -> reauthorise("the account was disconnected"));
  }

  /**
   * @param tokens empty if nobody may use any
   */
  private record Kept(Optional<Tokens> tokens) {}

  /** Keeps new tokens, unless somebody kept newer ones or disconnected meanwhile. */
  private Kept keep(Look.Mine mine, Tokens fresh) throws ConnectorException {
    return reached(
        () ->
            transactions.keep(
                "the new tokens could not be kept",
                connection -> {
                  GrantRow row = GrantRow.lockOrBegin(connection, account);
                  State state = row.grant().state();
                  if (state == State.ENDED) {
                    return new Kept(Optional.empty());
                  }
                  if (row.version() != mine.version()) {
                    return new Kept(state == State.LIVING ? row.open(box) : Optional.empty());
                  }
                  // Kept in any case: who disconnects needs them to end the grant.
                  row.turnOver(mine.owner()).holding(fresh, clock.instant(), box).write(connection);
                  return new Kept(
                      state == State.DISCONNECTING ? Optional.empty() : Optional.of(fresh));
                }));
  }

  private Tokens afterRefusal(Look.Mine mine, ConnectorException refused)
      throws ConnectorException {
    boolean lasting = refused.failure().kind() == Kind.REAUTHORISE;
    String reason = String.valueOf(refused.getMessage());
    Optional<Tokens> theirs =
        uninterrupted(() -> giveBack(mine, lasting ? Optional.of(reason) : Optional.empty()));
    return theirs.orElseThrow(() -> refused);
  }

  /**
   * Ends our turn.
   *
   * @param dead why a person's grant is dead, if it is
   * @return tokens that somebody else kept meanwhile
   */
  private Optional<Tokens> giveBack(Look.Mine mine, Optional<String> dead)
      throws ConnectorException {
    return reached(
        () ->
            transactions.keep(
                "the turn at renewing could not be given back",
                connection -> {
                  GrantRow row = GrantRow.lockOrBegin(connection, account);
                  if (row.version() != mine.version()) {
                    return row.grant().state() == State.LIVING ? row.open(box) : Optional.empty();
                  }
                  boolean ours =
                      row.renewing().map(GrantRow.Turn::owner).equals(Optional.of(mine.owner()));
                  boolean dies =
                      ours
                          && dead.isPresent()
                          && row.grant().state() == State.LIVING
                          && row.grant().person().isPresent();
                  GrantRow left = row.turnOver(mine.owner());
                  if (dies) {
                    bury(connection, left, dead.get());
                  } else {
                    left.write(connection);
                  }
                  return Optional.empty();
                }));
  }

  private void bury(Connection connection, GrantRow row, String reason) throws SQLException {
    Instant now = clock.instant();
    String told = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
    row.dead(now, told).write(connection);
    JdbcAuditTrail.append(
        connection,
        AuditEvent.byGateway(
            account.practice(),
            now,
            AuditType.CONNECTION_RECONNECT_NEEDED,
            account.connection(),
            Map.of()));
  }

  /** Something that may fail as a connector does. */
  @FunctionalInterface
  private interface Doing<T> {
    T now() throws ConnectorException;
  }

  private static <T> T reached(Doing<T> doing) throws ConnectorException {
    try {
      return doing.now();
    } catch (StoreException unreachable) {
      throw new ConnectorException(
          Failure.passing(Kind.UNAVAILABLE), "the vault cannot be used now", unreachable);
    }
  }

  /** What the provider handed out is kept whatever happens to the thread; its interrupt stays. */
  private static <T> T uninterrupted(Doing<T> doing) throws ConnectorException {
    boolean interrupted = Thread.interrupted();
    try {
      return doing.now();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void pause(Duration pause) throws ConnectorException {
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ConnectorException(
          Failure.permanent(Kind.CANCELLED), "the wait for new tokens was interrupted");
    }
  }

  private static ConnectorException reauthorise(String message) {
    return new ConnectorException(Failure.permanent(Kind.REAUTHORISE), message);
  }

  private static ConnectorException unavailable(String message) {
    return new ConnectorException(Failure.passing(Kind.UNAVAILABLE), message);
  }

  @Override
  public String toString() {
    return "JdbcTokenVault[" + account + "]";
  }
}
