package io.onshore.connector.toolkit.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Effect;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.Failure.Retry;
import io.onshore.connector.credential.Tokens;
import io.onshore.connector.toolkit.MovingClock;
import io.onshore.connector.toolkit.http.Headers;
import io.onshore.connector.toolkit.http.HttpCall;
import io.onshore.connector.toolkit.http.TransportException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthTokensTest {
  private static final TokenEndpoint ENDPOINT =
      new TokenEndpoint(
          URI.create("https://login.example.org/tenant/token"),
          Optional.of("client-7"),
          Optional.of("hunter2"),
          Set.of("files.write", "a.scope"),
          Map.of("resource", "r&d"));

  private final ScriptedSeam seam = new ScriptedSeam();
  private final MovingClock clock = new MovingClock();
  private final OAuthTokens tokens = tokens(new Grant.ClientCredentials());

  @Test
  void asksOnceAndKeepsTheTokenUntilFiveMinutesBeforeItsEnd() throws Exception {
    seam.answers(200, token("one", 3600)).answers(200, token("two", 3600));

    assertThat(tokens.current().access()).isEqualTo("one");
    clock.moveTo(Duration.ofSeconds(3299));
    assertThat(tokens.current().bearer()).isEqualTo("Bearer one");
    assertThat(seam.calls).hasSize(1);

    clock.moveTo(Duration.ofMinutes(55));
    assertThat(tokens.current().access()).isEqualTo("two");
  }

  @Test
  void clientCredentialsAreSentAsAForm() throws Exception {
    seam.answers(200, token("one", 3600));
    tokens.current();

    HttpCall call = seam.calls.getFirst();
    assertThat(call.method()).isEqualTo("POST");
    assertThat(call.headers().first("Authorization")).isEmpty();
    assertThat(seam.sent.getFirst())
        .isEqualTo(
            "client_id=client-7&client_secret=hunter2&grant_type=client_credentials"
                + "&resource=r%26d&scope=a.scope+files.write");
  }

  @Test
  void aRejectedTokenIsRenewedOnceForAll() throws Exception {
    seam.answers(200, token("one", 3600)).answers(200, token("two", 3600));
    Tokens one = tokens.current();

    Tokens two = tokens.renew(one);

    assertThat(two.access()).isEqualTo("two");
    assertThat(tokens.renew(one)).isSameAs(two);
    assertThat(tokens.current()).isSameAs(two);
    assertThat(seam.calls).hasSize(2);
  }

  @Test
  void eightThreadsWithOneExpiredTokenMakeOneCall() throws Exception {
    seam.answers(200, token("one", 3600)).answers(200, token("two", 3600));
    Tokens expired = tokens.current();
    clock.moveTo(Duration.ofHours(2));

    List<FutureTask<Tokens>> tasks = eightAtOnce(() -> tokens.renew(expired));

    Set<Tokens> seen = new HashSet<>();
    for (FutureTask<Tokens> task : tasks) {
      seen.add(task.get(20, TimeUnit.SECONDS));
    }
    assertThat(seen).singleElement().satisfies(t -> assertThat(t.access()).isEqualTo("two"));
    assertThat(seam.calls).hasSize(2);
  }

  @Test
  void eightThreadsShareOneRefusal() throws Exception {
    seam.answers(400, "{\"error\":\"invalid_grant\"}");

    List<FutureTask<Kind>> tasks = eightAtOnce(() -> failure(tokens).failure().kind());

    for (FutureTask<Kind> task : tasks) {
      assertThat(task.get(20, TimeUnit.SECONDS)).isEqualTo(Kind.REAUTHORISE);
    }
    assertThat(seam.calls).hasSize(1);
  }

  @Test
  void whoeverWaitsForACallThatIsCancelledAsksAgain() throws Exception {
    seam.fails(new TransportException(TransportException.Reason.CANCELLED, false, null))
        .answers(200, token("two", 3600));

    List<FutureTask<String>> tasks =
        eightAtOnce(
            () -> {
              try {
                return tokens.current().access();
              } catch (ConnectorException e) {
                return e.failure().kind().name();
              }
            });

    List<String> results = new ArrayList<>();
    for (FutureTask<String> task : tasks) {
      results.add(task.get(20, TimeUnit.SECONDS));
    }
    assertThat(results).containsOnlyOnce("CANCELLED").filteredOn("two"::equals).hasSize(7);
    assertThat(seam.calls).hasSize(2);
  }

  @Test
  void anInterruptEndsTheWaitForAnotherThreadsCall() throws Exception {
    seam.answers(200, token("one", 3600));
    CountDownLatch gate = new CountDownLatch(1);
    seam.gate.set(gate);
    FutureTask<Tokens> leader = new FutureTask<>(tokens::current);
    Thread.ofPlatform().daemon().start(leader);
    await(() -> seam.calls.size() == 1);
    FutureTask<Boolean> follower =
        new FutureTask<>(
            () ->
                failure(tokens).failure().kind() == Kind.CANCELLED
                    && Thread.currentThread().isInterrupted());
    Thread waiting = Thread.ofPlatform().daemon().start(follower);
    await(() -> waiting.getState() == Thread.State.WAITING);

    waiting.interrupt();

    assertThat(follower.get(20, TimeUnit.SECONDS)).isTrue();
    gate.countDown();
    assertThat(leader.get(20, TimeUnit.SECONDS).access()).isEqualTo("one");
  }

  @ParameterizedTest
  @CsvSource({
    "400,invalid_grant,REAUTHORISE,false",
    "400,invalid_client,REAUTHORISE,false",
    "401,invalid_client,REAUTHORISE,false",
    "400,unauthorized_client,REAUTHORISE,false",
    "400,interaction_required,REAUTHORISE,false",
    "401,whatever,REAUTHORISE,false",
    "400,invalid_scope,MISCONFIGURED,false",
    "400,unsupported_grant_type,MISCONFIGURED,false",
    "400,something_new,UNCLASSIFIED,false",
    "403,something_new,UNCLASSIFIED,false",
    "429,slow_down,THROTTLED,true",
    "500,server_error,UNAVAILABLE,true",
    "503,temporarily_unavailable,UNAVAILABLE,true",
    "400,temporarily_unavailable,UNAVAILABLE,true"
  })
  void everyRefusalHasItsKind(int status, String error, Kind kind, boolean retryable) {
    seam.answers(
        status, "{\"error\":\"" + error + "\",\"error_description\":\"secret hunter2 is bad\"}");

    ConnectorException thrown = failure(tokens);

    assertThat(thrown.failure().kind()).isEqualTo(kind);
    assertThat(thrown.failure().retryable()).isEqualTo(retryable);
    assertThat(thrown.failure().effect()).isEqualTo(Effect.NONE);
    assertThat(thrown).hasMessageContaining(error).hasMessageNotContaining("hunter2");
    assertThat(seam.calls).hasSize(1);
  }

  @Test
  void throttlingCarriesTheDelay() {
    seam.answers(429, "", Headers.NONE.with("Retry-After", "17"));

    assertThat(failure(tokens).failure())
        .isEqualTo(
            new Failure(
                Kind.THROTTLED,
                new Retry.After(Duration.ofSeconds(17)),
                Effect.NONE,
                Optional.empty()));
  }

  @Test
  void aLostAnswerIsUnavailable() {
    seam.fails(new TransportException(TransportException.Reason.ANSWER_LOST, true, null));

    assertThat(failure(tokens).failure()).isEqualTo(Failure.passing(Kind.UNAVAILABLE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "[]",
        "{",
        "{\"access_token\":",
        "{}",
        "{\"access_token\":\"\"}",
        "{\"access_token\":null}",
        "{\"access_token\":{\"a\":\"hunter2\"}}",
        "{\"access_token\":\"hunter2\",\"token_type\":\"mac\"}"
      })
  void anAnswerWithoutATokenIsUnclassifiedAndNotShown(String body) {
    seam.answers(200, body);

    ConnectorException thrown = failure(tokens);

    assertThat(thrown.failure()).isEqualTo(Failure.permanent(Kind.UNCLASSIFIED));
    for (Throwable link = thrown; link != null; link = link.getCause()) {
      assertThat(link.toString()).doesNotContain("hunter2");
      assertThat(link.getClass().getName()).startsWith("io.onshore.");
    }
  }

  @Test
  void aRefreshTokenThatIsReplacedIsInTheVaultBeforeTheNextCall() throws Exception {
    MemoryVault vault = new MemoryVault(pair("zero", "r1"));
    OAuthTokens refreshed = tokens(new Grant.RefreshToken(), vault);
    seam.answers(200, "{\"access_token\":\"one\",\"expires_in\":\"120\",\"refresh_token\":\"r2\"}")
        .answers(200, token("two", 3600));

    Tokens one = refreshed.current();
    assertThat(vault.newest()).contains(one);
    Tokens two = refreshed.renew(one);

    assertThat(one.expiresAt()).isEqualTo(clock.instant().plusSeconds(120));
    assertThat(seam.sent.get(0)).contains("grant_type=refresh_token").contains("refresh_token=r1");
    assertThat(seam.sent.get(1)).contains("refresh_token=r2");
    assertThat(two.refresh()).as("lives on where none comes").contains("r2");
  }

  @Test
  void withoutAConsentAPersonIsAskedToReconnectAndNothingIsSent() {
    assertThat(failure(tokens(new Grant.RefreshToken())).failure().kind())
        .isEqualTo(Kind.REAUTHORISE);
    assertThat(seam.calls).isEmpty();
  }

  @Test
  void whatAnotherProcessPutIntoTheVaultIsUsedInPlaceOfARefusedToken() throws Exception {
    MemoryVault vault = new MemoryVault();
    OAuthTokens shared = tokens(new Grant.ClientCredentials(), vault);
    seam.answers(200, token("one", 3600));
    Tokens one = shared.current();
    Tokens theirs = new Tokens("theirs", one.expiresAt(), Optional.empty(), Optional.empty());
    vault.put(theirs);

    assertThat(shared.renew(one)).isEqualTo(theirs);
    assertThat(seam.calls).hasSize(1);
  }

  @Test
  void aTokenIsRenewedFiveMinutesAheadAndAnOutageThenDoesNotMatter() throws Exception {
    seam.answers(200, token("one", 3600)).answers(503, "{}").answers(200, token("two", 3600));
    tokens.current();

    clock.moveTo(Duration.ofMinutes(56));
    assertThat(tokens.current().access()).isEqualTo("one");
    assertThat(tokens.current().access()).as("not asked again at once").isEqualTo("one");
    assertThat(seam.calls).hasSize(2);

    clock.moveTo(Duration.ofMinutes(57));
    assertThat(tokens.current().access()).isEqualTo("two");
  }

  @Test
  void aTokenThatLivesShorterThanTheTimeAheadIsStillUsedMoreThanOnce() throws Exception {
    seam.answers(200, token("one", 120));

    assertThat(tokens.current().access()).isEqualTo("one");
    assertThat(tokens.current().access()).isEqualTo("one");
    assertThat(seam.calls).hasSize(1);
  }

  @Test
  void scopesAreKeptWhereTheServerTellsThem() throws Exception {
    seam.answers(200, "{\"access_token\":\"one\",\"scope\":\"files.write a.scope\"}");

    assertThat(tokens.current().scopes()).contains(Set.of("files.write", "a.scope"));
  }

  @Test
  void aTokenWithoutAStatedLifeLivesShortly() throws Exception {
    seam.answers(200, "{\"nested\":{\"a\":[1]},\"access_token\":\"one\"}");

    assertThat(tokens.current().expiresAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(5)));
  }

  @Test
  void nothingSecretIsInAnyToString() throws Exception {
    seam.answers(200, token("hunter2", 3600));

    assertThat(tokens.current().toString()).doesNotContain("hunter2");
    assertThat(tokens.toString()).doesNotContain("hunter2");
    assertThat(ENDPOINT.toString()).doesNotContain("hunter2").doesNotContain("client-7");
    assertThat(seam.calls.getFirst().toString()).doesNotContain("hunter2");
  }

  @Test
  void anUnforeseenExceptionDoesNotBlockTheNextCall() throws Exception {
    seam.steps.add(
        () -> {
          throw new IllegalStateException("odd");
        });
    seam.answers(200, token("two", 3600));

    assertThatThrownBy(tokens::current).isInstanceOf(IllegalStateException.class);
    assertThat(tokens.current().access()).isEqualTo("two");
  }

  // --- helpers

  /** Runs eight threads; the first call goes on only when the other seven wait. */
  private <T> List<FutureTask<T>> eightAtOnce(Callable<T> work) throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    seam.gate.set(gate);
    List<FutureTask<T>> tasks = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      FutureTask<T> task = new FutureTask<>(work);
      tasks.add(task);
      threads.add(Thread.ofPlatform().daemon().start(task));
    }
    await(() -> threads.stream().allMatch(OAuthTokensTest::waitsForTheAnswer));
    gate.countDown();
    return tasks;
  }

  /** In the call itself or for the thread that makes it; not merely for a lock. */
  private static boolean waitsForTheAnswer(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        && Arrays.stream(thread.getStackTrace())
            .map(StackTraceElement::getMethodName)
            .anyMatch(Set.of("send", "follow")::contains);
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private OAuthTokens tokens(Grant grant) {
    return tokens(grant, new MemoryVault());
  }

  private OAuthTokens tokens(Grant grant, MemoryVault vault) {
    return new OAuthTokens(
        seam, ENDPOINT, grant, new ConnectorContext(clock, "test", Duration.ofSeconds(5), vault));
  }

  private static ConnectorException failure(OAuthTokens tokens) {
    return catchThrowableOfType(ConnectorException.class, tokens::current);
  }

  private Tokens pair(String access, String refresh) {
    return new Tokens(access, clock.instant(), Optional.of(refresh), Optional.empty());
  }

  private static String token(String secret, int life) {
    return "{\"token_type\":\"Bearer\",\"access_token\":\""
        + secret
        + "\",\"expires_in\":"
        + life
        + "}";
  }
}
