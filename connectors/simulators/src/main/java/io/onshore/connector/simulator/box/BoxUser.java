package io.onshore.connector.simulator.box;

import java.util.Optional;

/**
 * A user, or the service account of an application.
 *
 * @param enterprise the id of the enterprise; empty for a personal account
 * @param zone where the content of the user's folders rests; empty for a personal account
 */
public record BoxUser(String id, String name, Optional<String> enterprise, Optional<Zone> zone) {
  /** A user of an enterprise. */
  public static BoxUser managed(String id, String name, String enterprise, Zone zone) {
    return new BoxUser(id, name, Optional.of(enterprise), Optional.of(zone));
  }

  /** A person with an account of their own, which cannot have a zone. */
  public static BoxUser personal(String id, String name) {
    return new BoxUser(id, name, Optional.empty(), Optional.empty());
  }

  /** The same in another zone. */
  public BoxUser in(Zone other) {
    return new BoxUser(id, name, enterprise, Optional.of(other));
  }
}
