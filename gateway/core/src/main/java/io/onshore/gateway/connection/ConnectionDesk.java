package io.onshore.gateway.connection;

import io.onshore.connector.ConnectorCard.ActsAs;
import io.onshore.connector.ConnectorCard.Scope;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.SettingSpec;
import io.onshore.connector.credential.Authorization;
import io.onshore.connector.credential.Tokens;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditTrail;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.destination.Connection;
import io.onshore.gateway.destination.Connectors;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.transfer.TransferJournal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Connects accounts by a person's consent on the provider's page (OAuth 2 authorization code with
 * state and PKCE), and disconnects them. Safe for several threads and replicas.
 */
public final class ConnectionDesk {
  /** How long a person has for the provider's page. */
  static final Duration VISIT = Duration.ofMinutes(10);

  /** A grant that was given elsewhere, such as to the gateway that this one replaces. */
  static final SettingSpec BROUGHT =
      new SettingSpec(
          "refresh-token",
          "A refresh token that was obtained elsewhere; taken once, if the account was never"
              + " connected here.",
          false,
          true,
          Optional.empty());

  private final Supplier<SetUp> setUp;
  private final Connectors connectors;
  private final Grants grants;
  private final PageVisits visits;
  private final TransferJournal journal;
  private final AuditTrail trail;
  private final Clock clock;
  private final Runnable wakeEngine;

  public ConnectionDesk(
      Supplier<SetUp> setUp,
      Connectors connectors,
      Grants grants,
      PageVisits visits,
      TransferJournal journal,
      AuditTrail trail,
      Clock clock,
      Runnable wakeEngine) {
    this.setUp = setUp;
    this.connectors = connectors;
    this.grants = grants;
    this.visits = visits;
    this.journal = journal;
    this.trail = trail;
    this.clock = clock;
    this.wakeEngine = wakeEngine;
  }

  /**
   * Where to send a person.
   *
   * @param page an address for their browser and nobody else; it carries the state
   */
  public record Invitation(URI page, Instant expiresAt) {
    @Override
    public String toString() {
      return "Invitation[" + page.getHost() + "]";
    }
  }

  /** The practice's connections, in the order they were declared. */
  public List<AccountStatus> list(PracticeId practice) {
    Map<String, Grant> known = grants.of(practice);
    return setUp.get().connections(practice).stream()
        .map(each -> status(each, known.getOrDefault(each.id(), Grant.NONE)))
        .toList();
  }

  /**
   * One of the practice's connections.
   *
   * @throws RequestRefused CONNECTION_UNKNOWN if the practice has none of that id
   */
  public AccountStatus find(PracticeId practice, String id) {
    Connection connection = connection(practice, id);
    return status(connection, grants.of(AccountId.of(connection)));
  }

  /** Why files that are sent by these connections wait for a person, by the connection's id. */
  public Map<String, String> waits(PracticeId practice) {
    Map<String, Grant> known = grants.of(practice);
    Map<String, String> waits = new HashMap<>();
    for (Connection connection : setUp.get().connections(practice)) {
      Grant grant = known.getOrDefault(connection.id(), Grant.NONE);
      if (standing(connection, grant).holds()) {
        waits.put(
            connection.id(),
            "files that are sent there wait until the practice admin has connected the account");
      }
    }
    return waits;
  }

  /**
   * Begins to connect an account, or to reconnect it: the person goes to the provider's page.
   *
   * @param redirect where the provider sends the browser back to
   * @throws RequestRefused CONNECTION_UNKNOWN, CONNECTION_NOT_A_PERSONS, CONNECTION_MISCONFIGURED;
   *     NOT_NOW while it is being disconnected
   */
  public Invitation invite(Caller caller, String id, URI redirect) {
    Connection connection = connection(caller.practice(), id);
    Authorization authorization = authorization(connection);
    if (grants.of(AccountId.of(connection)).state() == Grant.State.DISCONNECTING) {
      throw new RequestRefused(
          RefusalCode.NOT_NOW,
          "the account is being disconnected, and the provider is still being told",
          "try again in a minute");
    }
    String state = Unguessable.text();
    String verifier = Unguessable.text();
    Instant now = clock.instant();
    visits.keep(
        Unguessable.digest(state),
        new PageVisit(caller.practice(), id, caller.subject(), redirect, verifier, now.plus(VISIT)),
        event(caller, now, AuditType.CONNECTION_ASKED, connection));
    return new Invitation(
        authorization.page(
            new Authorization.Asked(redirect, state, Unguessable.challenge(verifier))),
        now.plus(VISIT));
  }

