package io.onshore.connector;

import io.onshore.connector.credential.Authorization;
import io.onshore.connector.residency.ResidencyEvidence;
import java.util.Optional;

/**
 * One connection to one provider's account.
 *
 * <p>Every method blocks and makes at most the requests that its one purpose needs: a connector
 * never retries, never sleeps and never lets its SDK do either; the gateway's transfer engine alone
 * decides what to do after a {@link Failure}. Renewing an expired access token once, unseen, is the
 * single exception. Methods may be called by several threads at once; an interrupt ends a call
 * promptly with kind {@link Failure.Kind#CANCELLED} and leaves the thread's interrupt flag set.
 *
 * <p>After {@link #close} every method throws kind {@link Failure.Kind#CLOSED}.
 */
public interface Connector extends AutoCloseable {
  /** Which provider this is a connection to. */
  ProviderId provider();

  /** What this account accepts; makes no call. */
  Limits limits();

  /**
   * Finds out whether files can be stored there, without storing one.
   *
   * @throws ConnectorException {@link Failure.Kind#DESTINATION_MISSING}, {@link
   *     Failure.Kind#FORBIDDEN} if it can be seen but not written to, {@link
   *     Failure.Kind#REAUTHORISE} if the credentials no longer work
   */
  void check(Destination destination) throws ConnectorException;

  /**
   * Opens an upload. Nothing is visible at the destination until {@link UploadSession#commit}.
   *
   * @throws ConnectorException {@link Failure.Kind#TOO_LARGE} or {@link Failure.Kind#NAME_REFUSED}
   *     before any byte is sent if {@link #limits} forbids the object; {@link
   *     Failure.Kind#NAME_TAKEN} where the provider tells so early
   */
  UploadSession begin(UploadRequest request) throws ConnectorException;

  /**
   * Takes up an upload again, perhaps in another process, from the token of its first session.
   * Makes no call: whether the provider still knows the session is what {@link
   * UploadSession#confirmed} finds out.
   *
   * @throws ConnectorException {@link Failure.Kind#MISCONFIGURED} if the token is damaged or of
   *     another provider
   */
  UploadSession resume(ResumeToken token) throws ConnectorException;

  /**
   * Looks for an object by name. A name alone proves nothing: whoever settles a doubt compares size
   * and digest of what is found.
   *
   * @return empty if the destination holds no object of that name
   */
  Optional<StoredObject> find(ObjectName name, Destination destination) throws ConnectorException;

  /**
   * Asks the provider what it can tell about where the destination's data rests. Changes nothing.
   * What the provider does not tell is absent, never guessed.
   *
   * @throws ConnectorException if the provider could not be asked; an outage is never empty
   *     evidence
   */
  ResidencyEvidence probeResidency(Destination destination) throws ConnectorException;

  /** The power to read stored bytes, where the provider and the scopes give it. */
  default Optional<ReadBack> readBack() {
    return Optional.empty();
  }

  /** The power to delete one stored object, where the provider and the scopes give it. */
  default Optional<Discard> discard() {
    return Optional.empty();
  }

  /** The power to tell how much room is left, where the provider tells it at all. */
  default Optional<Quota> quota() {
    return Optional.empty();
  }

  /**
   * The power to be connected by a person's consent; present if the connection's settings say that
   * it acts for a person. Until somebody consented every call ends in {@link
   * Failure.Kind#REAUTHORISE}.
   */
  default Optional<Authorization> authorization() {
    return Optional.empty();
  }

  /** Releases connections; running calls fail. Closing twice is harmless. */
  @Override
  void close();
}
