package io.onshore.connector;

/** How an object has to be cut into parts. The last part may always be shorter. */
public sealed interface PartRule {
  /** The most parts that may be under way at once; 1 means in order. */
  int parallel();

  /** The part in bytes that serves this provider best. */
  long preferred();

  /**
   * Every part has exactly this size.
   *
   * @param bytes the size, positive
   */
  record Fixed(long bytes, int parallel) implements PartRule {
    public Fixed {
      requirePositive(bytes, parallel);
    }

    @Override
    public long preferred() {
      return bytes;
    }
  }

  /**
   * Every part is a multiple of a unit, up to a maximum.
   *
   * @param unit in bytes, positive
   * @param preferred the part in bytes that serves this provider best, a multiple of the unit
   * @param max the largest part in bytes, a multiple of the unit
   */
  record MultipleOf(long unit, long preferred, long max, int parallel) implements PartRule {
    public MultipleOf {
      requirePositive(unit, parallel);
      if (max < unit || max % unit != 0) {
        throw new IllegalArgumentException("the largest part must be a multiple of the unit");
      }
      if (preferred < unit || preferred > max || preferred % unit != 0) {
        throw new IllegalArgumentException(
            "the preferred part must be a multiple of the unit, and at most the largest");
      }
    }
  }

  private static void requirePositive(long bytes, int parallel) {
    if (bytes <= 0 || parallel <= 0) {
      throw new IllegalArgumentException("part size and parallelism must be positive");
    }
  }
}
