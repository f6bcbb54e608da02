package io.onshore.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.credential.TokenVault;
import io.onshore.connector.credential.Tokens;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.connection.AccountId;
import io.onshore.gateway.connection.Grant;
import io.onshore.gateway.connection.Grants;
import io.onshore.gateway.connection.PageVisit;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.store.connection.JdbcGrants;
import io.onshore.gateway.store.secret.Resealed;
import io.onshore.gateway.store.secret.SecretBox;
import io.onshore.gateway.store.transaction.Transactions;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.gateway.transfer.TransferState;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for grants on every database. */
abstract class GrantContract extends MigrationContract {
  static final AccountId ACCOUNT = new AccountId(Samples.PRACTICE, "box-account");
  private static final AccountId SAME_NAME = new AccountId(Samples.OTHER, "box-account");
  private static final Duration TURN = Duration.ofMinutes(2);
  private static final Tokens OF_THE_APPLICATION =
      new Tokens("access-app", OnceServer.EXPIRES, Optional.empty(), Optional.empty());

  private final OnceServer server = new OnceServer(true);

  /** As one process of several has them. */
  private JdbcGrants grants(SecretBox box, Clock clock, Duration turn) {
    return new JdbcGrants(new Transactions(source), box, clock, turn);
  }

  private JdbcGrants grants() {
    return grants(box(), Clock.systemUTC(), TURN);
  }

  private TokenVault vault() {
    return grants().vault(ACCOUNT);
  }

  private static AuditEvent event(AccountId account, AuditType type) {
    return new AuditEvent(
        Samples.NOW, account.practice(), type, "sub-adam", account.connection(), Map.of());
  }

  private boolean connect(AccountId account, Tokens tokens) {
    return grants()
        .connected(
            account,
            tokens,
            "sub-adam",
            Set.of(Samples.DESTINATION),
            event(account, AuditType.CONNECTION_AUTHORISED),
            Samples.NOW);
  }

  private Tokens connected() {
    Tokens tokens = server.consent();
    assertThat(connect(ACCOUNT, tokens)).isTrue();
    return tokens;
  }

  private boolean disconnecting() {
    return grants()
        .disconnecting(ACCOUNT, event(ACCOUNT, AuditType.CONNECTION_DISCONNECTING), Samples.NOW);
  }

  private List<AuditType> audited() {
    return store.trail().about(Samples.PRACTICE, ACCOUNT.connection()).stream()
        .map(AuditEvent::type)
        .toList();
  }

