package io.onshore.connector;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Digests of one and the same object, at most one for each algorithm. */
public record Digests(List<Digest> values) {
  /** No digest at all. */
  public static final Digests NONE = new Digests(List.of());

  /**
   * @throws IllegalArgumentException if one algorithm stands twice
   */
  public Digests {
    values = List.copyOf(values);
    Map<DigestAlgorithm, Digest> byAlgorithm = new EnumMap<>(DigestAlgorithm.class);
    for (Digest digest : values) {
      if (byAlgorithm.put(digest.algorithm(), digest) != null) {
        throw new IllegalArgumentException("two digests of the same algorithm");
      }
    }
  }

  /** Of these digests. */
  public static Digests of(Digest... digests) {
    return new Digests(List.of(digests));
  }

  /** Of these digests. */
  public static Digests of(Collection<Digest> digests) {
    return new Digests(List.copyOf(digests));
  }

  /** The digest by this algorithm, if it is there. */
  public Optional<Digest> by(DigestAlgorithm algorithm) {
    return values.stream().filter(digest -> digest.algorithm() == algorithm).findFirst();
  }

  /**
   * Compares algorithm by algorithm: {@link Match#DIFFERS} as soon as one algorithm known to both
   * sides differs, {@link Match#AGREES} if at least one agrees and none differs.
   */
  public Match match(Digests other) {
    boolean agrees = false;
    for (Digest digest : values) {
      Optional<Digest> theirs = other.by(digest.algorithm());
      if (theirs.isPresent()) {
        if (!theirs.get().hex().equals(digest.hex())) {
          return Match.DIFFERS;
        }
        agrees = true;
      }
    }
    return agrees ? Match.AGREES : Match.NOTHING_IN_COMMON;
  }

  /** The result of comparing two sets of digests. */
  public enum Match {
    AGREES,
    DIFFERS,
    /** No algorithm stands on both sides: nothing was proven. */
    NOTHING_IN_COMMON
  }
}
