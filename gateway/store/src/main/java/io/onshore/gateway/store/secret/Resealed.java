package io.onshore.gateway.store.secret;

import java.util.List;
import java.util.function.Predicate;

/**
 * What came of sealing secrets anew under the newest key.
 *
 * @param done how many are sealed with the newest key now
 * @param left how many are not, because the key that opens them is not at hand
 */
public record Resealed(int done, int left) {
  /** Seals each anew. */
  public static Resealed each(List<String> ids, Predicate<String> reseal) {
    int done = (int) ids.stream().filter(reseal).count();
    return new Resealed(done, ids.size() - done);
  }

  /** Both together. */
  public Resealed and(Resealed other) {
    return new Resealed(done + other.done, left + other.left);
  }
}
