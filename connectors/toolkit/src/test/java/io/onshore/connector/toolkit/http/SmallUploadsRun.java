package io.onshore.connector.toolkit.http;

import io.onshore.connector.ConnectorContext;
import io.onshore.connector.toolkit.oauth.MemoryVault;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Not a test: sends 200 uploads of 1 KiB at once, holds all of them inside the server, and prints
 * the peak of the heap that client and server used together.
 */
final class SmallUploadsRun {
  private static final int UPLOADS = 200;

  private SmallUploadsRun() {}

  public static void main(String[] arguments) throws Exception {
    CountDownLatch allThere = new CountDownLatch(UPLOADS);
    try (RawServer server =
            new RawServer(
                c -> {
                  boolean more = c.request();
                  if (more) {
                    allThere.countDown();
                    await(allThere);
                    c.answer("201 Created", "", "{}");
                  }
                  return more;
                });
        OkHttpSeam seam =
            OkHttpSeam.of(
                new ConnectorContext(
                    Clock.systemUTC(),
                    "Onshore-Run/1",
                    Duration.ofMinutes(1),
                    new MemoryVault()))) {
      System.gc();
      ManagementFactory.getMemoryPoolMXBeans().forEach(pool -> pool.resetPeakUsage());
      long before = heapPeak();
      long started = System.nanoTime();
      HttpCall call =
          HttpCall.of("PUT", server.uri("/up"), Duration.ofMinutes(1))
              .with(Body.of(new byte[1024], Body.OCTETS));
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < UPLOADS; i++) {
        threads.add(Thread.ofVirtual().start(() -> upload(seam, call)));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      System.out.printf(
          "%d uploads of 1 KiB at once: %d ms, heap peak %.1f MiB above %.1f MiB%n",
          UPLOADS,
          (System.nanoTime() - started) / 1_000_000,
          (heapPeak() - before) / 1048576.0,
          before / 1048576.0);
    }
  }

  private static void upload(HttpSeam seam, HttpCall call) {
    try {
      if (!seam.send(call).ok()) {
        throw new IllegalStateException("refused");
      }
    } catch (TransportException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long heapPeak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
