package io.onshore.gateway.connection;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * How a connection's account stands, without its tokens.
 *
 * @param scopes what the provider granted; empty if it did not tell
 * @param stays whether the tokens can be renewed without a person
 * @param person the subject of who connected the account; empty where the application acts in its
 *     own name
 * @param renewedAt when the newest tokens came
 * @param deadSince since when nothing works until a person reconnects
 * @param reason why it is dead, for people to read
 */
public record Grant(
    State state,
    Optional<Set<String>> scopes,
    boolean stays,
    Optional<String> person,
    Optional<Instant> connectedAt,
    Optional<Instant> renewedAt,
    Optional<Instant> deadSince,
    Optional<String> reason) {
  /** Of a connection for which no tokens were ever kept. */
  public static final Grant NONE =
      new Grant(
          State.NONE,
          Optional.empty(),
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public Grant {
    scopes = scopes.map(Set::copyOf);
  }

  /** The same in another state. */
  public Grant in(State next) {
    return new Grant(next, scopes, stays, person, connectedAt, renewedAt, deadSince, reason);
  }

  /** Given by this person. */
  public Grant by(String subject, Instant at) {
    return new Grant(
        State.LIVING,
        scopes,
        stays,
        Optional.of(subject),
        Optional.of(at),
        renewedAt,
        deadSince,
        reason);
  }

  /** With newer tokens; alive, unless it is being disconnected. */
  public Grant renewed(Optional<Set<String>> granted, boolean staying, Instant at) {
    return new Grant(
        state == State.DISCONNECTING ? state : State.LIVING,
        granted.or(() -> scopes),
        staying,
        person,
        connectedAt,
        Optional.of(at),
        Optional.empty(),
        Optional.empty());
  }

  /** Dead, until a person reconnects. */
  public Grant dead(Instant since, String why) {
    return new Grant(
        State.DEAD,
        scopes,
        stays,
        person,
        connectedAt,
        renewedAt,
        Optional.of(since),
        Optional.of(why));
  }

  /** How a grant stands. The names are stored. */
  public enum State {
    /** Nothing was ever handed out. */
    NONE,
    /** There are tokens, and they can be used. */
    LIVING,
    /** The provider refuses to renew the tokens, or they cannot be read: a person reconnects. */
    DEAD,
    /** A person disconnected; the provider may not know yet. */
    DISCONNECTING,
    /** Disconnected; no tokens are kept. */
    ENDED
  }
}
