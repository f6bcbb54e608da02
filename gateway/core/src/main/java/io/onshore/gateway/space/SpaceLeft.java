package io.onshore.gateway.space;

import io.onshore.connector.Space;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * How much room a destination had when its provider was asked.
 *
 * @param photoBytes what a photo of the practice takes; positive
 */
public record SpaceLeft(Space space, long photoBytes, Instant asOf) {
  private static final long FEW = 10;
  private static final long MANY = 10_000;

  /** How many bytes remain; empty if there is no limit. */
  public OptionalLong remainingBytes() {
    return switch (space) {
      case Space.Unlimited _ -> OptionalLong.empty();
      case Space.Limited limited -> OptionalLong.of(limited.remaining());
    };
  }

  /** How many photos that is; empty if there is no limit. */
  public OptionalLong photos() {
    OptionalLong bytes = remainingBytes();
    return bytes.isEmpty() ? bytes : OptionalLong.of(bytes.getAsLong() / photoBytes);
  }

  /** The same in words, rounded down to what can be known. */
  public String text() {
    OptionalLong photos = photos();
    if (photos.isEmpty()) {
      return "no limit";
    }
    long count = photos.getAsLong();
    if (count == 0) {
      return "no room for another photo";
    }
    if (count < FEW) {
      return "fewer than 10 photos left";
    }
    return count >= MANY
        ? "room for more than 10,000 photos"
        : "about " + twoDigits(count) + " photos left";
  }

  private static long twoDigits(long count) {
    long unit = 1;
    while (count / unit >= 100) {
      unit *= 10;
    }
    return count / unit * unit;
  }
}
