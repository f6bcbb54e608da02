package io.onshore.connector.toolkit.http;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs blocking work on a virtual thread of its own while the caller waits. Blocking socket calls
 * ignore the interrupt of a platform thread but not that of a virtual thread: this way an interrupt
 * ends the work whatever thread calls.
 */
final class Worker {
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private Worker() {}

  /**
   * The work's result.
   *
   * @param abandon what else ends the work, called before it is interrupted
   * @throws ExecutionException around what the work threw
   * @throws InterruptedException if the caller was interrupted; the work was interrupted as well
   *     and has ended, unless it ignores that for a second
   * @throws TimeoutException likewise, if the work took longer than {@code atMost}
   */
  static <T> T run(Callable<T> work, Duration atMost, Runnable abandon)
      throws ExecutionException, InterruptedException, TimeoutException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    FutureTask<T> task = new FutureTask<>(work);
    Thread worker = Thread.ofVirtual().name("onshore-http").start(task);
    boolean done = false;
    try {
      T result = task.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
      done = true;
      return result;
    } catch (ExecutionException e) {
      done = true;
      throw e;
    } finally {
      if (!done) {
        abandon.run();
        worker.interrupt();
        awaitEnd(worker);
      }
    }
  }

  private static void awaitEnd(Thread worker) {
    boolean interrupted = Thread.interrupted();
    try {
      // Work that outlives the farewell hangs in its source; its socket is cut by then.
      boolean ignored = worker.join(FAREWELL);
    } catch (InterruptedException again) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
