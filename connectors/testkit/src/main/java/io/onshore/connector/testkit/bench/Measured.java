package io.onshore.connector.testkit.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * What a piece of work took, in this process.
 *
 * @param cpu of all threads, those of the JVM itself among them
 * @param liveHeap the most bytes that any collection left over
 * @param resident the most bytes of memory that the process ever had, by the kernel; 0 if it does
 *     not tell
 */
record Measured(Duration wall, Duration cpu, long liveHeap, long resident) {
  static Measured of(Callable<Void> work) throws Exception {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    AtomicLong live = watchedHeap();
    long cpu = system.getProcessCpuTime();
    long start = System.nanoTime();
    work.call();
    Duration wall = Duration.ofNanos(System.nanoTime() - start);
    Duration used = Duration.ofNanos(system.getProcessCpuTime() - cpu);
    // Little work may be done before anything was collected.
    System.gc();
    long left = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return new Measured(wall, used, Math.max(left, live.get()), highWater());
  }

  private static AtomicLong watchedHeap() {
    AtomicLong most = new AtomicLong();
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector)
          .addNotificationListener(
              (notification, ignored) -> {
                GarbageCollectionNotificationInfo info =
                    GarbageCollectionNotificationInfo.from(
                        (CompositeData) notification.getUserData());
                long left =
                    info.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                        .filter(pool -> !pool.getKey().contains("Metaspace"))
                        .filter(pool -> !pool.getKey().contains("CodeHeap"))
                        .filter(pool -> !pool.getKey().contains("Class Space"))
                        .map(java.util.Map.Entry::getValue)
                        .mapToLong(MemoryUsage::getUsed)
                        .sum();
                most.accumulateAndGet(left, Math::max);
              },
              null,
              null);
    }
    return most;
  }

  private static long highWater() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(0);
  }
}
