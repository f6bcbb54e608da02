package io.onshore.connector.simulator;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Disturbances that wait for their request, first come first served.
 *
 * @param <O> the operations that can be disturbed
 */
public final class Faults<O extends Enum<O>> {
  private final List<Waiting<O>> waiting = new ArrayList<>();

  private record Waiting<O>(Set<O> operations, Disturbance disturbance, int times) {}

  /** Disturbs the next request of this operation. */
  public void next(O operation, Disturbance disturbance) {
    next(Set.of(operation), disturbance, 1);
  }

  /** Disturbs the next requests of any of these operations, so many times. */
  public synchronized void next(Set<O> operations, Disturbance disturbance, int times) {
    waiting.add(new Waiting<>(Set.copyOf(operations), disturbance, times));
  }

  /** Forgets what has not happened yet. */
  public synchronized void clear() {
    waiting.clear();
  }

  /** How many disturbances still wait. */
  public synchronized int pending() {
    return waiting.stream().mapToInt(Waiting::times).sum();
  }

  /** The disturbance for this request, used up by asking. */
  public synchronized Optional<Disturbance> take(O operation) {
    for (Iterator<Waiting<O>> each = waiting.iterator(); each.hasNext(); ) {
      Waiting<O> found = each.next();
      if (found.operations().contains(operation)) {
        int place = waiting.indexOf(found);
        if (found.times() == 1) {
          each.remove();
        } else {
          waiting.set(
              place, new Waiting<>(found.operations(), found.disturbance(), found.times() - 1));
        }
        return Optional.of(found.disturbance());
      }
    }
    return Optional.empty();
  }
}
