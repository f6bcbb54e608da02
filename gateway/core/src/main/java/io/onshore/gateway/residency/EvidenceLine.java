package io.onshore.gateway.residency;

import io.onshore.policy.DataClass;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.Place;
import java.time.LocalDate;
import java.util.Set;

/**
 * One piece of evidence that a decision rested on.
 *
 * @param places all the places it names
 * @param observedOn when it was observed or last verified
 * @param source where it stands: a field of the provider's API, a clause, a page
 * @param rawLabel the source's own word; empty text if it has none
 */
public record EvidenceLine(
    DataClass dataClass,
    Set<Place> places,
    EvidenceGrade grade,
    LocalDate observedOn,
    String source,
    String rawLabel) {
  public EvidenceLine {
    places = Set.copyOf(places);
  }
}
