package io.onshore.connector.simulator;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The latest requests, and a count of all by operation. Safe for several threads.
 *
 * @param <O> the double's operations
 */
public final class RequestLog<O extends Enum<O>> {
  private static final int KEPT_REQUESTS = 2000;
  private static final int KEPT_OF_ONE_BODY = 1 << 20;
  private static final long KEPT_OF_ALL_BODIES = 16L << 20;

  private final Deque<Seen> latest = new ArrayDeque<>();
  private final Map<O, Long> counts;
  private long bodyBytes;

  public RequestLog(Class<O> operations) {
    this.counts = new EnumMap<>(operations);
  }

  /** Notes a request. */
  public synchronized void note(O operation, Call call) {
    counts.merge(operation, 1L, Long::sum);
    byte[] body = Arrays.copyOf(call.body(), Math.min(call.body().length, KEPT_OF_ONE_BODY));
    latest.addLast(
        new Seen(
            operation.name(),
            call.method(),
            call.authority(),
            call.query().isEmpty() ? call.path() : call.path() + "?" + call.query(),
            call.headers(),
            body,
            call.body().length));
    bodyBytes += body.length;
    while (latest.size() > KEPT_REQUESTS || bodyBytes > KEPT_OF_ALL_BODIES) {
      bodyBytes -= latest.removeFirst().body().length;
    }
  }

  /** The latest requests, oldest first. */
  public synchronized List<Seen> latest() {
    return List.copyOf(latest);
  }

  /** How many requests asked for this. */
  public synchronized long count(O operation) {
    return counts.getOrDefault(operation, 0L);
  }

  /** How many requests there were, by operation. */
  public synchronized Map<O, Long> counts() {
    return Map.copyOf(counts);
  }

  /** Forgets everything. */
  public synchronized void clear() {
    latest.clear();
    counts.clear();
    bodyBytes = 0;
  }
}
