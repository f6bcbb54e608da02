package io.onshore.gateway.intake;

import io.onshore.connector.Digest;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.PatientLaw;
import java.util.Optional;
import java.util.Set;

/**
 * What a client says about a file before it sends a byte.
 *
 * @param size in bytes, at least 1
 * @param sha256 checked at the end if given
 * @param acknowledge findings that the person has seen and acknowledges with this declaration
 * @param emergency why patient care cannot wait for what stands in the way, if it cannot
 */
public record Declaration(
    DestinationId destination,
    long size,
    Optional<Digest> sha256,
    Optional<JurisdictionId> patientJurisdiction,
    Optional<PatientLaw> lawFollows,
    Optional<String> patientReference,
    Set<String> tags,
    Set<String> acknowledge,
    Optional<String> emergency) {
  public Declaration {
    tags = Set.copyOf(tags);
    acknowledge = Set.copyOf(acknowledge);
  }

  /** No emergency. */
  public Declaration(
      DestinationId destination,
      long size,
      Optional<Digest> sha256,
      Optional<JurisdictionId> patientJurisdiction,
      Optional<PatientLaw> lawFollows,
      Optional<String> patientReference,
      Set<String> tags,
      Set<String> acknowledge) {
    this(
        destination,
        size,
        sha256,
        patientJurisdiction,
        lawFollows,
        patientReference,
        tags,
        acknowledge,
        Optional.empty());
  }
}
