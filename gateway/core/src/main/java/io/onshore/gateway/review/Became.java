package io.onshore.gateway.review;

import io.onshore.gateway.review.ReviewFigures.RulingCount;
import java.util.List;

/**
 * What became of sends on which people went past a rule: each counts once, by the newest ruling on
 * the newest case that it was part of. A case may hold several sends.
 *
 * @param open nothing is decided on the case, or it was opened again
 * @param accepted it may stay, for good or until a time to come
 * @param moved it has to be sent elsewhere, whether or not that is done yet
 * @param deleted it has to be deleted, whether or not that is done yet
 * @param reported it was reported to a regulator
 */
public record Became(long open, long accepted, long moved, long deleted, long reported) {
  /** Nobody went past it. */
  public static final Became NOTHING = new Became(0, 0, 0, 0, 0);

  /** The counts of one rule, added up. */
  static Became of(List<RulingCount> counts) {
    Became sum = NOTHING;
    for (RulingCount each : counts) {
      sum = sum.plus(each.ruling().orElse("REOPEN"), each.sends());
    }
    return sum;
  }

  private Became plus(String ruling, long more) {
    return switch (ruling) {
      case "REOPEN" -> new Became(open + more, accepted, moved, deleted, reported);
      case "ACCEPT", "ACCEPT_UNTIL" -> new Became(open, accepted + more, moved, deleted, reported);
      case "MOVE" -> new Became(open, accepted, moved + more, deleted, reported);
      case "DELETE" -> new Became(open, accepted, moved, deleted + more, reported);
      case "REPORT" -> new Became(open, accepted, moved, deleted, reported + more);
      default -> throw new IllegalStateException("no ruling is called " + ruling);
    };
  }
}
