package io.onshore.gateway.acceptance.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The points that one transfer passes: before and after each call to its connector. At one of them
 * something is done to it. Once the power is cut, nothing gets through any more. Safe for several
 * threads.
 */
final class Points {
  private final List<String> passed = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private int at = -1;
  private Runnable act = () -> {};
  private boolean off;

  /** The process is gone. An error, so that nothing in the process handles it. */
  static final class PowerCut extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Does something at the point of this number, once. */
  synchronized void at(int point, Runnable action) {
    at = point;
    act = action;
  }

  /** Cuts the power; to be called at a point. */
  synchronized void cut() {
    off = true;
    throw new PowerCut();
  }

  /** Lets a new process run. */
  synchronized void restore() {
    off = false;
  }

  /** The names of the points so far. */
  synchronized List<String> passed() {
    return List.copyOf(passed);
  }

  /** A call to the connector begins; gives its number among those of its name. */
  synchronized int asked(String call) {
    int nth = counts.merge(call, 1, Integer::sum);
    pass("before " + call + " " + nth);
    return nth;
  }

  /** The call has come to its end at the provider. */
  synchronized void done(String call, int nth) {
    pass("after " + call + " " + nth);
  }

  private void pass(String point) {
    if (off) {
      throw new PowerCut();
    }
    passed.add(point);
    if (passed.size() - 1 == at) {
      act.run();
    }
  }
}
