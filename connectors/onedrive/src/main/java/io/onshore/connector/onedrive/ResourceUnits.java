package io.onshore.connector.onedrive;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.toolkit.http.Headers;
import io.onshore.connector.toolkit.http.HttpCall;
import io.onshore.connector.toolkit.http.RetryAfter;
import io.onshore.connector.toolkit.pace.RateBudget;
import io.onshore.connector.toolkit.pace.RateBudget.Rate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * What Microsoft lets one application ask for in one tenant, in its own measure. See
 * https://learn.microsoft.com/sharepoint/dev/general-development/how-to-avoid-getting-throttled-or-blocked-in-sharepoint-online.
 * Safe for several threads.
 */
final class ResourceUnits {
  /** Reading one thing costs 1; creating, changing and uploading cost 2. */
  private static final long READING = 1;

  private static final long CHANGING = 2;

  /** A day's allowance is this many times that of a minute, whatever the size of the tenant. */
  private static final long MINUTES_IN_A_DAY = 960;

  private final RateBudget budget;
  private final Clock clock;

  ResourceUnits(long perMinute, Clock clock) {
    this.budget =
        new RateBudget(
            clock,
            List.of(
                new Rate(perMinute, Duration.ofMinutes(1)),
                new Rate(perMinute * MINUTES_IN_A_DAY, Duration.ofDays(1))));
    this.clock = clock;
  }

  /**
   * Takes what a request costs, before it is made.
   *
   * @throws ConnectorException kind THROTTLED, with the delay
   */
  void spend(HttpCall call) throws ConnectorException {
    budget.spend(call.method().equals("GET") ? READING : CHANGING);
  }

  /**
   * Notes what an answer says is left. Microsoft says so, in its own beta, once four fifths of a
   * minute's allowance are gone.
   */
  void note(Headers answer) {
    boolean spent =
        answer
            .first("RateLimit-Remaining")
            .map(String::strip)
            .filter(left -> left.matches("\\d{1,9}"))
            .filter(left -> Long.parseLong(left) < CHANGING)
            .isPresent();
    if (spent) {
      RetryAfter.of(answer, clock).ifPresent(budget::pause);
    }
  }

  /** Waits as long as a refusal asks for; gives it back. */
  ConnectorException heed(ConnectorException refused) {
    return budget.heed(refused);
  }
}
