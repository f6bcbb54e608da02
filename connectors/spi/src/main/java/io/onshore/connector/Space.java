package io.onshore.connector;

import java.util.OptionalLong;

/** How much room there is where a destination's files go. */
public sealed interface Space {
  /** The account has no limit. */
  record Unlimited() implements Space {}

  /**
   * There is a limit.
   *
   * @param remaining in bytes, 0 or more
   * @param total of the account, in bytes; empty if the provider does not tell
   */
  record Limited(long remaining, OptionalLong total) implements Space {
    /**
     * @throws IllegalArgumentException if less than nothing remains
     */
    public Limited {
      if (remaining < 0) {
        throw new IllegalArgumentException("no less than nothing remains");
      }
    }

    /** What remains of a limit of which so much is used, which may be more than the limit. */
    public static Limited of(long total, long used) {
      return new Limited(Math.max(0, total - used), OptionalLong.of(total));
    }
  }
}
