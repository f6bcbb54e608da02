package io.onshore.policy;

import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one open hold waits for.
 *
 * @param alternatives any one of them will do
 */
public record Hold(Set<Remedy> alternatives) implements Comparable<Hold> {
  /**
   * @throws IllegalArgumentException if there is none
   */
  public Hold {
    if (alternatives.isEmpty()) {
      throw new IllegalArgumentException("a hold names its remedies");
    }
    alternatives = Sorted.copy(alternatives);
  }

  /** The notation of the worked cases, such as {@code CONTRACT|CONSENT}. */
  @Override
  public String toString() {
    return alternatives.stream().map(Remedy::name).collect(Collectors.joining("|"));
  }

  @Override
  public int compareTo(Hold other) {
    return toString().compareTo(other.toString());
  }
}