  /**
   * A person comes back from the provider's page.
   *
   * @param state what the provider sent back
   * @param code what the tokens are asked with; empty if the provider gave none
   * @param denied whether the provider says that the person said no
   */
  public Return comeBack(
      Caller caller, Optional<String> state, Optional<String> code, boolean denied) {
    Optional<PageVisit> visit =
        state
            .flatMap(text -> visits.take(Unguessable.digest(text), clock.instant()))
            .filter(each -> each.practice().equals(caller.practice()))
            .filter(each -> each.person().equals(caller.subject()));
    Optional<Connection> connection =
        visit.flatMap(each -> setUp.get().connection(each.practice(), each.connection()));
    if (connection.isEmpty()) {
      return new Return.StartAgain();
    }
    if (denied) {
      trail.append(event(caller, clock.instant(), AuditType.CONNECTION_DENIED, connection.get()));
      return new Return.Denied(connection.get());
    }
    return code.isEmpty()
        ? new Return.StartAgain()
        : redeem(caller, connection.get(), visit.get(), code.get());
  }

  private Return redeem(Caller caller, Connection connection, PageVisit visit, String code) {
    Tokens tokens;
    try {
      tokens = authorization(connection).redeem(code, visit.redirect(), visit.verifier());
    } catch (ConnectorException refused) {
      return refused.failure().kind() == Failure.Kind.REAUTHORISE
          ? new Return.StartAgain()
          : new Return.NotNow(connection, String.valueOf(refused.getMessage()));
    }
    Instant now = clock.instant();
    boolean kept =
        grants.connected(
            AccountId.of(connection),
            tokens,
            caller.subject(),
            setUp.get().destinations(connection),
            event(caller, now, AuditType.CONNECTION_AUTHORISED, connection),
            now);
    if (!kept) {
      return new Return.NotNow(connection, "the account is still being disconnected");
    }
    connectors.forget(connection);
    wakeEngine.run();
    return new Return.Connected(connection);
  }

  /**
   * Disconnects an account: no connector gets tokens any more, the provider is told, the tokens are
   * deleted, in this order. Where the provider cannot be told now, {@link #finishDisconnecting}
   * does it later. Disconnecting what is not connected is harmless.
   *
   * @return how it stands afterwards
   * @throws RequestRefused as {@link #invite}
   */
  public AccountStatus disconnect(Caller caller, String id) {
    Connection connection = connection(caller.practice(), id);
    authorization(connection);
    AccountId account = AccountId.of(connection);
    Instant now = clock.instant();
    grants.disconnecting(
        account, event(caller, now, AuditType.CONNECTION_DISCONNECTING, connection), now);
    connectors.forget(connection);
    finish(account);
    return find(caller.practice(), id);
  }

  /**
   * Takes the refresh tokens that the set-up brings ({@link #BROUGHT}), each for an account that
   * nobody ever connected here; one that was disconnected stays so. For the start.
   */
  public void adoptBrought() {
    for (Connection connection : setUp.get().connections()) {
      AccountId account = AccountId.of(connection);
      Optional<String> brought = connection.settings().get(BROUGHT);
      if (brought.isPresent() && grants.of(account).state() == Grant.State.NONE) {
        Instant now = clock.instant();
        // An access token that is over by the time it is looked at: the first use asks for one.
        Tokens tokens = new Tokens("none yet", now, brought, Optional.empty());
        grants.connected(
            account,
            tokens,
            "set-up",
            setUp.get().destinations(connection),
            AuditEvent.byGateway(
                account.practice(),
                now,
                AuditType.CONNECTION_AUTHORISED,
                connection.id(),
                Map.of("by", "set-up")),
            now);
      }
    }
  }

  /** Takes up what {@link #disconnect} could not finish. For a schedule, and for the start. */
  public void finishDisconnecting() {
    grants.disconnecting().forEach(this::finish);
  }

  private void finish(AccountId account) {
    if (grants.of(account).state() != Grant.State.DISCONNECTING) {
      return;
    }
    Optional<Connection> connection =
        setUp.get().connection(account.practice(), account.connection());
    try {
      Optional<Tokens> tokens = grants.tokensToEnd(account, clock.instant());
      Optional<Told> told =
          connection.isPresent() && tokens.isPresent()
              ? tell(connection.get(), tokens.get())
              : Optional.of(Told.NOT_TOLD);
      if (told.isPresent()) {
        Instant now = clock.instant();
        grants.disconnected(
            account,
            AuditEvent.byGateway(
                account.practice(),
                now,
                AuditType.CONNECTION_DISCONNECTED,
                account.connection(),
                Map.of("revocation", told.get().name())),
            now);
      }
    } catch (Grants.StillRenewing later) {
      // Whatever that renewal brings has to be ended as well; the schedule comes back to it.
    } finally {
      connection.ifPresent(connectors::forget);
    }
  }

  /** What the provider knows of an account that was disconnected. The names are in the audit. */
  private enum Told {
    /** It ended the grant, or had ended it before. */
    TOLD,
    /** It has no request for it: a person ends the grant on its own pages. */
    NO_REQUEST_FOR_IT,
    /** It refuses for good, or there is nothing to tell it with. */
    NOT_TOLD
  }

