package io.onshore.connector.simulator;

import java.util.OptionalLong;

/** What a double says about how full an account is. */
public sealed interface Room {
  /** A provider with much room, of which nobody used any. */
  Limited AMPLE = new Limited(1L << 40, 0);

  /** So many bytes, of which so many are used; may be more than there are. */
  record Limited(long total, long used) implements Room {}

  /** No limit, in the provider's own way of saying so. */
  record Unlimited() implements Room {}

  /** Nothing at all. */
  record Untold() implements Room {}

  /** A limit, or none. */
  static Room of(OptionalLong total, long used) {
    return total.isPresent() ? new Limited(total.getAsLong(), used) : new Unlimited();
  }
}
