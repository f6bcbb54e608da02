package io.onshore.gateway.residency;

import io.onshore.policy.JurisdictionId;
import io.onshore.policy.PatientLaw;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the gateway is told about the patient: never who it is.
 *
 * @param jurisdiction where the patient lives, if told
 * @param lawFollows whether that place's law follows the patient to this practice
 * @param reference the client's own opaque word for the patient, for finding the transfer again
 */
public record Patient(
    Optional<JurisdictionId> jurisdiction, PatientLaw lawFollows, Optional<String> reference) {
  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

  /** Nothing is told: the practice's own law is all there is. */
  public static final Patient UNTOLD =
      new Patient(Optional.empty(), PatientLaw.NO, Optional.empty());

  /**
   * @throws IllegalArgumentException if the reference is not 1 to 64 letters, digits, dots, colons,
   *     hyphens or underscores
   */
  public Patient {
    if (reference.isPresent() && !REFERENCE.matcher(reference.get()).matches()) {
      throw new IllegalArgumentException(
          "a patient reference is 1 to 64 letters, digits, dots, colons, hyphens or underscores");
    }
  }
}
