package io.onshore.gateway.transfer;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Takes transfers to their end: leases one, does what its state asks, and looks for the next. Any
 * number of engines may share a journal; the lease keeps two from working on one transfer.
 */
public final class TransferEngine implements AutoCloseable {
  private static final Logger LOG = System.getLogger(TransferEngine.class.getName());

  /** How long a transfer stays with an engine that died. */
  static final Duration LEASE = Duration.ofSeconds(30);

  private static final Duration IDLE_LOOK = Duration.ofSeconds(1);

  private final TransferJournal journal;
  private final TransferSteps steps;
  private final Clock clock;
  private final String worker;
  private final int parallel;
  private final Semaphore work = new Semaphore(0);
  private final Set<TransferId> inHand = ConcurrentHashMap.newKeySet();
  private final Set<TransferId> lost = ConcurrentHashMap.newKeySet();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopping;

  /**
   * @param worker a name for this process, unique among those that share the journal
   * @param parallel how many transfers are worked on at once
   */
  public TransferEngine(
      TransferJournal journal, TransferSteps steps, Clock clock, String worker, int parallel) {
    this.journal = journal;
    this.steps = steps;
    this.clock = clock;
    this.worker = worker;
    this.parallel = parallel;
  }

  /** Starts working. */
  public void start() {
    for (int i = 0; i < parallel; i++) {
      threads.add(Thread.ofVirtual().name("transfer-engine-" + i).start(this::workUntilStopped));
    }
    threads.add(Thread.ofVirtual().name("transfer-leases").start(this::renewUntilStopped));
  }

  /** Looks for work now rather than at the next look. */
  public void wake() {
    work.release();
  }

  private void workUntilStopped() {
    while (!stopping) {
      try {
        if (!workOnce()) {
          work.tryAcquire(IDLE_LOOK.toMillis(), TimeUnit.MILLISECONDS);
          work.drainPermits();
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException unexpected) {
        // The journal could not be read or written. The lease runs out and the work is found again.
        LOG.log(Level.ERROR, "the transfer engine could not work and looks again soon", unexpected);
        pause();
      }
    }
  }

  private void pause() {
    try {
      work.tryAcquire(IDLE_LOOK.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Leases one transfer and takes it as far as it goes.
   *
   * @return false if there was nothing to do
   */
  public boolean workOnce() {
    Optional<Transfer> leased = journal.lease(worker, clock.instant(), LEASE);
    if (leased.isEmpty()) {
      return false;
    }
    TransferId id = leased.get().id();
    if (!inHand.add(id)) {
      // This process slept for longer than its lease and has just renewed it by leasing again.
      return true;
    }
    try {
      work(leased.get());
    } finally {
      inHand.remove(id);
      lost.remove(id);
      journal.release(id, worker);
    }
    return true;
  }

  private void work(Transfer leased) {
    TransferId id = leased.id();
    try {
      Optional<Transfer> current = Optional.of(leased);
      while (current.isPresent() && !current.get().state().ended() && mayGoOn(id)) {
        current = steps.next(current.get(), () -> mayGoOn(id));
      }
    } catch (StaleStepException stepped) {
      LOG.log(Level.DEBUG, "{0} was stepped by somebody else; it is read again", id);
    } catch (RuntimeException unexpected) {
      LOG.log(Level.ERROR, id + " could not be worked on and is tried again", unexpected);
      steps.putOff(leased);
    }
  }

  private boolean mayGoOn(TransferId id) {
    return !stopping && !lost.contains(id);
  }

  /** Keeps what is in hand, and stops working on what another worker has by now. */
  void renewLeases() {
    for (TransferId id : inHand) {
      if (!journal.renew(id, worker, clock.instant().plus(LEASE)) && inHand.contains(id)) {
        lost.add(id);
      }
    }
  }

  private void renewUntilStopped() {
    Semaphore never = new Semaphore(0);
    while (!stopping) {
      try {
        never.tryAcquire(LEASE.toMillis() / 3, TimeUnit.MILLISECONDS);
        renewLeases();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException unexpected) {
        LOG.log(Level.ERROR, "leases could not be renewed; trying again", unexpected);
      }
    }
  }

  /**
   * Stops after the part under way; what is unfinished is taken up at the next start. Waits for a
   * while, and never interrupts a thread in the middle of a write.
   */
  @Override
  public void close() {
    stopping = true;
    work.release(parallel + 1);
    try {
      for (Thread thread : threads) {
        if (thread.getName().startsWith("transfer-engine")) {
          thread.join(Duration.ofSeconds(20));
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
