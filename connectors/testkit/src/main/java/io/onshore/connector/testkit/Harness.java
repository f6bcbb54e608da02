package io.onshore.connector.testkit;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.ConnectorFactory;
import io.onshore.connector.Destination;
import io.onshore.connector.ObjectName;
import io.onshore.connector.Settings;
import io.onshore.connector.Space;
import io.onshore.connector.credential.TokenVault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a connector lends the suite: itself, and a double of its provider that can be made to fail.
 * Each case gets a harness of its own, with an empty, healthy provider behind it. Methods that make
 * the provider fail act on requests made after the call. Safe for several threads.
 */
public interface Harness extends AutoCloseable {
  /** The connector's factory, made with {@code new}. */
  ConnectorFactory factory();

  /** Complete settings that {@link #factory} opens; they point to the double. */
  Settings settings();

  /** The secret values among the settings and those the double hands out, for looking for leaks. */
  Set<String> secrets();

  /** The connector of this case; the same one each time, with a call time-out of a minute. */
  Connector connector() throws ConnectorException;

  /**
   * Another connector to the same account, as if the process had started anew, built from {@link
   * #settings} as they now are.
   */
  Connector newConnector() throws ConnectorException;

  /** As {@link #newConnector()}, with this call time-out. */
  Connector newConnector(Duration callTimeout) throws ConnectorException;

  /** What the provider does not have by its nature. */
  Set<Trait> traits();

  /** Every host that the connector says it talks to, as {@link Seen#host} writes it. */
  Set<String> declaredHosts();

  /** A part size that the double's sessions accept, in bytes; small, so that cases are fast. */
  long partBytes();

  /** The largest object that goes without a session, in bytes; 0 if every object has one. */
  long smallUploadThreshold();

  /** An empty folder that can be written to. */
  Destination destination();

  /** A folder that does not exist. */
  Destination missingDestination();

  /** A folder that can be seen but not written to. */
  Destination forbiddenDestination();

  /**
   * Keeps the tokens of the connection for all connectors of this harness, as a gateway does. Holds
   * what a consent brought if {@link #settings} act for a person.
   */
  TokenVault vault();

  /** The clock that all connectors of this harness are lent. */
  TestClock clock();

  /** Makes the provider play the fault once. */
  void failNext(Fault fault);

  /**
   * Waits until the provider holds a request because of {@link Fault#NO_ANSWER}.
   *
   * @throws IllegalStateException if none comes within half a minute
   */
  void awaitHeldRequest() throws InterruptedException;

  /**
   * Breaks the connection of the next request that carries bytes of an object, after so many of
   * them. Whether the provider keeps them is its own affair.
   */
  void cutAfter(long bytes);

  /** Does the next operation of this kind and loses the answer. */
  void loseNextAnswer(Operation operation);

  /** Makes the provider forget every upload under way, as when it expires. */
  void expireSession();

  /** Makes the access token invalid; the grant to get another one stays good. */
  void expireAccessToken();

  /** Makes the access token and the grant invalid for ever. */
  void revokeCredentials();

  /** Flips one bit of the object stored last, at rest. */
  void corruptStoredByte();

  /** Stores a stranger's object of this name in {@link #destination}. */
  void takeName(ObjectName name, byte[] content);

  /**
   * Sets what the provider says about residency. Connectors opened afterwards see it.
   *
   * @return what evidence has to hold
   */
  Told residency(Scenario scenario);

  /**
   * Sets how full the account is.
   *
   * @return what the connector has to tell; empty where this provider does not tell it
   */
  Optional<Space> fill(Fill fill);

  /** How many uploads the provider holds that are neither committed nor ended. */
  int openSessions();

  /** Every request so far, oldest first. */
  List<Seen> requests();

  /** The id that the provider gave the last failed request; empty if it gives none. */
  Optional<String> lastFailedRequestId();

  /** What the provider holds in {@link #destination} under this name; empty if nothing. */
  Optional<byte[]> storedBytes(ObjectName name);

  /** How many objects the provider holds in {@link #destination}, whatever their names. */
  int objects();

  /** Recorded errors of the vendor, put through the connector's mapper. */
  List<VendorExample> vendorFailures();

  /** Ends the double; held requests are let go. */
  @Override
  void close();
}
