package io.onshore.policy;

import java.time.LocalDate;

/**
 * The proof that the places of a {@link Situation} are right.
 *
 * @param verifiedOn the day somebody, or a program, last looked
 */
public record Evidence(EvidenceGrade grade, LocalDate verifiedOn) {
  /** No proof at all. */
  public static final Evidence NONE = new Evidence(EvidenceGrade.UNKNOWN, LocalDate.EPOCH);
}
