package io.onshore.gateway.audit;

import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.PracticeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Records that people asked for what their role may not do: once a minute for the same person and
 * the same request, so that a program that keeps asking does not flood the trail. Each process
 * counts for itself. Safe for several threads.
 */
public final class DeniedAccess {
  private static final Duration QUIET = Duration.ofMinutes(1);
  private static final int MOST = 10_000;

  private final AuditTrail trail;
  private final Clock clock;
  private final Map<Request, Instant> recorded =
      new LinkedHashMap<>(16, 0.75f, false) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Request, Instant> eldest) {
          return size() > MOST;
        }
      };

  public DeniedAccess(AuditTrail trail, Clock clock) {
    this.trail = trail;
    this.clock = clock;
  }

  private record Request(PracticeId practice, String subject, String method, String route) {}

  /**
   * Records it, unless it was a moment ago.
   *
   * @param route the address with names in place of its ids, such as {@code /transfers/{id}}
   */
  public void denied(Caller caller, String method, String route) {
    Instant now = clock.instant();
    if (isNew(new Request(caller.practice(), caller.subject(), method, route), now)) {
      trail.append(
          AuditEvent.by(caller, now, AuditType.ACCESS_DENIED, route, Map.of("method", method)));
    }
  }

  private synchronized boolean isNew(Request request, Instant now) {
    Instant before = recorded.get(request);
    if (before != null && now.isBefore(before.plus(QUIET))) {
      return false;
    }
    recorded.remove(request);
    recorded.put(request, now);
    return true;
  }
}
