package io.onshore.gateway.transfer;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.Part;
import io.onshore.connector.UploadSession;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one upload that are on their way, each on a thread of its own, as many at once as
 * the provider allows. After a failure nothing new starts, but what is on its way is let finish:
 * what the provider takes need not be sent again. Used by one thread.
 */
final class PartsUnderWay implements AutoCloseable {
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("transfer-part-", 0).factory());
  private final ExecutorCompletionService<Part> finished = new ExecutorCompletionService<>(threads);
  private final UploadSession session;
  private final int most;
  private int underWay;

  PartsUnderWay(UploadSession session) {
    this.session = session;
    this.most = session.partRule().parallel();
  }

  /** Whether another part may start. */
  boolean hasRoom() {
    return underWay < most;
  }

  /** Whether nothing is on its way. */
  boolean isEmpty() {
    return underWay == 0;
  }

  /** Sends a part off. */
  void start(Part part) {
    finished.submit(
        () -> {
          session.send(part);
          return part;
        });
    underWay++;
  }

  /**
   * Waits for the next part to arrive.
   *
   * @throws ConnectorException as {@link UploadSession#send} throws it; {@link
   *     Failure.Kind#CANCELLED} if the waiting thread is interrupted, and then the parts are too
   */
  Part awaitNext() throws ConnectorException {
    Future<Part> next;
    try {
      next = finished.take();
    } catch (InterruptedException interrupted) {
      threads.shutdownNow();
      underWay = 0;
      Thread.currentThread().interrupt();
      throw new ConnectorException(
          Failure.permanent(Failure.Kind.CANCELLED), "sending was interrupted");
    }
    underWay--;
    try {
      return next.get();
    } catch (InterruptedException impossible) {
      throw new IllegalStateException("a finished part is not waited for", impossible);
    } catch (ExecutionException failed) {
      @Nullable Throwable cause = failed.getCause();
      switch (cause) {
        case ConnectorException told -> throw told;
        case RuntimeException unexpected -> throw unexpected;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(failed);
      }
    }
  }

  /** Waits for what is on its way. */
  @Override
  public void close() {
    threads.close();
  }
}
