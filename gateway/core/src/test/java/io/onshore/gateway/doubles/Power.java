package io.onshore.gateway.doubles;

import java.util.ArrayList;
import java.util.List;

/**
 * The power supply of one process. Every double passes through it before and after whatever it does
 * for the process, so that cutting it there imitates {@code kill -9}: from then on nothing that the
 * process still tries reaches anybody, not even what stands in a finally block.
 */
public final class Power {
  private final List<String> passed = new ArrayList<>();
  private int cutAt = -1;
  private boolean off;

  /** Cuts at the point of this number, counted from now. */
  public synchronized void cutAt(int point) {
    cutAt = passed.size() + point;
  }

  /** Lets a new process run. */
  public synchronized void restore() {
    off = false;
    cutAt = -1;
  }

  /** Cuts no more, if it has not yet. */
  public synchronized void spare() {
    cutAt = -1;
  }

  /** The points passed so far. */
  public synchronized List<String> passed() {
    return List.copyOf(passed);
  }

  public synchronized void pass(String point) {
    if (off) {
      throw new PowerCut("the process is gone");
    }
    passed.add(point);
    if (passed.size() - 1 == cutAt) {
      off = true;
      throw new PowerCut(point);
    }
  }

  /** The process is gone. An error, so that nothing in the process handles it. */
  public static final class PowerCut extends Error {
    private static final long serialVersionUID = 1L;

    PowerCut(String point) {
      super(point);
    }
  }
}
