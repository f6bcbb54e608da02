package io.onshore.gateway.audit;

import io.onshore.gateway.practice.PracticeId;

/**
 * Where a chain ends, or where a part of it begins.
 *
 * @param number of the event there; zero before the first
 * @param hash of that event, or {@link AuditChain#genesis}
 */
public record ChainEnd(long number, String hash) {
  /** Before the first event of a practice. */
  public static ChainEnd genesis(PracticeId practice) {
    return new ChainEnd(0, AuditChain.genesis(practice));
  }

  /** At an event. */
  public static ChainEnd at(ChainedEvent event) {
    return new ChainEnd(event.number(), event.hash());
  }
}
