package io.onshore.gateway.destination;

import io.onshore.connector.Destination;
import io.onshore.gateway.practice.PracticeId;
import java.util.List;
import java.util.Optional;

/**
 * A place where a practice's files may be put, with what the practice has on file about it.
 *
 * @param name for clinicians to choose by
 * @param location within the connection
 * @param plan the provider's product plan; papers may cover one plan only
 * @param offer the id of the provider's product, plan and region in the public claims dataset, if
 *     the admin says which; what is said there of it counts as evidence
 * @param claims what is on paper about places
 * @param papers contracts, assessments and certifications that were set up with it
 * @param use who may use it
 */
public record StorageDestination(
    DestinationId id,
    PracticeId practice,
    String name,
    Connection connection,
    Destination location,
    String plan,
    Optional<String> offer,
    List<Claim> claims,
    List<Paper> papers,
    UseLimits use) {
  /**
   * @throws IllegalArgumentException if the connection belongs to another practice, or does not
   *     allow the folder
   */
  public StorageDestination {
    if (!connection.practice().equals(practice)) {
      throw new IllegalArgumentException("the connection belongs to another practice");
    }
    if (!connection.allows(location)) {
      throw new IllegalArgumentException(
          "connection `" + connection.id() + "` allows other folders only");
    }
    claims = List.copyOf(claims);
    papers = List.copyOf(papers);
  }

  /** For everybody of the practice. */
  public StorageDestination(
      DestinationId id,
      PracticeId practice,
      String name,
      Connection connection,
      Destination location,
      String plan,
      Optional<String> offer,
      List<Claim> claims,
      List<Paper> papers) {
    this(id, practice, name, connection, location, plan, offer, claims, papers, UseLimits.NONE);
  }
}
