package io.onshore.gateway.setup;

import io.onshore.connector.Destination;
import io.onshore.gateway.destination.Claim;
import io.onshore.gateway.destination.Connection;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.Paper;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.destination.UseLimits;
import java.util.List;
import java.util.Optional;

/**
 * A destination as an admin made it.
 *
 * @param connection the id of one of the practice's connections
 */
public record MadeDestination(
    DestinationId id,
    String name,
    String connection,
    Destination location,
    String plan,
    Optional<String> offer,
    List<Claim> claims,
    List<Paper> papers,
    UseLimits use) {
  /**
   * @throws IllegalArgumentException if it has no name
   */
  public MadeDestination {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a destination has a name for people to choose it by");
    }
    claims = List.copyOf(claims);
    papers = List.copyOf(papers);
  }

  /** With what is on paper about it. */
  public MadeDestination with(List<Claim> known, List<Paper> onFile) {
    return new MadeDestination(id, name, connection, location, plan, offer, known, onFile, use);
  }

  /**
   * Ready to be used.
   *
   * @throws IllegalArgumentException if the connection does not allow the folder
   */
  StorageDestination at(Connection reached) {
    return new StorageDestination(
        id, reached.practice(), name, reached, location, plan, offer, claims, papers, use);
  }
}
