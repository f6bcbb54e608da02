package io.onshore.gateway.app.wiring;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What comes round again and again, on one thread of its own. What a round throws is told, and the
 * next one comes all the same: a thrown exception would end the schedule.
 */
final class Rounds {
  private static final Logger LOG = System.getLogger(Rounds.class.getName());

  private final ScheduledExecutorService schedule;

  Rounds(String thread) {
    this.schedule =
        Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name(thread).factory());
  }

  /**
   * Begins.
   *
   * @param first how long until the first round
   * @param pace how long from the end of one to the next
   * @param failed what could not be done when a round throws, for the log
   */
  void every(Duration first, Duration pace, String failed, Runnable round) {
    var _ =
        schedule.scheduleWithFixedDelay(
            () -> run(failed, round), first.toMillis(), pace.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void run(String failed, Runnable round) {
    try {
      round.run();
    } catch (RuntimeException unexpected) {
      LOG.log(Level.ERROR, failed + "; trying again", unexpected);
    }
  }

  /** A round that is under way ends; no other begins. */
  void close() {
    schedule.shutdown();
  }
}
