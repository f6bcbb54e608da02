package io.onshore.gateway.destination;

import io.onshore.policy.DataClass;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.EvidenceLine;
import io.onshore.policy.Place;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * What the practice has on paper about where one class of data rests.
 *
 * @param source where it stands: a contract clause, a vendor page, an attestation
 * @param verifiedOn when somebody last read it there
 * @param validUntil the last day it counts, whatever its age; empty if only its age ends it
 */
public record Claim(
    DataClass dataClass,
    Set<Place> places,
    EvidenceGrade grade,
    LocalDate verifiedOn,
    Optional<LocalDate> validUntil,
    String source) {
  /**
   * @throws IllegalArgumentException if no place is named (say {@code ZZ} where the paper says so),
   *     if it claims to be the provider's own answer, or if an attestation has no end
   */
  public Claim {
    places = Set.copyOf(places);
    if (places.isEmpty()) {
      throw new IllegalArgumentException("a claim names at least one place");
    }
    if (grade == EvidenceGrade.TENANT_MEASURED) {
      throw new IllegalArgumentException(
          "a claim cannot be `TENANT_MEASURED`: only the provider's own answer is");
    }
    if (grade == EvidenceGrade.ADMIN_ATTESTATION && validUntil.isEmpty()) {
      throw new IllegalArgumentException("an attestation says until when it counts");
    }
    if (validUntil.isPresent() && validUntil.get().isBefore(verifiedOn)) {
      throw new IllegalArgumentException("a claim ends before somebody looked");
    }
  }

  /** As a statement to be weighed. */
  public EvidenceLine line() {
    return new EvidenceLine(dataClass, places, grade, verifiedOn, validUntil, false, source, "");
  }
}