  private static void assertReauthorise(ThrowingCall call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            ConnectorException.class,
            failed -> assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.REAUTHORISE));
  }

  @FunctionalInterface
  private interface ThrowingCall {
    void run() throws Exception;
  }

  private static TokenVault.Renewal never() {
    return newest -> {
      throw new AssertionError("nobody may ask the provider here");
    };
  }

  @Test
  void keepsWhatAConsentBrought() throws Exception {
    Tokens tokens = connected();
    close();
    start();
    assertThat(vault().newest()).contains(tokens);
    Grant grant = grants().of(ACCOUNT);
    assertThat(grant.state()).isEqualTo(Grant.State.LIVING);
    assertThat(grant.person()).contains("sub-adam");
    assertThat(grant.connectedAt()).contains(Samples.NOW);
    assertThat(grant.scopes()).contains(Set.of("Files.ReadWrite"));
    assertThat(grants().of(Samples.PRACTICE)).containsOnlyKeys("box-account");
    assertThat(audited()).containsExactly(AuditType.CONNECTION_AUTHORISED);
  }

  @Test
  void forgetsAnApplicationsTokensAndNoPersons() throws Exception {
    Tokens own = grants().vault(SAME_NAME).renew(Optional.empty(), newest -> server.consent());
    assertThat(grants().vault(SAME_NAME).newest()).contains(own);
    grants().forgetOwn(SAME_NAME);
    assertThat(grants().vault(SAME_NAME).newest()).isEmpty();

    Tokens granted = connected();
    grants().forgetOwn(ACCOUNT);
    assertThat(vault().newest()).contains(granted);
  }

  @Test
  void keepsPracticesApart() throws Exception {
    connected();
    assertThat(grants().of(SAME_NAME)).isEqualTo(Grant.NONE);
    assertThat(grants().of(Samples.OTHER)).isEmpty();
    assertThat(grants().vault(SAME_NAME).newest()).isEmpty();
    connect(SAME_NAME, OF_THE_APPLICATION);
    execute(
        """
        UPDATE connection_grant SET
          tokens = (SELECT tokens FROM connection_grant WHERE practice_id = 'harbour-dermatology')
        WHERE practice_id = 'other-practice'
        """);
    assertReauthorise(() -> grants().vault(SAME_NAME).newest());
  }

  @Test
  void keepsNoTokenAndNoVerifierThatCanBeRead() throws Exception {
    Tokens tokens = connected();
    vault().renew(Optional.of(tokens), server);
    store.visits().keep("digest-of-a-state", visit(), event(ACCOUNT, AuditType.CONNECTION_ASKED));
    String text = new String(everything(), StandardCharsets.ISO_8859_1);
    assertThat(text)
        .contains("box-account", "digest-of-a-state")
        .doesNotContain("very-secret")
        .doesNotContain(
            java.util.HexFormat.of().formatHex("very-secret".getBytes(StandardCharsets.UTF_8)));
  }

  // Renewing.

  @Test
  void asksOnceHoweverManyThreadsOfTwoProcessesFindTheTokensStale() throws Exception {
    Tokens stale = connected();
    List<TokenVault> vaults = List.of(vault(), grants().vault(ACCOUNT));
    AtomicInteger next = new AtomicInteger();
    List<Tokens> got =
        together(8, () -> vaults.get(next.getAndIncrement() % 2).renew(Optional.of(stale), server));
    assertThat(server.asked()).isEqualTo(1);
    assertThat(got).containsOnly(got.getFirst());
    assertThat(got.getFirst()).isNotEqualTo(stale);
    assertThat(vault().newest()).contains(got.getFirst());
    assertThat(audited()).containsExactly(AuditType.CONNECTION_AUTHORISED);
  }

  @Test
  void hasNoTransactionOpenWhileTheProviderIsAsked() throws Exception {
    Tokens stale = connected();
    Tokens fresh =
        vault()
            .renew(
                Optional.of(stale),
                newest -> {
                  assertThat(newest).contains(stale);
                  assertThat(grants().of(ACCOUNT).state()).isEqualTo(Grant.State.LIVING);
                  execute("UPDATE connection_grant SET reason = 'nobody holds the row'");
                  return server.ask(newest);
                });
    assertThat(vault().newest()).contains(fresh);
  }

  @Test
  void keepsNewTokensOfAThreadThatIsInterrupted() throws Exception {
    Tokens stale = connected();
    Tokens fresh;
    try {
      fresh =
          vault()
              .renew(
                  Optional.of(stale),
                  newest -> {
                    Tokens answer = server.ask(newest);
                    Thread.currentThread().interrupt();
                    return answer;
                  });
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(vault().newest()).contains(fresh);
  }

  @Test
  void leavesEverythingAsItWasWhenTheProviderIsAway() throws Exception {
    Tokens stale = connected();
    assertThatThrownBy(
            () ->
                vault()
                    .renew(
                        Optional.of(stale),
                        newest -> {
                          throw new ConnectorException(
                              Failure.passing(Failure.Kind.UNAVAILABLE), "the provider is away");
                        }))
        .isInstanceOf(ConnectorException.class)
        .hasMessage("the provider is away");
    assertThatThrownBy(
            () ->
                vault()
                    .renew(
                        Optional.of(stale),
                        newest -> {
                          throw new IllegalStateException("a defect");
                        }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(vault().newest()).contains(stale);
    assertThat(grants().of(ACCOUNT).state()).isEqualTo(Grant.State.LIVING);
    // Nobody waits for a turn that is over.
    assertThat(vault().renew(Optional.of(stale), server)).isNotEqualTo(stale);
  }

  @Test
  void takesOverFromAProcessThatNeverCameBack() throws Exception {
    Tokens stale = connected();
    TokenVault later =
        grants(box(), Clock.offset(Clock.systemUTC(), TURN.plusSeconds(1)), TURN).vault(ACCOUNT);
    OnceServer living = new OnceServer(false);
    Tokens given = living.consent();
    Tokens slow =
        vault()
            .renew(
                Optional.of(stale),
                newest -> {
                  // This one is so slow that another process took its turn and was faster.
                  assertThat(later.renew(Optional.of(stale), each -> given)).isEqualTo(given);
                  return server.ask(newest);
                });
    assertThat(slow).isEqualTo(given);
    assertThat(vault().newest()).contains(given);
  }

  @Test
  void livesAgainIfTheAnswerComesAfterAnotherProcessWasRefused() throws Exception {
    Tokens stale = connected();
    TokenVault later =
        grants(box(), Clock.offset(Clock.systemUTC(), TURN.plusSeconds(1)), TURN).vault(ACCOUNT);
    Tokens slow =
        vault()
            .renew(
                Optional.of(stale),
                newest -> {
                  Tokens answer = server.ask(newest);
                  // The refresh token is used up, so whoever takes over is refused.
                  assertReauthorise(() -> later.renew(Optional.of(stale), server));
                  return answer;
                });
    assertThat(vault().newest()).contains(slow);
    assertThat(grants().of(ACCOUNT).state()).isEqualTo(Grant.State.LIVING);
  }

  @Test
  void isDeadOnceTheProviderRefusesAndNobodyAsksUntilAPersonReconnects() throws Exception {
    Tokens stale = connected();
    server.revoke();
    assertReauthorise(() -> vault().renew(Optional.of(stale), server));
    assertThat(server.asked()).isEqualTo(1);
    Grant dead = grants().of(ACCOUNT);
    assertThat(dead.state()).isEqualTo(Grant.State.DEAD);
    assertThat(dead.deadSince()).isPresent();
    assertThat(dead.reason()).hasValueSatisfying(why -> assertThat(why).contains("invalid_grant"));
    // The access token may work to its end.
    assertThat(vault().newest()).contains(stale);
    for (int i = 0; i < 3; i++) {
      assertReauthorise(() -> vault().renew(Optional.of(stale), never()));
    }
    assertThat(audited())
        .containsExactly(AuditType.CONNECTION_AUTHORISED, AuditType.CONNECTION_RECONNECT_NEEDED);

    Tokens again = server.consent();
    assertThat(connect(ACCOUNT, again)).isTrue();
    assertThat(grants().of(ACCOUNT).state()).isEqualTo(Grant.State.LIVING);
    assertThat(grants().of(ACCOUNT).deadSince()).isEmpty();
    assertThat(vault().renew(Optional.of(again), server)).isNotEqualTo(again);
  }

  @Test
  void asksForAnApplicationAsOftenAsItTakes() throws Exception {
    assertThat(vault().newest()).isEmpty();
    for (int i = 0; i < 2; i++) {
      assertReauthorise(() -> vault().renew(Optional.empty(), server));
    }
    assertThat(server.asked()).isEqualTo(2);
    assertThat(vault().renew(Optional.empty(), newest -> OF_THE_APPLICATION))
        .isEqualTo(OF_THE_APPLICATION);
    assertThat(grants().vault(ACCOUNT).newest()).contains(OF_THE_APPLICATION);
    assertReauthorise(() -> vault().renew(Optional.of(OF_THE_APPLICATION), server));
    assertThat(server.asked()).isEqualTo(3);
    assertThat(grants().of(ACCOUNT).state()).isEqualTo(Grant.State.LIVING);
    assertThat(grants().of(ACCOUNT).person()).isEmpty();
    assertThat(audited()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void asksAgainIfTheProcessDiesBetweenTheAnswerAndTheDisk(boolean once) throws Exception {
    OnceServer either = new OnceServer(once);
    Tokens stale = either.consent();
    connect(ACCOUNT, stale);
    if (once) {
      // The killed process used it up.
      either.revoke();
    }
    if (url().startsWith("jdbc:h2")) {
      close();
    }
    try {
      RenewingProcess.killedAt(RenewingProcess.Point.ANSWERED, url());
    } finally {
      start();
    }
    assertThat(vault().newest()).contains(stale);
    TokenVault vault = grants(box(), Clock.systemUTC(), RenewingProcess.TURN).vault(ACCOUNT);
    if (once) {
      assertReauthorise(() -> vault.renew(Optional.of(stale), either));
      assertThat(grants().of(ACCOUNT).state()).isEqualTo(Grant.State.DEAD);
      assertThat(vault.newest()).contains(stale);
    } else {
      Tokens fresh = vault.renew(Optional.of(stale), either);
      assertThat(vault.newest()).contains(fresh);
    }
    assertThat(either.asked()).isEqualTo(1);
  }

  @Test
  void hasTheNewTokensIfTheProcessDiesAfterItHandedThemOut() throws Exception {
    Tokens stale = connected();
    if (url().startsWith("jdbc:h2")) {
      close();
    }
    try {
      RenewingProcess.killedAt(RenewingProcess.Point.HANDED_OUT, url());
    } finally {
      start();
    }
    assertThat(vault().renew(Optional.of(stale), never()).access())
        .isEqualTo("access-of-the-killed");
  }

  // Disconnecting.

  @Test
  void handsNothingOutOnceSomebodyDisconnects() throws Exception {
    Tokens tokens = connected();
    assertThat(disconnecting()).isTrue();
    assertThat(disconnecting()).isFalse();
    assertThat(vault().newest()).isEmpty();
    assertReauthorise(() -> vault().renew(Optional.of(tokens), never()));
    assertThat(connect(ACCOUNT, server.consent())).isFalse();
    assertThat(grants().disconnecting()).containsExactly(ACCOUNT);
    assertThat(grants().tokensToEnd(ACCOUNT, Samples.NOW)).contains(tokens);

    for (int i = 0; i < 2; i++) {
      grants()
          .disconnected(ACCOUNT, event(ACCOUNT, AuditType.CONNECTION_DISCONNECTED), Samples.NOW);
    }
    assertThat(grants().of(ACCOUNT).state()).isEqualTo(Grant.State.ENDED);
    assertThat(one("SELECT count(*) FROM connection_grant WHERE tokens IS NOT NULL")).isZero();
    assertThat(grants().disconnecting()).isEmpty();
    assertReauthorise(() -> vault().renew(Optional.empty(), never()));
    assertThat(audited())
        .containsExactly(
            AuditType.CONNECTION_AUTHORISED,
            AuditType.CONNECTION_DISCONNECTING,
            AuditType.CONNECTION_DISCONNECTED);
    assertThat(connect(ACCOUNT, server.consent())).isTrue();
  }

  @Test
  void endsWhatARenewalBringsWhileSomebodyDisconnects() throws Exception {
    Tokens stale = connected();
    CountDownLatch asking = new CountDownLatch(1);
    CompletableFuture<Tokens> answer = new CompletableFuture<>();
    try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
      Future<Tokens> renewing =
          executor.submit(
              () ->
                  vault()
                      .renew(
                          Optional.of(stale),
                          newest -> {
                            asking.countDown();
                            return answer.join();
                          }));
      asking.await();
      boolean begun = disconnecting();
      Tokens fresh = server.ask(Optional.of(stale));
      try {
        assertThat(begun).isTrue();
        assertThatThrownBy(() -> grants().tokensToEnd(ACCOUNT, Instant.now()))
            .isInstanceOf(Grants.StillRenewing.class);
      } finally {
        answer.complete(fresh);
      }
      assertThatThrownBy(renewing::get).hasCauseInstanceOf(ConnectorException.class);
      assertThat(grants().tokensToEnd(ACCOUNT, Instant.now())).contains(fresh);
      assertThat(grants().of(ACCOUNT).state()).isEqualTo(Grant.State.DISCONNECTING);
    }
  }

  // Keys.

  private static SecretBox otherBox(boolean withOld) {
    byte[] other = new byte[SecretBox.KEY_BYTES];
    Arrays.fill(other, (byte) 7);
    return new SecretBox(withOld ? List.of(other, new byte[SecretBox.KEY_BYTES]) : List.of(other));
  }

  @Test
  void saysWhichKeyIsMissingAndLetsAPersonReconnect() throws Exception {
    connected();
    JdbcGrants keyless = grants(otherBox(false), Clock.systemUTC(), TURN);
    assertThatThrownBy(() -> keyless.vault(ACCOUNT).newest())
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining(box().keyId());
    assertReauthorise(() -> keyless.vault(ACCOUNT).renew(Optional.empty(), never()));
    assertThat(keyless.of(ACCOUNT).state()).isEqualTo(Grant.State.DEAD);
    Tokens again = server.consent();
    keyless.connected(
        ACCOUNT,
        again,
        "sub-adam",
        Set.of(),
        event(ACCOUNT, AuditType.CONNECTION_AUTHORISED),
        Samples.NOW);
    assertThat(keyless.vault(ACCOUNT).newest()).contains(again);
    assertThat(keyless.of(ACCOUNT).state()).isEqualTo(Grant.State.LIVING);
  }

  @Test
  void sealsAnewWithTheNewestKeySoThatTheOldOneMayGo() throws Exception {
    Tokens tokens = connected();
    Transfer sending = Samples.transfer().in(new TransferState.Sending(Samples.TOKEN));
    store.journal().create(sending, Samples.event(sending, AuditType.SENDING_STARTED));

    assertThat(new JdbcStore(source, otherBox(false)).reseal()).isEqualTo(new Resealed(0, 2));
    assertThat(new JdbcStore(source, otherBox(true)).reseal()).isEqualTo(new Resealed(2, 0));
    assertThat(new JdbcStore(source, otherBox(true)).reseal()).isEqualTo(new Resealed(0, 0));

    JdbcStore without = new JdbcStore(source, otherBox(false));
    without.requireKeys();
    assertThat(without.journal().find(Samples.PRACTICE, sending.id())).contains(sending);
    assertThat(grants(otherBox(false), Clock.systemUTC(), TURN).vault(ACCOUNT).newest())
        .contains(tokens);
  }

  // Waiting transfers.

  private Transfer waiting(String trouble, TransferState state) {
    Transfer transfer =
        Samples.transfer()
            .in(state)
            .with(
                Optional.of(
                    new Transfer.Trouble(
                        trouble,
                        "text",
                        "hint",
                        7,
                        Optional.of(Samples.NOW.plus(Duration.ofDays(2))))));
    store.journal().create(transfer, Samples.event(transfer, AuditType.TRANSFER_DECLARED));
    return transfer;
  }

  @Test
  void makesTransfersDueThatWaitForThePerson() {
    Transfer held = waiting("REAUTHORISE", new TransferState.Queued());
    Transfer away = waiting("UNAVAILABLE", new TransferState.Queued());
    Transfer failed = waiting("REAUTHORISE", new TransferState.Failed());
    Set<DestinationId> destinations = Set.of(Samples.DESTINATION, new DestinationId("another"));
    assertThat(store.journal().inTrouble(Samples.PRACTICE, destinations, "REAUTHORISE"))
        .isEqualTo(1);
    assertThat(store.journal().inTrouble(Samples.OTHER, destinations, "REAUTHORISE")).isZero();
    assertThat(store.journal().inTrouble(Samples.PRACTICE, Set.of(), "REAUTHORISE")).isZero();
    assertThat(store.journal().lease("engine", Samples.NOW, Duration.ofSeconds(30))).isEmpty();

    connected();

    assertThat(store.journal().lease("engine", Samples.NOW, Duration.ofSeconds(30)))
        .hasValueSatisfying(
            due -> {
              assertThat(due.id()).isEqualTo(held.id());
              assertThat(due.trouble()).isEmpty();
            });
    assertThat(store.journal().lease("engine", Samples.NOW, Duration.ofSeconds(30))).isEmpty();
    assertThat(store.journal().find(Samples.PRACTICE, away.id())).contains(away);
    assertThat(store.journal().find(Samples.PRACTICE, failed.id())).contains(failed);
  }

  // People on their way.

  private static PageVisit visit() {
    return new PageVisit(
        Samples.PRACTICE,
        "box-account",
        "sub-adam",
        URI.create("https://onshore.clinic.example/connect/callback"),
        "very-secret-verifier",
        Samples.NOW.plusSeconds(600));
  }

  @Test
  void takesAWayBackOnce() {
    store.visits().keep("one", visit(), event(ACCOUNT, AuditType.CONNECTION_ASKED));
    store.visits().keep("two", visit(), event(ACCOUNT, AuditType.CONNECTION_ASKED));
    assertThat(store.visits().take("three", Samples.NOW)).isEmpty();
    assertThat(store.visits().take("one", Samples.NOW.plusSeconds(599))).contains(visit());
    assertThat(store.visits().take("one", Samples.NOW)).isEmpty();
    assertThat(store.visits().take("two", Samples.NOW.plusSeconds(600))).isEmpty();
    assertThat(store.visits().take("two", Samples.NOW)).isEmpty();
    assertThat(audited()).containsExactly(AuditType.CONNECTION_ASKED, AuditType.CONNECTION_ASKED);
  }

  @Test
  void letsOneOfSeveralComeBackWithTheSameState() throws Exception {
    store.visits().keep("one", visit(), event(ACCOUNT, AuditType.CONNECTION_ASKED));
    List<Optional<PageVisit>> taken = together(5, () -> store.visits().take("one", Samples.NOW));
    assertThat(taken).filteredOn(Optional::isPresent).hasSize(1);
  }
}
