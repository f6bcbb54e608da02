package io.onshore.gateway.transfer;

import io.onshore.connector.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When to try again: the one place that decides it.
 *
 * @param first the delay after the first failure
 * @param longest the longest delay of our own; a provider may ask for more
 * @param giveUpAfter how long after its declaration a transfer is tried at all. A dead grant is
 *     waited for without an end, and what was held that long has a dozen tries more
 */
public record RetryPolicy(Duration first, Duration longest, Duration giveUpAfter) {
  /** Seconds at first, five minutes at most, three days altogether. */
  public static final RetryPolicy USUAL =
      new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofDays(3));

  private static final double LEAST_JITTER = 0.75;
  private static final double MOST_JITTER = 1.25;

  /** So many tries in a row come before giving up, however long ago the transfer began. */
  private static final int FEWEST_TRIES = 12;

  /**
   * A dead grant is looked at again at this pace. Reconnecting makes its transfers due at once;
   * this is for what mends without the gateway being told, such as an application's approval.
   */
  private static final Duration RECONNECT_PACE = Duration.ofMinutes(15);

  /**
   * When to try again after a failure; empty if never.
   *
   * @param attempt 1 after the first failure in a row
   * @param declaredAt when the transfer began
   */
  public Optional<Instant> next(
      Failure failure, int attempt, Instant now, Instant declaredAt, RandomGenerator random) {
    if (failure.kind() == Failure.Kind.REAUTHORISE) {
      return Optional.of(now.plus(RECONNECT_PACE));
    }
    Optional<Duration> delay =
        switch (failure.retry()) {
          case Failure.Retry.Never ignored -> Optional.empty();
          case Failure.Retry.Backoff ignored -> Optional.of(backoff(attempt, random));
          case Failure.Retry.After after ->
              Optional.of(longer(after.delay(), backoff(attempt, random)));
        };
    // Compared before it is added: a provider may ask for more time than there is.
    return delay
        .filter(wait -> wait.compareTo(giveUpAfter) < 0)
        .map(now::plus)
        .filter(at -> attempt < FEWEST_TRIES || at.isBefore(declaredAt.plus(giveUpAfter)));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** Doubles, with a quarter of jitter either way so that clients do not march in step. */
  private Duration backoff(int attempt, RandomGenerator random) {
    double ceiling = longest.toMillis() / MOST_JITTER;
    double plain = Math.min(ceiling, Math.scalb((double) first.toMillis(), attempt - 1));
    return Duration.ofMillis((long) (plain * random.nextDouble(LEAST_JITTER, MOST_JITTER)));
  }
}
