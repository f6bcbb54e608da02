package io.onshore.gateway.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.connector.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When it is tried again. */
class RetryPolicyTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final RetryPolicy POLICY =
      new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofDays(3));

  private final RandomGenerator random = new SplittableRandom(42);

  private Optional<Duration> delay(Failure failure, int attempt) {
    return POLICY.next(failure, attempt, NOW, NOW, random).map(at -> Duration.between(NOW, at));
  }

  private static Failure after(Duration delay) {
    return new Failure(
        Failure.Kind.THROTTLED,
        new Failure.Retry.After(delay),
        Failure.Effect.NONE,
        Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void doublesWithAQuarterOfJitterEitherWay(int attempt) {
    long plain = 1_000L << (attempt - 1);
    for (int i = 0; i < 200; i++) {
      assertThat(delay(Failure.passing(Failure.Kind.UNAVAILABLE), attempt).orElseThrow())
          .isBetween(Duration.ofMillis(plain * 3 / 4), Duration.ofMillis(plain * 5 / 4));
    }
  }

  @Test
  void differsFromTransferToTransferSoThatClientsDoNotMarchInStep() {
    assertThat(
            random
                .longs(50)
                .mapToObj(
                    seed ->
                        POLICY.next(
                            Failure.passing(Failure.Kind.UNAVAILABLE),
                            5,
                            NOW,
                            NOW,
                            new SplittableRandom(seed)))
                .distinct()
                .count())
        .isGreaterThan(40);
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 10, 20, 21, 22, 63, 64, 65, 1_000, Integer.MAX_VALUE})
  void neverWaitsLongerThanTheLongestDelayOfItsOwn(int attempt) {
    for (int i = 0; i < 200; i++) {
      assertThat(delay(Failure.passing(Failure.Kind.UNAVAILABLE), attempt).orElseThrow())
          .isBetween(Duration.ofMinutes(3), Duration.ofMinutes(5));
    }
  }

  @Test
  void waitsAtLeastAsLongAsTheProviderAsksAlsoBeyondItsOwnLongest() {
    assertThat(delay(after(Duration.ofHours(2)), 1)).contains(Duration.ofHours(2));
    assertThat(delay(after(Duration.ZERO), 1).orElseThrow()).isPositive();
  }

  @Test
  void givesUpRatherThanFailWhenAProviderAsksForAThousandYears() {
    assertThat(delay(after(Duration.ofSeconds(Long.MAX_VALUE)), 1)).isEmpty();
  }

  @Test
  void neverTriesAgainWhatCannotHelp() {
    for (Failure.Kind kind : Failure.Kind.values()) {
      Optional<Duration> delay = delay(Failure.permanent(kind), 1);
      if (kind == Failure.Kind.REAUTHORISE) {
        assertThat(delay).contains(Duration.ofMinutes(15));
      } else {
        assertThat(delay).as(kind.name()).isEmpty();
      }
    }
  }

  @Test
  void givesUpWhenTheNextTryWouldBeTooLate() {
    Failure failure = after(Duration.ofHours(1));
    Instant declared = NOW.minus(Duration.ofDays(3)).plus(Duration.ofHours(1));
    assertThat(POLICY.next(failure, 12, NOW, declared.plusSeconds(1), random)).isPresent();
    assertThat(POLICY.next(failure, 12, NOW, declared, random)).isEmpty();
  }

  @Test
  void triesWhatWasHeldForDaysADozenTimesBeforeItGivesUp() {
    Failure failure = Failure.passing(Failure.Kind.UNAVAILABLE);
    Instant declared = NOW.minus(Duration.ofDays(9));
    assertThat(POLICY.next(failure, 11, NOW, declared, random)).isPresent();
    assertThat(POLICY.next(failure, 12, NOW, declared, random)).isEmpty();
  }

  @Test
  void waitsForAPersonWithoutAnEnd() {
    Failure failure = Failure.permanent(Failure.Kind.REAUTHORISE);
    Instant declared = NOW.minus(Duration.ofDays(400));
    assertThat(POLICY.next(failure, 40_000, NOW, declared, random))
        .contains(NOW.plus(Duration.ofMinutes(15)));
  }
}
