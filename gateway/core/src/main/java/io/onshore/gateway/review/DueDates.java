package io.onshore.gateway.review;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * When cases are due: so many working days, Monday to Friday, after the day they were opened, at
 * the end of that day. Public holidays are not known.
 *
 * @param workingDays by kind of case; a kind that is left out has its {@link #USUAL} time
 * @param zone whose days are counted
 */
public record DueDates(Map<ReviewCase.Kind, Integer> workingDays, ZoneId zone) {
  /** The working days that each kind of case has unless somebody says otherwise. */
  public static final Map<ReviewCase.Kind, Integer> USUAL =
      Map.of(
          ReviewCase.Kind.EMERGENCY_SENT, 1,
          ReviewCase.Kind.DESTINATION_CHANGED, 2,
          ReviewCase.Kind.CONSENT_WITHDRAWN, 2,
          ReviewCase.Kind.FILE_HELD, 2,
          ReviewCase.Kind.EVIDENCE_CHANGED, 5,
          ReviewCase.Kind.WARNING_OVERRIDDEN, 10,
          ReviewCase.Kind.RULE_OBJECTED, 10,
          ReviewCase.Kind.RULE_OVER_BUDGET, 20);

  /**
   * @throws IllegalArgumentException if a kind has no working day at all
   */
  public DueDates {
    Map<ReviewCase.Kind, Integer> all = new EnumMap<>(USUAL);
    all.putAll(workingDays);
    if (all.values().stream().anyMatch(days -> days < 1)) {
      throw new IllegalArgumentException("a case is due after one working day at the earliest");
    }
    workingDays = Map.copyOf(all);
  }

  /** When a case is due that is opened at this time. */
  public Instant of(ReviewCase.Kind kind, Instant opened) {
    int days = Objects.requireNonNull(workingDays.get(kind));
    LocalDate day = LocalDate.ofInstant(opened, zone);
    while (days > 0) {
      day = day.plusDays(1);
      if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
        days--;
      }
    }
    return day.plusDays(1).atStartOfDay(zone).toInstant();
  }
}
