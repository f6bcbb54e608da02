package io.onshore.connector.toolkit.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * When a server asks to be called again. Reads seconds and the three date forms of RFC 9110 section
 * 5.6.7; a date that has passed and a negative number are zero, more than a day is a day, and what
 * cannot be understood is absent.
 */
public final class RetryAfter {
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Pattern SECONDS = Pattern.compile("[+-]?[0-9]{1,40}");
  private static final int DIGITS_OF_A_DAY = 9;

  private RetryAfter() {}

  /** The value of a Retry-After field. */
  public static Optional<Duration> parse(String value, Clock clock) {
    String text = value.strip();
    return seconds(text).or(() -> untilDate(text, clock)).map(RetryAfter::bounded);
  }

  /**
   * The larger of Retry-After and RateLimit-Reset, both of which a provider may send with a
   * refusal. An answer that is no refusal may hold RateLimit-Reset as well: ask only about 429 and
   * 503.
   */
  public static Optional<Duration> of(Headers headers, Clock clock) {
    return Stream.of(
            headers.first("Retry-After").flatMap(value -> parse(value, clock)),
            headers
                .first("RateLimit-Reset")
                .flatMap(value -> seconds(value.strip()))
                .map(RetryAfter::bounded))
        .flatMap(Optional::stream)
        .max(Duration::compareTo);
  }

  private static Optional<Duration> seconds(String text) {
    if (!SECONDS.matcher(text).matches()) {
      return Optional.empty();
    }
    if (text.startsWith("-")) {
      return Optional.of(Duration.ZERO);
    }
    String digits = text.replaceFirst("^\\+?0*", "");
    if (digits.length() > DIGITS_OF_A_DAY) {
      return Optional.of(LONGEST);
    }
    return Optional.of(Duration.ofSeconds(digits.isEmpty() ? 0 : Long.parseLong(digits)));
  }

  private static Optional<Duration> untilDate(String text, Clock clock) {
    return forms(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)).stream()
        .flatMap(form -> read(text, form).stream())
        .findFirst()
        .map(date -> Duration.between(clock.instant(), date.toInstant(ZoneOffset.UTC)));
  }

  private static Optional<LocalDateTime> read(String text, DateTimeFormatter form) {
    try {
      return Optional.of(LocalDateTime.parse(text, form));
    } catch (DateTimeException notOfThisForm) {
      return Optional.empty();
    }
  }

  /** A year of two digits lies at most 50 years ahead, as RFC 9110 says. */
  private static List<DateTimeFormatter> forms(LocalDate today) {
    return List.of(
        DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH),
        new DateTimeFormatterBuilder()
            .appendPattern("EEEE, dd-MMM-")
            .appendValueReduced(ChronoField.YEAR, 2, 2, today.minusYears(49))
            .appendPattern(" HH:mm:ss 'GMT'")
            .toFormatter(Locale.ENGLISH),
        DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH));
  }

  private static Duration bounded(Duration delay) {
    if (delay.isNegative()) {
      return Duration.ZERO;
    }
    return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
  }
}
