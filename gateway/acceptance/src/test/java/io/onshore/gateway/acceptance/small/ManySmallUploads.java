package io.onshore.gateway.acceptance.small;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorFactory;
import io.onshore.connector.Destination;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Digests;
import io.onshore.connector.ObjectName;
import io.onshore.connector.Part;
import io.onshore.connector.Settings;
import io.onshore.connector.UploadRequest;
import io.onshore.connector.UploadSession;
import io.onshore.connector.credential.Tokens;
import io.onshore.connector.toolkit.digest.RunningDigests;
import io.onshore.connector.toolkit.oauth.MemoryVault;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A process of its own that stores 200 objects of 1 KiB, all at once. Reads from its input: the
 * provider, the time, the destination's space and folder, an access token, and settings as {@code
 * name=value}, a line each.
 */
final class ManySmallUploads {
  static final int COUNT = 200;
  private static final int SIZE = 1024;

  private ManySmallUploads() {}

  static ObjectName name(int number) {
    return new ObjectName("small%04d.sealed".formatted(number));
  }

  static byte[] content(int number) {
    byte[] content = new byte[SIZE];
    new Random(number).nextBytes(content);
    return content;
  }

  public static void main(String[] args) throws Exception {
    List<String> lines =
        new String(System.in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    ConnectorFactory factory =
        ServiceLoader.load(ConnectorFactory.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(each -> each.provider().value().equals(lines.get(0)))
            .findFirst()
            .orElseThrow();
    Instant now = Instant.parse(lines.get(1));
    Destination destination =
        new Destination(Optional.of(lines.get(2)).filter(space -> !space.isEmpty()), lines.get(3));
    MemoryVault vault = new MemoryVault();
    if (!lines.get(4).isEmpty()) {
      vault.put(
          new Tokens(
              lines.get(4), now.plus(Duration.ofHours(1)), Optional.empty(), Optional.empty()));
    }
    Map<String, String> settings = new TreeMap<>();
    for (String line : lines.subList(5, lines.size())) {
      int equals = line.indexOf('=');
      settings.put(line.substring(0, equals), line.substring(equals + 1));
    }
    ConnectorContext context =
        new ConnectorContext(
            Clock.fixed(now, ZoneOffset.UTC),
            "ISV|Onshore|Small/1.0",
            Duration.ofMinutes(5),
            vault);
    try (Connector connector = factory.open(new Settings(settings), context)) {
      storeAll(connector, destination, factory.card().limits().digests());
    }
    long peak =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage.getUsed())
            .sum();
    System.out.println(peak >> 20);
    System.exit(0);
  }

  private static void storeAll(
      Connector connector, Destination destination, Set<DigestAlgorithm> reported)
      throws Exception {
    Set<DigestAlgorithm> algorithms = EnumSet.of(DigestAlgorithm.SHA256);
    algorithms.addAll(reported);
    CountDownLatch begun = new CountDownLatch(COUNT);
    List<Future<?>> uploads = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < COUNT; i++) {
        int number = i;
        uploads.add(
            threads.submit(
                () -> {
                  byte[] content = content(number);
                  Digests digests =
                      RunningDigests.of(algorithms, new ByteArrayInputStream(content));
                  try (UploadSession session =
                      connector.begin(new UploadRequest(destination, name(number), SIZE))) {
                    begun.countDown();
                    begun.await();
                    session.send(new Part(0, SIZE, () -> new ByteArrayInputStream(content)));
                    session.commit(digests);
                  }
                  return null;
                }));
      }
    }
    for (Future<?> upload : uploads) {
      upload.get();
    }
  }
}
