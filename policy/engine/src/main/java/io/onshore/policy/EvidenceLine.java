package io.onshore.policy;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * One statement about where one class of data is, and how good it is.
 *
 * @param places all the places it names; {@code ZZ} where it names none that is known
 * @param observedOn when it was observed or last verified
 * @param validUntil the last day it counts, however fresh it is; empty if only its age ends it
 * @param superseded whether its own author says otherwise by now: kept and shown, never counted
 * @param source where it stands: a field of the provider's API, a clause, a page
 * @param rawLabel the source's own word; empty text if it has none
 */
public record EvidenceLine(
    DataClass dataClass,
    Set<Place> places,
    EvidenceGrade grade,
    LocalDate observedOn,
    Optional<LocalDate> validUntil,
    boolean superseded,
    String source,
    String rawLabel) {
  public EvidenceLine {
    places = Sorted.copy(places);
  }

  /** A statement that stands, and that only its age ends. */
  public EvidenceLine(
      DataClass dataClass,
      Set<Place> places,
      EvidenceGrade grade,
      LocalDate observedOn,
      String source,
      String rawLabel) {
    this(dataClass, places, grade, observedOn, Optional.empty(), false, source, rawLabel);
  }

  /**
   * By how many days it is too old on that day; zero or less if it is fresh.
   *
   * @param maxAgeDays how old a statement of its grade may be
   */
  long overAgeDays(int maxAgeDays, LocalDate day) {
    long age = ChronoUnit.DAYS.between(observedOn, day);
    boolean ended = validUntil.map(day::isAfter).orElse(false);
    // Of the day after tomorrow or later: nobody can have looked then.
    return age < -1 || ended ? Long.MAX_VALUE : age - maxAgeDays;
  }

  /** Whether both can be true: each place of the one is, contains or lies in one of the other. */
  boolean agreesWith(EvidenceLine other) {
    return places.contains(Place.UNKNOWN)
        || other.places.contains(Place.UNKNOWN)
        || (covers(places, other.places) && covers(other.places, places));
  }

  private static boolean covers(Set<Place> some, Set<Place> others) {
    return others.stream()
        .allMatch(other -> some.stream().anyMatch(place -> overlaps(place, other)));
  }

  private static boolean overlaps(Place one, Place other) {
    return one.equals(other)
        || (one.country().equals(other.country())
            && (one.code().equals(one.country()) || other.code().equals(other.country())));
  }
}
