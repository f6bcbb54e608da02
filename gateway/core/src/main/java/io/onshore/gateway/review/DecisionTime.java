package io.onshore.gateway.review;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * How long cases waited for their first decision. Quantiles are by nearest rank: each is how long
 * one of the cases did wait, never a mean of two. Times are whole minutes, a begun one counted, so
 * that "within" is true of them.
 *
 * @param cases how many cases were decided, at least one
 * @param p50Minutes within what time half of them were decided
 * @param p90Minutes within what time nine of ten were
 */
public record DecisionTime(long cases, long p50Minutes, long p90Minutes) {
  private static final Duration BEGUN = Duration.ofMinutes(1).minusNanos(1);

  /** What these waits come to; empty if there is none, for that is not no time. */
  static Optional<DecisionTime> of(Collection<Duration> waits) {
    List<Duration> sorted = waits.stream().sorted().toList();
    return sorted.isEmpty()
        ? Optional.empty()
        : Optional.of(new DecisionTime(sorted.size(), minutes(sorted, 50), minutes(sorted, 90)));
  }

  private static long minutes(List<Duration> sorted, int percent) {
    int rank = Math.ceilDiv(percent * sorted.size(), 100);
    return sorted.get(rank - 1).plus(BEGUN).toMinutes();
  }
}
