package io.onshore.gateway.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a message is sent again: the one place that decides it.
 *
 * @param delays after the first failure, the second ...; after as many and one more it is given up
 */
public record DeliverySchedule(List<Duration> delays) {
  /** That of Standard Webhooks: ten tries in a little more than three days. */
  public static final DeliverySchedule USUAL =
      new DeliverySchedule(
          List.of(
              Duration.ofSeconds(5),
              Duration.ofMinutes(5),
              Duration.ofMinutes(30),
              Duration.ofHours(2),
              Duration.ofHours(5),
              Duration.ofHours(10),
              Duration.ofHours(14),
              Duration.ofHours(20),
              Duration.ofHours(24)));

  /** A receiver may ask for more time than the schedule has, up to this. */
  private static final Duration LONGEST_ASKED = Duration.ofHours(24);

  /** So much later at most, so that what failed together does not come back together. */
  private static final double JITTER = 0.2;

  public DeliverySchedule {
    delays = List.copyOf(delays);
  }

  /**
   * When to send again; empty if never.
   *
   * @param attempts how often it was sent by now, at least once
   * @param asked how long the receiver wants to be left alone, if it said so
   */
  public Optional<Instant> next(
      int attempts, Instant now, Optional<Duration> asked, RandomGenerator random) {
    if (attempts > delays.size()) {
      return Optional.empty();
    }
    Duration plain = delays.get(attempts - 1);
    Duration wait = plain.plusMillis((long) (plain.toMillis() * random.nextDouble(JITTER)));
    Duration wanted = shorter(asked.orElse(wait), LONGEST_ASKED);
    return Optional.of(now.plus(wanted.compareTo(wait) > 0 ? wanted : wait));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
