package io.onshore.gateway.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where in a list of events, newest first, the next page begins: after this event. */
public record AuditPlace(Instant at, long number) {
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,17})-([0-9]{1,18})");
  private static final long MICROS = 1_000_000;

  /** The place after an event. */
  public static AuditPlace after(ChainedEvent event) {
    return new AuditPlace(event.at(), event.number());
  }

  /**
   * The place from its text.
   *
   * @throws IllegalArgumentException if the text is not one that {@link #text} gives
   */
  public static AuditPlace of(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("`cursor` cannot be understood");
    }
    long micros = Long.parseLong(matcher.group(1));
    return new AuditPlace(
        Instant.EPOCH.plus(micros, ChronoUnit.MICROS), Long.parseLong(matcher.group(2)));
  }

  /** For the address of the next page. */
  public String text() {
    return (at.getEpochSecond() * MICROS + at.getNano() / 1000) + "-" + number;
  }
}
