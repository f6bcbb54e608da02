package io.onshore.connector.folder;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure.Effect;
import io.onshore.connector.Failure.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs the calls of one connector, each in a thread of its own, so that a disk that hangs (a
 * network mount, say) holds no caller longer than the time-out. The time-out is for one step on the
 * disk; a call that makes steps may take as long as its bytes need. Safe for several threads.
 */
final class FolderCalls {
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final FolderApi api;
  private final Path root;
  private final Duration timeout;
  private final Set<FutureTask<?>> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  FolderCalls(FolderApi api, Path root, Duration timeout) {
    this.api = api;
    this.root = root;
    this.timeout = timeout;
  }

  /** What a call does on the disk. */
  @FunctionalInterface
  interface Work<T> {
    T run(Steps steps) throws IOException, ConnectorException;
  }

  /** How far a call is. */
  static final class Steps {
    private final AtomicLong done = new AtomicLong();
    private volatile Effect effect = Effect.NONE;

    /** One more step is done. */
    void next() {
      done.incrementAndGet();
    }

    /** From here on a failure leaves open whether the object is stored. */
    void publishing() {
      effect = Effect.UNKNOWN;
    }

    /** The object is visible, whatever fails now. */
    void published() {
      effect = Effect.STORED;
    }

    /** The object is surely not stored by this call. */
    void refused() {
      effect = Effect.NONE;
    }
  }

  /**
   * The result of the work.
   *
   * @param missing what it means if a file is not there although the disk is
   * @param bytes how many bytes are to be written, 0 if none
   */
  <T> T call(Kind missing, long bytes, Work<T> work) throws ConnectorException {
    requireOpen();
    Steps steps = new Steps();
    FutureTask<T> task = new FutureTask<>(() -> explained(missing, bytes, work, steps));
    running.add(task);
    Thread worker = Thread.ofVirtual().name("onshore-folder").unstarted(task);
    boolean ended = false;
    try {
      // A close between the two looks would else miss this task.
      requireOpen();
      worker.start();
      T result = await(task, steps);
      ended = true;
      return result;
    } catch (ExecutionException thrown) {
      ended = true;
      if (thrown.getCause() instanceof ConnectorException known) {
        throw known;
      }
      throw new IllegalStateException("a call broke in a way that is our own fault", thrown);
    } catch (CancellationException closing) {
      throw FolderFailures.unanswered(Kind.CLOSED, steps.effect);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw FolderFailures.unanswered(Kind.CANCELLED, steps.effect);
    } catch (TimeoutException silence) {
      throw FolderFailures.unanswered(Kind.UNAVAILABLE, steps.effect);
    } finally {
      running.remove(task);
      if (!ended) {
        task.cancel(true);
        awaitEnd(worker);
      }
    }
  }

  /**
   * Does nothing if the connector is open.
   *
   * @throws ConnectorException if it is not
   */
  void requireOpen() throws ConnectorException {
    if (closed) {
      throw ConnectorException.closed();
    }
  }

  /** Ends running calls and refuses others. */
  void close() {
    closed = true;
    running.forEach(task -> task.cancel(true));
  }

  private <T> T explained(Kind missing, long bytes, Work<T> work, Steps steps)
      throws ConnectorException {
    try {
      return work.run(steps);
    } catch (IOException | UnsupportedOperationException thrown) {
      throw FolderFailures.exception(
          FolderFailures.failure(thrown, missing, bytes, () -> api.health(root))
              .withEffect(steps.effect),
          thrown);
    }
  }

  private <T> T await(FutureTask<T> task, Steps steps)
      throws ExecutionException, InterruptedException, TimeoutException {
    while (true) {
      long before = steps.done.get();
      try {
        return task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException silence) {
        if (steps.done.get() == before) {
          throw silence;
        }
      }
    }
  }

  /** Lets interrupted work come to its end, so that it does nothing after its caller went on. */
  private static void awaitEnd(Thread worker) {
    if (worker.getState() == Thread.State.NEW) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      // Work that outlives this hangs in the disk, and can only write what it was to write.
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
