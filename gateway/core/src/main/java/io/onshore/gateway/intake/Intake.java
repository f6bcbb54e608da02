package io.onshore.gateway.intake;

import io.onshore.connector.toolkit.digest.RunningDigests;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.transfer.Transfer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * One upload's writer: who may write, and the digests of what is written. Whoever entered may call
 * the other methods until it leaves.
 */
final class Intake {
  private static final long PATIENCE_SECONDS = 5;

  private final ReentrantLock lock = new ReentrantLock();
  private Optional<Thread> reader = Optional.empty();
  private Optional<RunningDigests> digests = Optional.empty();
  private long digested;

  /** Waits for the writer before, whose client has perhaps lost its signal, to let go. */
  void enter() {
    interruptReader();
    boolean entered = false;
    try {
      entered = lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!entered) {
      throw new RequestRefused(
          RefusalCode.UPLOAD_BUSY,
          "another request is writing to this upload",
          "wait a few seconds and ask where the upload stands");
    }
  }

  void leave() {
    lock.unlock();
  }

  /**
   * Reads from the client. Only here can a newer request interrupt: an interrupt in the middle of a
   * database or file write would close the file under everybody.
   */
  int read(InputStream bytes, byte[] buffer) throws IOException {
    beginReading();
    int count;
    boolean overtaken;
    try {
      count = bytes.read(buffer);
    } finally {
      overtaken = endReading();
    }
    if (overtaken) {
      throw new InterruptedIOException("a newer request took the upload over");
    }
    return count;
  }

  private synchronized void beginReading() {
    reader = Optional.of(Thread.currentThread());
  }

  private synchronized boolean endReading() {
    reader = Optional.empty();
    return Thread.interrupted();
  }

  private synchronized void interruptReader() {
    reader.ifPresent(Thread::interrupt);
  }

  RunningDigests digestsAt(Transfer transfer, Function<Transfer, RunningDigests> redigest) {
    if (digests.isEmpty() || digested != transfer.received()) {
      digests = Optional.of(redigest.apply(transfer));
      digested = transfer.received();
    }
    return digests.get();
  }

  void stands(long bytes) {
    digested = bytes;
  }

  void forget() {
    digests = Optional.empty();
  }
}
