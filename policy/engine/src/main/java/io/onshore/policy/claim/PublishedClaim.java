package io.onshore.policy.claim;

import io.onshore.policy.DataClass;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.EvidenceLine;
import io.onshore.policy.Place;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One public statement about where a provider keeps one class of data. It is about everybody's
 * account on a plan, never about one tenant.
 *
 * @param about what it says the place of
 * @param places all the places it names; {@code ZZ} where it says that none is committed to
 * @param grade one of {@link #GRADES}
 * @param verifiedOn the day somebody last read it there
 * @param supersededOn since when its author is known to say otherwise, or what it speaks of to be
 *     gone: the day that was found, if the day it happened is not known; such a claim is kept and
 *     shown, and never counts
 * @param note what a reader has to know beside the reading, such as a mistake in the source
 */
public record PublishedClaim(
    String id,
    DataClass about,
    Set<Place> places,
    EvidenceGrade grade,
    Origin origin,
    LocalDate verifiedOn,
    Optional<LocalDate> supersededOn,
    Optional<String> note) {
  /**
   * The grades that a public claim can have. The others are about one practice: what was read from
   * its tenant, what its signed contract says, what its admin saw.
   */
  public static final Set<EvidenceGrade> GRADES =
      Collections.unmodifiableSet(
          EnumSet.of(
              EvidenceGrade.VENDOR_DOC,
              EvidenceGrade.VENDOR_STATEMENT,
              EvidenceGrade.THIRD_PARTY,
              EvidenceGrade.UNKNOWN));

  /**
   * @throws IllegalArgumentException if it names no place, or is of a grade that only evidence of
   *     one practice has
   */
  public PublishedClaim {
    if (places.isEmpty()) {
      throw new IllegalArgumentException("claim `" + id + "` names no place");
    }
    if (!GRADES.contains(grade)) {
      throw new IllegalArgumentException(
          "claim `" + id + "` is public and cannot be of grade `" + grade + "`");
    }
    places = Collections.unmodifiableSortedSet(new TreeSet<>(places));
  }

  /** Whether it counts no more. */
  public boolean superseded() {
    return supersededOn.isPresent();
  }

  /** The claim as evidence, to be weighed with any other. */
  public EvidenceLine line() {
    return new EvidenceLine(
        about,
        places,
        grade,
        verifiedOn,
        Optional.empty(),
        superseded(),
        origin.publisher() + ", " + origin.title(),
        origin.quote().orElse(""));
  }
}
