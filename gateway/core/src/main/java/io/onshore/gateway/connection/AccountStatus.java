package io.onshore.gateway.connection;

import io.onshore.connector.ConnectorCard.ActsAs;
import io.onshore.gateway.destination.Connection;
import java.util.Optional;

/**
 * How a connection stands, for people to read.
 *
 * @param actsAs empty if its settings cannot be understood
 * @param hint what to do; empty if nothing
 * @param waiting how many transfers wait for it
 */
public record AccountStatus(
    Connection connection,
    Optional<ActsAs> actsAs,
    State state,
    Grant grant,
    ScopeComparison scopes,
    Optional<String> hint,
    int waiting) {

  /** How a connection stands. The names are part of the API. */
  public enum State {
    /** A person connected it, and it works as far as the gateway knows. */
    CONNECTED,
    /** Nobody has connected it yet. */
    NOT_CONNECTED,
    /** It worked once; a person has to reconnect it. */
    RECONNECT_NEEDED,
    /** A person disconnected it; the provider is still being told. */
    DISCONNECTING,
    /** A person disconnected it. */
    DISCONNECTED,
    /** It acts as the application, with credentials of its own: there is nothing to connect. */
    APPLICATION,
    /** Its settings cannot be understood. */
    MISCONFIGURED;

    /** Whether files that are sent there now wait until a person has connected the account. */
    boolean holds() {
      return switch (this) {
        case CONNECTED, APPLICATION, MISCONFIGURED -> false;
        case NOT_CONNECTED, RECONNECT_NEEDED, DISCONNECTING, DISCONNECTED -> true;
      };
    }
  }
}
