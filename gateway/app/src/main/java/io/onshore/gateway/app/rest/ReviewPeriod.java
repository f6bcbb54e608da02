package io.onshore.gateway.app.rest;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * The days that figures are asked for, in UTC.
 *
 * @param to not included
 */
record ReviewPeriod(Instant from, Instant to) {
  private static final int MOST_DAYS = 800;

  /**
   * Reads the first and the last day; both count.
   *
   * @param usual how many days there are where the first is left out
   */
  static ReviewPeriod of(@Nullable String from, @Nullable String to, int usual, Clock clock) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate last = to == null ? today : day(to, "to");
    LocalDate first = from == null ? last.minusDays(usual - 1) : day(from, "from");
    if (first.isAfter(last) || first.plusDays(MOST_DAYS).isBefore(last)) {
      throw Requests.invalid(
          "`from` is after `to`, or too long before", "ask for " + MOST_DAYS + " days at most");
    }
    return new ReviewPeriod(begin(first), begin(last.plusDays(1)));
  }

  private static Instant begin(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static LocalDate day(String text, String name) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException wrong) {
      var refused = Requests.invalid("`" + name + "` is not a day", "send a day as `2026-11-30`");
      refused.addSuppressed(wrong);
      throw refused;
    }
  }
}
