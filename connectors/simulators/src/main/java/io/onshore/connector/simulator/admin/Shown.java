package io.onshore.connector.simulator.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.onshore.connector.simulator.Disturbance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A double, as its admin addresses see it.
 *
 * @param <O> its operations
 */
public interface Shown<O extends Enum<O>> {
  /** The provider's name as people know it. */
  String title();

  /** Its accounts, with what the double says about each; for people to read. */
  Map<String, String> accounts();

  /** What is stored, oldest first. */
  List<ShownFile> files();

  /** How many uploads are under way. */
  int openSessions();

  /** All operations but signing in. */
  Set<O> allButSignIn();

  /** The operations that carry an object's bytes. */
  Set<O> carryingBytes();

  /** The operations that hand out an object's bytes. */
  Set<O> downloading();

  /** This provider's way of asking to slow down; the delay goes out as it is given. */
  Disturbance throttled(String retryAfter);

  /** This provider's way of saying that the account is full. */
  Disturbance full();

  /**
   * Plays a fault that is only this provider's, or one of state such as {@code expireSessions}.
   *
   * @return empty if it happened at once; a disturbance of the next request otherwise
   * @throws IllegalArgumentException if it is unknown
   */
  Optional<Disturbance> own(String fault, JsonNode wish);

  /** Takes back what {@link #own} changed for good, such as hidden hashes. */
  void heal();
}
