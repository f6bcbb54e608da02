package io.onshore.gateway.destination;

import io.onshore.policy.DataClass;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.Place;
import java.time.LocalDate;
import java.util.Set;

/**
 * What the practice has on paper about where one class of data rests.
 *
 * @param source where it stands: a contract clause, a vendor page, an attestation
 * @param verifiedOn when somebody last read it there
 */
public record Claim(
    DataClass dataClass,
    Set<Place> places,
    EvidenceGrade grade,
    LocalDate verifiedOn,
    String source) {
  /**
   * @throws IllegalArgumentException if no place is named; say {@code ZZ} where the paper says so
   */
  public Claim {
    places = Set.copyOf(places);
    if (places.isEmpty()) {
      throw new IllegalArgumentException("a claim names at least one place");
    }
  }
}