  /** Empty if it cannot be told now. */
  private Optional<Told> tell(Connection connection, Tokens tokens) {
    try {
      Optional<Authorization> authorization = connectors.of(connection).authorization();
      if (authorization.isEmpty()) {
        return Optional.of(Told.NOT_TOLD);
      }
      authorization.get().revoke(tokens);
      return Optional.of(authorization.get().revocable() ? Told.TOLD : Told.NO_REQUEST_FOR_IT);
    } catch (ConnectorException failed) {
      Failure failure = failed.failure();
      boolean later =
          failure.retryable()
              || failure.kind() == Failure.Kind.CANCELLED
              || failure.kind() == Failure.Kind.CLOSED;
      if (later) {
        return Optional.empty();
      }
      return Optional.of(failure.kind() == Failure.Kind.REAUTHORISE ? Told.TOLD : Told.NOT_TOLD);
    }
  }

  private Connection connection(PracticeId practice, String id) {
    return setUp
        .get()
        .connection(practice, id)
        .orElseThrow(
            () ->
                new RequestRefused(
                    RefusalCode.CONNECTION_UNKNOWN,
                    "there is no such connection",
                    "choose one that the list of connections shows"));
  }

  private Authorization authorization(Connection connection) {
    try {
      return connectors
          .of(connection)
          .authorization()
          .orElseThrow(
              () ->
                  new RequestRefused(
                      RefusalCode.CONNECTION_NOT_A_PERSONS,
                      "the connection acts as the application, with credentials of its own",
                      "there is nothing to connect; an admin of the provider's organisation"
                          + " approves it or takes the approval back"));
    } catch (ConnectorException wrong) {
      RequestRefused refused =
          new RequestRefused(
              RefusalCode.CONNECTION_MISCONFIGURED,
              String.valueOf(wrong.getMessage()),
              "correct the connection in the set-up file");
      refused.addSuppressed(wrong);
      throw refused;
    }
  }

  private AccountStatus status(Connection connection, Grant grant) {
    Standing standing = standing(connection, grant);
    ScopeComparison scopes =
        standing
            .actsAs()
            .map(actsAs -> ScopeComparison.of(needed(connection, actsAs), grant))
            .orElse(ScopeComparison.NOTHING);
    return new AccountStatus(
        connection,
        standing.actsAs(),
        standing.state(),
        grant,
        scopes,
        hint(standing, scopes),
        journal.inTrouble(
            connection.practice(),
            setUp.get().destinations(connection),
            Failure.Kind.REAUTHORISE.name()));
  }

  private List<Scope> needed(Connection connection, ActsAs actsAs) {
    try {
      return connectors.card(connection.provider()).scopes().stream()
          .filter(scope -> scope.actsAs() == actsAs)
          .toList();
    } catch (ConnectorException notInstalled) {
      return List.of();
    }
  }

  /** How a connection stands, and what is wrong with its settings if something is. */
  private record Standing(
      AccountStatus.State state, Optional<ActsAs> actsAs, Optional<String> wrong) {
    static Standing person(AccountStatus.State state) {
      return new Standing(state, Optional.of(ActsAs.PERSON), Optional.empty());
    }

    boolean holds() {
      return state.holds();
    }
  }

  private Standing standing(Connection connection, Grant grant) {
    try {
      if (connectors.of(connection).authorization().isEmpty()) {
        return new Standing(
            AccountStatus.State.APPLICATION, Optional.of(ActsAs.APPLICATION), Optional.empty());
      }
    } catch (ConnectorException wrong) {
      return new Standing(
          AccountStatus.State.MISCONFIGURED,
          Optional.empty(),
          Optional.of(String.valueOf(wrong.getMessage())));
    }
    return Standing.person(
        switch (grant.state()) {
          case NONE -> AccountStatus.State.NOT_CONNECTED;
          case LIVING -> AccountStatus.State.CONNECTED;
          case DEAD -> AccountStatus.State.RECONNECT_NEEDED;
          case DISCONNECTING -> AccountStatus.State.DISCONNECTING;
          case ENDED -> AccountStatus.State.DISCONNECTED;
        });
  }

  private static Optional<String> hint(Standing standing, ScopeComparison scopes) {
    return switch (standing.state()) {
      case CONNECTED -> hint(scopes);
      case APPLICATION -> Optional.empty();
      case NOT_CONNECTED -> Optional.of("connect the account; files sent there wait until then");
      case RECONNECT_NEEDED -> Optional.of("reconnect the account; what waits goes on by itself");
      case DISCONNECTING ->
          Optional.of("nothing to do; the provider is told again until it answers");
      case DISCONNECTED ->
          Optional.of("connect the account again if files shall go there; those sent there wait");
      case MISCONFIGURED -> standing.wrong().or(() -> Optional.of("correct the settings"));
    };
  }

  private static Optional<String> hint(ScopeComparison scopes) {
    if (!scopes.missing().isEmpty()) {
      return Optional.of("reconnect the account, and allow everything that the page asks for");
    }
    return scopes.more().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the account allows more than is needed; take it back at the provider, and reconnect");
  }

  private static AuditEvent event(
      Caller caller, Instant at, AuditType type, Connection connection) {
    return AuditEvent.by(
        caller, at, type, connection.id(), Map.of("provider", connection.provider().value()));
  }
}
