package io.onshore.policy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A named list of countries whose members may come and go, such as those with an adequacy decision.
 *
 * @param about what the list is, for people
 * @param sources ids of {@link Source}s
 */
public record PlaceGroup(String id, String about, List<Member> members, List<String> sources) {
  public PlaceGroup {
    members = List.copyOf(members);
    sources = List.copyOf(sources);
  }

  /**
   * @param from the first day of membership; empty if always
   * @param to the last day of membership; empty if open
   */
  public record Member(Place place, Optional<LocalDate> from, Optional<LocalDate> to) {
    boolean on(LocalDate day) {
      return from.map(first -> !day.isBefore(first)).orElse(true)
          && to.map(last -> !day.isAfter(last)).orElse(true);
    }
  }

  /** The codes of the members on that day, sorted. */
  public List<String> codes(LocalDate day) {
    return members.stream()
        .filter(member -> member.on(day))
        .map(member -> member.place().code())
        .distinct()
        .sorted()
        .toList();
  }
}
