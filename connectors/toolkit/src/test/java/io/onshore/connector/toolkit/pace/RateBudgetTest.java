package io.onshore.connector.toolkit.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Effect;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.Failure.Retry;
import io.onshore.connector.toolkit.MovingClock;
import io.onshore.connector.toolkit.pace.RateBudget.Rate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RateBudgetTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final MovingClock clock = new MovingClock();

  @Test
  void whatIsBeyondTheRateFailsWithTheDelayUntilThereIsRoom() throws Exception {
    RateBudget budget = new RateBudget(clock, List.of(new Rate(60, MINUTE)));
    budget.spend(58);
    budget.spend(2);
    assertThat(refused(budget, 5))
        .isEqualTo(
            new Failure(
                Kind.THROTTLED,
                new Retry.After(Duration.ofSeconds(5)),
                Effect.NONE,
                Optional.empty()));
    clock.moveTo(Duration.ofSeconds(5));
    budget.spend(5);
    assertThat(refused(budget, 1).retry()).isEqualTo(new Retry.After(Duration.ofSeconds(1)));
  }

  @Test
  void requestThatIsRefusedCostsNothing() throws Exception {
    RateBudget budget = new RateBudget(clock, List.of(new Rate(10, MINUTE)));
    budget.spend(8);
    refused(budget, 4);
    budget.spend(2);
  }

  @Test
  void everyRateHolds() throws Exception {
    RateBudget budget =
        new RateBudget(clock, List.of(new Rate(10, MINUTE), new Rate(12, Duration.ofHours(1))));
    budget.spend(10);
    clock.moveTo(MINUTE);
    budget.spend(2);
    Retry.After waiting = (Retry.After) refused(budget, 1).retry();
    assertThat(waiting.delay()).isBetween(Duration.ofMinutes(3), Duration.ofMinutes(5));
  }

  @Test
  void withoutAPublishedRateOnlyThePausesCount() throws Exception {
    RateBudget budget = new RateBudget(clock, List.of());
    for (int i = 0; i < 10_000; i++) {
      budget.spend(1);
    }
    budget.pause(Duration.ofSeconds(3));
    assertThat(refused(budget, 1).retry()).isEqualTo(new Retry.After(Duration.ofSeconds(3)));
  }

  @Test
  void longerPauseWinsWhicheverComesFirst() throws Exception {
    RateBudget budget = new RateBudget(clock, List.of());
    budget.pause(Duration.ofSeconds(30));
    budget.pause(Duration.ofSeconds(3));
    clock.moveTo(Duration.ofSeconds(29));
    assertThat(refused(budget, 1).retry()).isEqualTo(new Retry.After(Duration.ofSeconds(1)));
    clock.moveTo(Duration.ofSeconds(30));
    budget.spend(1);
  }

  @Test
  void heedsWhoeverIsBusyOrDownAndSaysForHowLong() throws Exception {
    for (Kind kind : new Kind[] {Kind.THROTTLED, Kind.UNAVAILABLE}) {
      RateBudget budget = new RateBudget(clock, List.of());
      ConnectorException told = failure(kind, new Retry.After(Duration.ofSeconds(9)));
      assertThat(budget.heed(told)).isSameAs(told);
      assertThat(refused(budget, 1).retry()).isEqualTo(new Retry.After(Duration.ofSeconds(9)));
    }
  }

  @Test
  void doesNotGuessADelayThatNobodyAskedFor() throws Exception {
    RateBudget budget = new RateBudget(clock, List.of());
    budget.heed(failure(Kind.THROTTLED, new Retry.Backoff()));
    budget.heed(failure(Kind.UNAVAILABLE, new Retry.Backoff()));
    budget.heed(failure(Kind.FORBIDDEN, new Retry.Never()));
    budget.spend(1);
  }

  private static ConnectorException failure(Kind kind, Retry retry) {
    return new ConnectorException(
        new Failure(kind, retry, Effect.NONE, Optional.empty()), "as asked for");
  }

  private static Failure refused(RateBudget budget, long units) {
    ConnectorException thrown =
        catchThrowableOfType(ConnectorException.class, () -> budget.spend(units));
    assertThat(thrown).as("the budget refuses").isNotNull();
    return thrown.failure();
  }
}
