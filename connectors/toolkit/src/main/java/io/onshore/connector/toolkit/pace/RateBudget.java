package io.onshore.connector.toolkit.pace;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucketBuilder;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What one connection may ask of its provider, shared by all its transfers. A connector does not
 * wait: a request beyond the budget is not made, and fails as the provider itself would make it
 * fail, {@link Failure.Kind#THROTTLED} with the delay until there is room. Safe for several
 * threads.
 */
public final class RateBudget {
  private final Clock clock;
  private final Optional<Bucket> bucket;
  private final AtomicReference<Instant> pausedUntil = new AtomicReference<>(Instant.MIN);

  /**
   * A published limit.
   *
   * @param units how many, in the provider's own measure; positive
   * @param per in which time; positive
   */
  public record Rate(long units, Duration per) {}

  /**
   * @param rates all hold at once; none if the provider publishes no limit, so that only its own
   *     refusals count
   */
  public RateBudget(Clock clock, List<Rate> rates) {
    this.clock = clock;
    this.bucket = rates.isEmpty() ? Optional.empty() : Optional.of(bucket(clock, rates));
  }

  private static Bucket bucket(Clock clock, List<Rate> rates) {
    LocalBucketBuilder builder = Bucket.builder().withCustomTimePrecision(new LentClock(clock));
    for (Rate rate : rates) {
      builder =
          builder.addLimit(
              Bandwidth.builder()
                  .capacity(rate.units())
                  .refillGreedy(rate.units(), rate.per())
                  .build());
    }
    return builder.build();
  }

  /**
   * Takes what a request costs, before it is made.
   *
   * @param units positive
   * @throws ConnectorException {@link Failure.Kind#THROTTLED}, effect none, with the delay
   */
  public void spend(long units) throws ConnectorException {
    Instant now = clock.instant();
    Instant pause = pausedUntil.get();
    if (now.isBefore(pause)) {
      throw throttled(
          Duration.between(now, pause), "the provider asked this connection to slow down");
    }
    Optional<ConsumptionProbe> probe = bucket.map(each -> each.tryConsumeAndReturnRemaining(units));
    if (probe.isPresent() && !probe.get().isConsumed()) {
      throw throttled(
          Duration.ofNanos(probe.get().getNanosToWaitForRefill()),
          "the connection has used up what the provider allows for now");
    }
  }

  /** The provider asked to slow down: nothing more is asked for so long, by any transfer. */
  public void pause(Duration delay) {
    Instant until = clock.instant().plus(delay);
    pausedUntil.accumulateAndGet(until, (one, other) -> one.isAfter(other) ? one : other);
  }

  /** Pauses if the provider is busy or down and said for how long; gives the failure back. */
  public ConnectorException heed(ConnectorException refused) {
    Failure failure = refused.failure();
    boolean busy =
        failure.kind() == Failure.Kind.THROTTLED || failure.kind() == Failure.Kind.UNAVAILABLE;
    if (busy && failure.retry() instanceof Failure.Retry.After after) {
      pause(after.delay());
    }
    return refused;
  }

  private static ConnectorException throttled(Duration delay, String message) {
    return new ConnectorException(
        new Failure(
            Failure.Kind.THROTTLED,
            new Failure.Retry.After(delay),
            Failure.Effect.NONE,
            Optional.empty()),
        message);
  }

  /** The connector's clock as the library wants it. */
  private record LentClock(Clock clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      Instant now = clock.instant();
      return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
