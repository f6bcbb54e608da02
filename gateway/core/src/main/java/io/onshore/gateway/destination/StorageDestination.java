package io.onshore.gateway.destination;

import io.onshore.connector.Destination;
import io.onshore.gateway.practice.PracticeId;
import java.util.List;
import java.util.Set;

/**
 * A place where a practice's files may be put, with what the practice has on file about it.
 *
 * @param name for clinicians to choose by
 * @param location within the connection
 * @param plan the provider's product plan, for people to read
 * @param claims what is on paper about places
 * @param contracts contracts on file, such as {@code DPA} or {@code BAA}
 * @param certifications of the provider, such as {@code DPF} or {@code BAA_OFFERED}
 * @param assessments done by the practice, such as {@code PIA}
 */
public record StorageDestination(
    DestinationId id,
    PracticeId practice,
    String name,
    Connection connection,
    Destination location,
    String plan,
    List<Claim> claims,
    Set<String> contracts,
    Set<String> certifications,
    Set<String> assessments) {
  /**
   * @throws IllegalArgumentException if the connection belongs to another practice
   */
  public StorageDestination {
    if (!connection.practice().equals(practice)) {
      throw new IllegalArgumentException("the connection belongs to another practice");
    }
    claims = List.copyOf(claims);
    contracts = Set.copyOf(contracts);
    certifications = Set.copyOf(certifications);
    assessments = Set.copyOf(assessments);
  }
}
