package io.onshore.connector.credential;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import java.util.Optional;

/**
 * Keeps the tokens of one connection for every gateway process that uses it. Lent to a connector by
 * {@link io.onshore.connector.ConnectorContext}. Safe for several threads.
 */
public interface TokenVault {
  /**
   * The newest tokens; empty if none were ever handed out, or the connection was disconnected.
   *
   * @throws ConnectorException {@link Failure.Kind#UNAVAILABLE} if they cannot be read now
   */
  Optional<Tokens> newest() throws ConnectorException;

  /**
   * New tokens in place of stale ones. Renewals of one connection take turns over all threads and
   * processes: whoever waited and finds tokens other than the stale ones gets those, and nobody
   * asks the provider twice. What the renewal gives is safe on disk before this returns, because
   * some providers' refresh tokens work once.
   *
   * @param stale what the caller found too old or refused; empty if it found none
   * @param renewal asks the provider; called at most once, and not again by itself
   * @throws ConnectorException what the renewal threw; {@link Failure.Kind#REAUTHORISE} also if a
   *     person disconnected meanwhile; {@link Failure.Kind#UNAVAILABLE} if the vault cannot be used
   */
  Tokens renew(Optional<Tokens> stale, Renewal renewal) throws ConnectorException;

  /** Asks the provider for new tokens. */
  @FunctionalInterface
  interface Renewal {
    /**
     * One request.
     *
     * @param newest what the vault holds; its refresh token is the one to use
     */
    Tokens ask(Optional<Tokens> newest) throws ConnectorException;
  }
}
