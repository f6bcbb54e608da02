package io.onshore.connector.toolkit.oauth;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Effect;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.Failure.Retry;
import io.onshore.connector.toolkit.http.Body;
import io.onshore.connector.toolkit.http.HttpAnswer;
import io.onshore.connector.toolkit.http.HttpCall;
import io.onshore.connector.toolkit.http.HttpSeam;
import io.onshore.connector.toolkit.http.RetryAfter;
import io.onshore.connector.toolkit.http.TransportException;
import io.onshore.connector.toolkit.http.TransportFailures;
import io.onshore.connector.toolkit.redaction.ForeignCause;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The access token of one connection. However many threads find it expired at once, the token
 * endpoint is asked once, and all get that answer, good or bad. Safe for several threads.
 */
public final class OAuthTokens {
  /** A token is not used in its last minute: clocks differ, and calls take time. */
  private static final Duration EARLY = Duration.ofSeconds(60);

  /** What a token lives if the server does not say. */
  private static final Duration ASSUMED_LIFE = Duration.ofMinutes(5);

  private final HttpSeam seam;
  private final TokenEndpoint endpoint;
  private final Grant grant;
  private final Clock clock;
  private final Duration timeout;

  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable AccessToken held;
  private @Nullable CompletableFuture<AccessToken> flight;

  /**
   * Makes no call.
   *
   * @param seam used for token calls only while one is made; not closed
   * @param timeout the longest a token call may take
   */
  public OAuthTokens(
      HttpSeam seam, TokenEndpoint endpoint, Grant grant, Clock clock, Duration timeout) {
    this.seam = seam;
    this.endpoint = endpoint;
    this.grant = grant;
    this.clock = clock;
    this.timeout = timeout;
  }

  /**
   * A token that should work; asks the endpoint only if there is none or it is about to expire.
   *
   * @throws ConnectorException {@link Kind#REAUTHORISE} if the grant or the client is refused, or
   *     whatever kept the endpoint from answering
   */
  public AccessToken current() throws ConnectorException {
    return tokenOtherThan(null);
  }

  /**
   * A token in place of one that the provider has refused. If another thread has replaced it
   * already, that one.
   *
   * @throws ConnectorException as {@link #current}
   */
  public AccessToken renew(AccessToken rejected) throws ConnectorException {
    return tokenOtherThan(rejected);
  }

  @Override
  public String toString() {
    return "OAuthTokens[" + endpoint + "]";
  }

  private AccessToken tokenOtherThan(@Nullable AccessToken rejected) throws ConnectorException {
    while (true) {
      CompletableFuture<AccessToken> joined;
      boolean leads = false;
      lock.lock();
      try {
        AccessToken token = held;
        if (token != null && token != rejected && usable(token)) {
          return token;
        }
        CompletableFuture<AccessToken> underWay = flight;
        if (underWay == null) {
          underWay = new CompletableFuture<>();
          flight = underWay;
          leads = true;
        }
        joined = underWay;
      } finally {
        lock.unlock();
      }
      if (leads) {
        return lead(joined);
      }
      Optional<AccessToken> theirs = follow(joined);
      if (theirs.isPresent()) {
        return theirs.get();
      }
    }
  }

  private boolean usable(AccessToken token) {
    return clock.instant().isBefore(token.expiresAt().minus(EARLY));
  }

  private AccessToken lead(CompletableFuture<AccessToken> mine) throws ConnectorException {
    AccessToken fetched = null;
    try {
      fetched = fetch();
      return fetched;
    } catch (ConnectorException e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      land(fetched);
      if (fetched != null) {
        mine.complete(fetched);
      }
      // Of no effect unless something unforeseen was thrown; whoever waits then asks for itself.
      mine.cancel(false);
    }
  }

