package io.onshore.connector.toolkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands still until it is moved. */
public final class MovingClock extends Clock {
  private volatile Instant now = Instant.parse("2026-11-22T10:00:00Z");
  private final Instant start = now;

  /** Shows this long after the start. */
  public void moveTo(Duration sinceStart) {
    now = start.plus(sinceStart);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return InstantSource.fixed(now).withZone(zone);
  }
}
