package io.onshore.gateway.stop;

import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;

/**
 * Nothing goes out to a destination, by a connection, or to a provider, until a person says so.
 *
 * @param target the id of what is stopped
 * @param reason why, for people to read
 * @param stoppedBy the subject of who stopped it
 */
public record Stop(
    PracticeId practice,
    Scope scope,
    String target,
    String reason,
    String stoppedBy,
    Instant stoppedAt) {
  /** What is stopped. The names are stored and part of the API. */
  public enum Scope {
    DESTINATION,
    CONNECTION,
    PROVIDER;

    /** The id of what of a destination's this stops. */
    public String target(StorageDestination destination) {
      return switch (this) {
        case DESTINATION -> destination.id().value();
        case CONNECTION -> destination.connection().id();
        case PROVIDER -> destination.connection().provider().value();
      };
    }
  }

  /** Whether it stops a destination of the same practice. */
  public boolean concerns(StorageDestination destination) {
    return practice.equals(destination.practice()) && target.equals(scope.target(destination));
  }
}