  private void land(@Nullable AccessToken fetched) {
    lock.lock();
    try {
      if (fetched != null) {
        held = fetched;
      }
      flight = null;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for another thread's call; empty if that thread gave up for reasons of its own. */
  private static Optional<AccessToken> follow(CompletableFuture<AccessToken> theirs)
      throws ConnectorException {
    try {
      return Optional.of(theirs.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectorException(
          Failure.permanent(Kind.CANCELLED), "the wait for an access token was interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ConnectorException failed
          && failed.failure().kind() != Kind.CANCELLED) {
        throw new ConnectorException(failed.failure(), sharedText(failed), failed);
      }
      return Optional.empty();
    } catch (CancellationException gaveUp) {
      return Optional.empty();
    }
  }

  private static String sharedText(ConnectorException failed) {
    return failed.getMessage() == null ? "no access token" : failed.getMessage();
  }

  private AccessToken fetch() throws ConnectorException {
    Instant asked = clock.instant();
    HttpAnswer answer = ask();
    TokenAnswer read = read(answer);
    if (!answer.ok()) {
      throw refusal(answer, read);
    }
    Optional<String> secret = read.accessToken().filter(ignored -> read.bearer());
    if (secret.isEmpty()) {
      throw new ConnectorException(
          Failure.permanent(Kind.UNCLASSIFIED), "the token endpoint gave no bearer token");
    }
    keepRefreshToken(read);
    return new AccessToken(secret.get(), asked.plus(read.life().orElse(ASSUMED_LIFE)));
  }

  private HttpAnswer ask() throws ConnectorException {
    Map<String, String> form = endpoint.form();
    switch (grant) {
      case Grant.ClientCredentials own -> form.put("grant_type", "client_credentials");
      case Grant.Refresh refresh -> {
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refresh.tokens().newest());
      }
    }
    try {
      return seam.send(
          HttpCall.of("POST", endpoint.address(), timeout)
              .with("Accept", "application/json")
              .with(Body.form(form)));
    } catch (TransportException e) {
      throw TransportFailures.toException(e, false);
    }
  }

  private void keepRefreshToken(TokenAnswer read) {
    switch (grant) {
      case Grant.ClientCredentials own -> {}
      case Grant.Refresh refresh ->
          read.refreshToken()
              .filter(next -> !next.equals(refresh.tokens().newest()))
              .ifPresent(refresh.tokens()::replace);
    }
  }

  private static TokenAnswer read(HttpAnswer answer) throws ConnectorException {
    try {
      return TokenAnswer.parse(answer.body());
    } catch (IOException e) {
      if (answer.ok()) {
        throw new ConnectorException(
            Failure.permanent(Kind.UNCLASSIFIED),
            "the token endpoint's answer cannot be read",
            ForeignCause.of(e));
      }
      // An error page of a proxy, say: its status tells enough.
      return TokenAnswer.empty();
    }
  }

  private ConnectorException refusal(HttpAnswer answer, TokenAnswer read) {
    Retry retry =
        RetryAfter.of(answer.headers(), clock)
            .<Retry>map(Retry.After::new)
            .orElseGet(Retry.Backoff::new);
    Failure failure =
        switch (kind(answer.status(), read.error().orElse(""))) {
          case THROTTLED -> new Failure(Kind.THROTTLED, retry, Effect.NONE, Optional.empty());
          case UNAVAILABLE -> new Failure(Kind.UNAVAILABLE, retry, Effect.NONE, Optional.empty());
          case Kind permanent -> Failure.permanent(permanent);
        };
    return new ConnectorException(
        failure,
        "the token endpoint answered "
            + answer.status()
            + read.error().map(code -> " `" + code + "`").orElse(""));
  }

  private static Kind kind(int status, String error) {
    if (status == 429) {
      return Kind.THROTTLED;
    }
    if (status >= 500 || status == 408 || error.equals("temporarily_unavailable")) {
      return Kind.UNAVAILABLE;
    }
    return switch (error) {
      case "invalid_grant",
          "invalid_client",
          "unauthorized_client",
          "access_denied",
          "interaction_required",
          "consent_required",
          "login_required" ->
          Kind.REAUTHORISE;
      case "invalid_request", "invalid_scope", "unsupported_grant_type", "invalid_resource" ->
          Kind.MISCONFIGURED;
      case String other -> status == 401 ? Kind.REAUTHORISE : Kind.UNCLASSIFIED;
    };
  }
}
