package io.onshore.gateway.expiry;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.practice.PracticeId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Looks at the calendar and raises an alert 30, 7 and 1 days before an end, and once it has come.
 * Each is raised once, by whichever gateway comes first.
 */
public final class ExpiryRounds {
  /** The nearest first, so that what is noted late raises one alert and not all. */
  private static final List<Integer> STEPS = List.of(1, 7, 30);

  private final Supplier<SetUp> setUp;
  private final ExpiryCalendar calendar;
  private final Alerts alerts;
  private final Clock clock;

  public ExpiryRounds(Supplier<SetUp> setUp, ExpiryCalendar calendar, Alerts alerts, Clock clock) {
    this.setUp = setUp;
    this.calendar = calendar;
    this.alerts = alerts;
    this.clock = clock;
  }

  /** Raises what is due. */
  public void round() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    for (PracticeId practice : setUp.get().practices().keySet()) {
      for (Expiry expiry : calendar.of(practice)) {
        OptionalInt step = step(expiry.daysLeft(today));
        if (step.isPresent()) {
          raise(practice, expiry, step.getAsInt());
        }
      }
    }
  }

  private static OptionalInt step(long daysLeft) {
    return daysLeft < 0
        ? OptionalInt.of(0)
        : STEPS.stream().filter(step -> daysLeft <= step).mapToInt(Integer::intValue).findFirst();
  }

  private void raise(PracticeId practice, Expiry expiry, int step) {
    Instant now = clock.instant();
    var _ =
        alerts.raise(
            Alert.of(practice, expiry, step, now),
            AuditEvent.byGateway(
                practice,
                now,
                AuditType.EXPIRY_NEARS,
                expiry.target(),
                Map.of(
                    "kind", expiry.kind().name(),
                    "subject", expiry.subject(),
                    "on", expiry.on().toString(),
                    "days", Integer.toString(step))));
  }
}
