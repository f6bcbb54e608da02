package io.onshore.connector.testkit;

import io.onshore.connector.Space;
import java.util.Optional;
import java.util.OptionalLong;

/** What the provider's double says about how full the account is. */
public enum Fill {
  /** So much of a limit is used, and some is left. */
  ROOM(OptionalLong.of(10_000_000), 4_000_000),
  /** More than the limit is used, as after a plan was made smaller. */
  OVERFULL(OptionalLong.of(10_000_000), 11_000_000),
  /** There is no limit. */
  UNLIMITED(OptionalLong.empty(), 4_000_000),
  /** Nothing is told. */
  UNTOLD(OptionalLong.empty(), 0);

  private final OptionalLong total;
  private final long used;

  Fill(OptionalLong total, long used) {
    this.total = total;
    this.used = used;
  }

  /** The limit in bytes; empty if there is none, or it is not told. */
  public OptionalLong total() {
    return total;
  }

  /** How many bytes are used. */
  public long used() {
    return used;
  }

  /** What a connector makes of it, where the provider has words for all of this. */
  public Optional<Space> told() {
    return switch (this) {
      case ROOM, OVERFULL -> Optional.of(Space.Limited.of(total.orElseThrow(), used));
      case UNLIMITED -> Optional.of(new Space.Unlimited());
      case UNTOLD -> Optional.empty();
    };
  }
}
