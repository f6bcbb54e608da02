package io.onshore.policy;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * The proof that the places of a {@link Situation} are right.
 *
 * @param grade of the weakest proof of where the files and their copies rest
 * @param verifiedOn the day somebody, or a program, last looked
 * @param validUntil the last day it counts, however fresh it is; empty if only its age ends it
 * @param stale the classes of data beside the files and their copies whose proof is too old
 * @param conflicting the classes of data on which good proofs contradict each other
 * @param contested the classes of data on which a weaker proof contradicts the one that counts
 */
public record Evidence(
    EvidenceGrade grade,
    LocalDate verifiedOn,
    Optional<LocalDate> validUntil,
    Set<DataClass> stale,
    Set<DataClass> conflicting,
    Set<DataClass> contested) {
  /** No proof at all. */
  public static final Evidence NONE = new Evidence(EvidenceGrade.UNKNOWN, LocalDate.EPOCH);

  public Evidence {
    stale = Sorted.copy(stale);
    conflicting = Sorted.copy(conflicting);
    contested = Sorted.copy(contested);
  }

  /** Proof that no other proof contradicts, and that only its age ends. */
  public Evidence(EvidenceGrade grade, LocalDate verifiedOn) {
    this(grade, verifiedOn, Optional.empty(), Set.of(), Set.of(), Set.of());
  }
}
