package io.onshore.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** When a message is sent again. */
class DeliveryScheduleTest {
  private static final Instant NOW = Instant.parse("2026-11-27T08:00:00Z");
  private static final DeliverySchedule USUAL = DeliverySchedule.USUAL;

  private static Optional<Duration> wait(int attempts, Optional<Duration> asked, int seed) {
    return USUAL
        .next(attempts, NOW, asked, new SplittableRandom(seed))
        .map(at -> Duration.between(NOW, at));
  }

  @Test
  void triesTenTimesInThreeToFourDays() {
    Duration least = Duration.ZERO;
    Duration most = Duration.ZERO;
    for (int attempt = 1; attempt <= 9; attempt++) {
      Duration plain = USUAL.delays().get(attempt - 1);
      for (int seed = 0; seed < 50; seed++) {
        assertThat(wait(attempt, Optional.empty(), seed).orElseThrow())
            .isBetween(plain, plain.multipliedBy(6).dividedBy(5));
      }
      least = least.plus(plain);
      most = most.plus(plain.multipliedBy(6).dividedBy(5));
    }
    assertThat(wait(10, Optional.empty(), 1)).isEmpty();
    assertThat(least).isGreaterThan(Duration.ofDays(3));
    assertThat(most).isLessThan(Duration.ofDays(4));
  }

  @Test
  void whatFailedTogetherDoesNotComeBackTogether() {
    List<Duration> waits = new ArrayList<>();
    for (int seed = 0; seed < 50; seed++) {
      waits.add(wait(2, Optional.empty(), seed).orElseThrow());
    }
    assertThat(waits).doesNotHaveDuplicates();
  }

  @Test
  void aReceiverMayAskForMoreTimeAndNotForLessNorForEver() {
    assertThat(wait(1, Optional.of(Duration.ofHours(1)), 1)).contains(Duration.ofHours(1));
    assertThat(wait(9, Optional.of(Duration.ofSeconds(1)), 1).orElseThrow())
        .isGreaterThanOrEqualTo(Duration.ofHours(24));
    assertThat(wait(1, Optional.of(Duration.ofDays(9_000)), 1)).contains(Duration.ofHours(24));
  }
}
