package io.onshore.gateway.audit;

import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;
import java.util.Map;

/**
 * What was disposed of: the oldest events of a trail, to the proof of it within the trail.
 *
 * @param first the number of the first one
 * @param end the last one, with which what is left is still chained
 */
public record Disposed(long first, ChainEnd end) {
  static final String FIRST = "first";
  static final String LAST = "last";
  static final String COUNT = "count";
  static final String HASH = "lastHash";

  /**
   * The event that proves it.
   *
   * @param years how long events are kept
   * @param jurisdiction whose law says so
   */
  public AuditEvent event(PracticeId practice, Instant at, int years, String jurisdiction) {
    return AuditEvent.byGateway(
        practice,
        at,
        AuditType.TRAIL_DISPOSED,
        "audit",
        Map.of(
            FIRST,
            Long.toString(first),
            LAST,
            Long.toString(end.number()),
            COUNT,
            Long.toString(end.number() - first + 1),
            HASH,
            end.hash(),
            "years",
            Integer.toString(years),
            "jurisdiction",
            jurisdiction));
  }
}
