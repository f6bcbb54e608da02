package io.onshore.connector.toolkit.oauth;

import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.credential.TokenVault;
import io.onshore.connector.credential.Tokens;
import io.onshore.connector.toolkit.http.HttpSeam;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one connection, renewed ahead of their end. However many threads find them too old
 * at once, one of them asks, and the {@link TokenVault} lets one process of all ask at a time; all
 * get that answer, good or bad. Safe for several threads.
 */
public final class OAuthTokens {
  /** A token is not used in its last minute: clocks differ, and calls take time. */
  private static final Duration LAST = Duration.ofSeconds(60);

  /** A token is renewed this long before its end, so that an outage then does not matter yet. */
  private static final Duration AHEAD = Duration.ofMinutes(5);

  /** So long after asking, tokens that work are used, however soon they end: some live shortly. */
  private static final Duration QUIET = Duration.ofSeconds(30);

  private final TokenCalls calls;
  private final TokenEndpoint endpoint;
  private final Grant grant;
  private final ConnectorContext context;

  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Tokens held;
  private Instant quietUntil = Instant.MIN;
  private @Nullable CompletableFuture<Tokens> flight;

  /**
   * Makes no call.
   *
   * @param seam used for token calls only while one is made; not closed
   */
  public OAuthTokens(HttpSeam seam, TokenEndpoint endpoint, Grant grant, ConnectorContext context) {
    this.calls = new TokenCalls(seam, endpoint, context);
    this.endpoint = endpoint;
    this.grant = grant;
    this.context = context;
  }

  /**
   * Tokens that should work; asks the endpoint only if there are none or they are about to end.
   *
   * @throws ConnectorException {@link Kind#REAUTHORISE} if the grant or the client is refused, or
   *     whatever kept the endpoint from answering
   */
  public Tokens current() throws ConnectorException {
    return tokensOtherThan(null);
  }

  /**
   * Tokens in place of ones that the provider has refused. If another thread or process has
   * replaced them already, those.
   *
   * @throws ConnectorException as {@link #current}
   */
  public Tokens renew(Tokens rejected) throws ConnectorException {
    return tokensOtherThan(rejected);
  }

  @Override
  public String toString() {
    return "OAuthTokens[" + endpoint + "]";
  }

  private Tokens tokensOtherThan(@Nullable Tokens rejected) throws ConnectorException {
    while (true) {
      CompletableFuture<Tokens> joined;
      boolean leads = false;
      Tokens tokens;
      lock.lock();
      try {
        tokens = held;
        boolean serves = tokens != null && !tokens.equals(rejected) && lives(tokens, LAST);
        if (tokens != null && serves && (flight != null || quiet() || lives(tokens, AHEAD))) {
          return tokens;
        }
        CompletableFuture<Tokens> underWay = flight;
        if (underWay == null) {
          underWay = new CompletableFuture<>();
          flight = underWay;
          leads = true;
        }
        joined = underWay;
        if (!serves) {
          tokens = null;
        }
      } finally {
        lock.unlock();
      }
      if (leads) {
        return lead(joined, Optional.ofNullable(rejected), Optional.ofNullable(tokens));
      }
      Optional<Tokens> theirs = follow(joined);
      if (theirs.isPresent() && !theirs.get().equals(rejected)) {
        return theirs.get();
      }
    }
  }

  private boolean quiet() {
    return context.clock().instant().isBefore(quietUntil);
  }

  /** Whether the tokens live longer than this. */
  private boolean lives(Tokens tokens, Duration longer) {
    Instant now = context.clock().instant();
    return now.isBefore(tokens.expiresAt().minus(longer));
  }

  /**
   * @param serving tokens that still work, though not for long
   */
  private Tokens lead(
      CompletableFuture<Tokens> mine, Optional<Tokens> rejected, Optional<Tokens> serving)
      throws ConnectorException {
    Tokens fetched = null;
    try {
      fetched = fetch(rejected);
      return fetched;
    } catch (ConnectorException e) {
      if (serving.isPresent() && e.failure().retryable()) {
        // Asked ahead of time: there will be another chance before the end.
        fetched = serving.get();
        return fetched;
      }
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

  private void land(@Nullable Tokens fetched) {
    lock.lock();
    try {
      if (fetched != null) {
        held = fetched;
      }
      quietUntil = context.clock().instant().plus(QUIET);
      flight = null;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for another thread's call; empty if that thread gave up for reasons of its own. */
  private static Optional<Tokens> follow(CompletableFuture<Tokens> theirs)
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

  /** What another process has put into the vault serves as well as what is asked for now. */
  private Tokens fetch(Optional<Tokens> rejected) throws ConnectorException {
    TokenVault vault = context.vault();
    Optional<Tokens> newest = vault.newest();
    boolean serves = newest.isPresent() && !newest.equals(rejected) && lives(newest.get(), AHEAD);
    return serves ? newest.get() : vault.renew(newest, this::ask);
  }

  private Tokens ask(Optional<Tokens> newest) throws ConnectorException {
    Map<String, String> fields = new HashMap<>(endpoint.form());
    fields.putAll(grant.form(newest));
    return calls.ask(fields, newest.flatMap(Tokens::refresh));
  }
}
