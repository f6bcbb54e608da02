package io.onshore.gateway.destination;

import io.onshore.connector.Destination;
import java.util.Optional;
import java.util.Set;

/**
 * A folder that a connection's destinations may be in.
 *
 * @param owner who is to own it, by the provider's id
 * @param places where the files of it are to rest, as ISO 3166 codes; empty if anywhere
 */
public record AllowedFolder(Destination location, Optional<String> owner, Set<String> places) {
  public AllowedFolder {
    places = Set.copyOf(places);
  }

  /** With an owner, who was asked for. */
  public AllowedFolder ownedBy(String told) {
    return new AllowedFolder(location, Optional.of(told), places);
  }
}
