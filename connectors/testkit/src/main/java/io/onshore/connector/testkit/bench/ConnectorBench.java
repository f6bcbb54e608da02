package io.onshore.connector.testkit.bench;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.ConnectorFactory;
import io.onshore.connector.Destination;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Digests;
import io.onshore.connector.ObjectName;
import io.onshore.connector.Settings;
import io.onshore.connector.UploadRequest;
import io.onshore.connector.UploadSession;
import io.onshore.connector.credential.Tokens;
import io.onshore.connector.toolkit.digest.RunningDigests;
import io.onshore.connector.toolkit.oauth.MemoryVault;
import io.onshore.connector.toolkit.parts.FileSlices;
import io.onshore.connector.toolkit.parts.PartPlan;
import io.onshore.connector.toolkit.parts.Span;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Pushes files through a connector, and by the vendor's own upload, to its double and to a sink
 * that does nothing. Server and client are processes of their own; what is told is the client's.
 *
 * <p>Without arguments everything runs and a table is printed. {@code serve} and {@code send} are
 * what the processes are started with.
 */
public abstract class ConnectorBench {
  private static final long MIB = 1 << 20;
  private static final int AT_ONCE = 4;
  private static final Duration CALL_TIMEOUT = Duration.ofMinutes(5);
  private static final List<Work> WORKS =
      List.of(
          new Work("1 GiB", 1, 1024 * MIB),
          new Work("20 x 50 MiB", 20, 50 * MIB),
          new Work("300 x 4 MiB", 300, 4 * MIB));

  private record Work(String name, int count, long size) {}

  /** Where files go. */
  public enum Target {
    /** The provider's double, which stores and checks. */
    DOUBLE,
    /** A sink that answers and keeps nothing. */
    SINK
  }

  /**
   * A running target, as the client needs to know it.
   *
   * @param settings of the connector; it acts for a person with {@code access}
   * @param access an access token that lives for the whole run
   */
  public record Served(Map<String, String> settings, Destination destination, String access) {
    public Served {
      settings = Map.copyOf(settings);
    }
  }

  /** The vendor's own upload. */
  @FunctionalInterface
  public interface VendorUpload {
    /** Stores a file under a name. Called by several threads. */
    void send(Path file, String name) throws Exception;
  }

  /** The connector. */
  protected abstract ConnectorFactory factory();

  /** Starts a target in this process; it runs until the process ends. */
  protected abstract Served serve(Target target) throws Exception;

  /** The vendor's own way of storing a file, as its documentation shows it. */
  protected abstract VendorUpload vendorUpload(Served served) throws Exception;

  /** An access token of a double, by signing in with complete settings. */
  protected final String signedIn(Map<String, String> settings, Destination destination)
      throws ConnectorException {
    MemoryVault vault = new MemoryVault();
    ConnectorContext context =
        new ConnectorContext(Clock.systemUTC(), "ISV|Onshore|Bench/1.0", CALL_TIMEOUT, vault);
    try (Connector connector = factory().open(new Settings(settings), context)) {
      connector.check(destination);
      return vault.newest().map(Tokens::access).orElse("");
    }
  }

  /** Does what the arguments say. */
  protected final void run(String[] args) throws Exception {
    switch (args.length == 0 ? "all" : args[0]) {
      case "serve" -> {
        System.out.println(written(serve(Target.valueOf(args[1]))));
        new CountDownLatch(1).await();
      }
      case "send" ->
          send(args[1], Integer.parseInt(args[2]), Long.parseLong(args[3]), read(args[4]));
      default -> all();
    }
  }

  private void all() throws Exception {
    System.out.println("| way | target | work | wall | MiB/s | CPU | live heap | resident |");
    System.out.println("| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |");
    for (Target target : Target.values()) {
      for (Work work : WORKS) {
        for (String way : List.of("connector", "vendor")) {
          Process server = start("-Xmx1g", "serve", target.name());
          try (BufferedReader out = server.inputReader()) {
            String served = out.readLine();
            System.out.println(row(way, target, work, served));
          } finally {
            server.destroyForcibly().waitFor();
          }
        }
      }
    }
  }

  private String row(String way, Target target, Work work, String served) throws Exception {
    Process client = start("-Xmx512m", "send", way, "" + work.count(), "" + work.size(), served);
    String told;
    try (BufferedReader out = client.inputReader()) {
      told = String.join(" ", out.lines().toList());
    }
    String what = "| " + way + " | " + target.name().toLowerCase(Locale.ROOT) + " | " + work.name();
    return client.waitFor() == 0 ? what + " | " + told + " |" : what + " | failed: " + told + " |";
  }

  private Process start(String heap, String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+UseSerialGC",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                getClass().getName()));
    command.addAll(Arrays.asList(args));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private void send(String way, int count, long size, Served served) throws Exception {
    Path file = Files.createTempFile("onshore-bench", ".bin");
    try {
      Digests digests = fill(file, size);
      Measured measured =
          way.equals("vendor")
              ? byVendor(served, file, count)
              : byConnector(served, file, count, size, digests);
      double seconds = measured.wall().toNanos() / 1e9;
      System.out.printf(
          Locale.ROOT,
          "%.1f s | %.0f | %.1f s | %.1f MiB | %d MiB%n",
          seconds,
          count * size / (double) MIB / seconds,
          measured.cpu().toNanos() / 1e9,
          measured.liveHeap() / (double) MIB,
          measured.resident() / MIB);
    } finally {
      Files.delete(file);
    }
    System.exit(0);
  }

  private Measured byVendor(Served served, Path file, int count) throws Exception {
    VendorUpload upload = vendorUpload(served);
    return Measured.of(
        () -> {
          atOnce(count, AT_ONCE, i -> upload.send(file, name(i).value()));
          return null;
        });
  }

  private Measured byConnector(Served served, Path file, int count, long size, Digests digests)
      throws Exception {
    MemoryVault vault =
        new MemoryVault(
            new Tokens(
                served.access(),
                Instant.now().plus(Duration.ofDays(1)),
                Optional.empty(),
                Optional.empty()));
    ConnectorContext context =
        new ConnectorContext(new FastClock(), "ISV|Onshore|Bench/1.0", CALL_TIMEOUT, vault);
    try (Connector connector = factory().open(new Settings(served.settings()), context)) {
      return Measured.of(
          () -> {
            atOnce(
                count,
                AT_ONCE,
                i -> {
                  try (UploadSession session =
                      connector.begin(new UploadRequest(served.destination(), name(i), size))) {
                    List<Span> spans = PartPlan.of(size, session.partRule()).spans().toList();
                    atOnce(
                        spans.size(),
                        session.partRule().parallel(),
                        part -> session.send(FileSlices.part(file, spans.get(part))));
                    session.commit(digests);
                  }
                });
            return null;
          });
    }
  }

  /** Runs a hundred times as fast, so that what a provider allows in a minute does not count. */
  private static final class FastClock extends Clock {
    private final Instant start = Instant.now();

    @Override
    public Instant instant() {
      return start.plus(Duration.between(start, Instant.now()).multipliedBy(100));
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("connectors reckon in instants");
    }
  }

  @FunctionalInterface
  private interface Step {
    void run(int number) throws Exception;
  }

  /** As the gateway does: each on a thread of its own, so many at once, started in order. */
  private static void atOnce(int count, int most, Step step) throws Exception {
    Semaphore room = new Semaphore(most);
    List<Future<?>> steps = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        int number = i;
        room.acquire();
        steps.add(
            threads.submit(
                () -> {
                  try {
                    step.run(number);
                  } finally {
                    room.release();
                  }
                  return null;
                }));
      }
    }
    for (Future<?> each : steps) {
      each.get();
    }
  }

  private static ObjectName name(int number) {
    return new ObjectName("bench%05d.sealed".formatted(number));
  }

  private Digests fill(Path file, long size) throws IOException {
    Random random = new Random(size);
    byte[] some = new byte[(int) MIB];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long left = size; left > 0; left -= some.length) {
        random.nextBytes(some);
        out.write(some, 0, (int) Math.min(some.length, left));
      }
    }
    Set<DigestAlgorithm> algorithms = EnumSet.of(DigestAlgorithm.SHA256);
    algorithms.addAll(factory().card().limits().digests());
    try (InputStream in = Files.newInputStream(file)) {
      return RunningDigests.of(algorithms, in);
    }
  }

  /** One line that a process can be started with. */
  private static String written(Served served) {
    List<String> fields = new ArrayList<>();
    fields.add(served.access());
    fields.add(served.destination().space().orElse(""));
    fields.add(served.destination().folder());
    new TreeMap<>(served.settings()).forEach((name, value) -> fields.add(name + "=" + value));
    return java.util.Base64.getEncoder()
        .encodeToString(String.join("\n", fields).getBytes(StandardCharsets.UTF_8));
  }

  private static Served read(String line) {
    List<String> fields =
        List.of(
            new String(java.util.Base64.getDecoder().decode(line), StandardCharsets.UTF_8)
                .split("\n", -1));
    Map<String, String> settings = new TreeMap<>();
    for (String field : fields.subList(3, fields.size())) {
      int equals = field.indexOf('=');
      settings.put(field.substring(0, equals), field.substring(equals + 1));
    }
    return new Served(
        settings,
        new Destination(
            Optional.of(fields.get(1)).filter(space -> !space.isEmpty()), fields.get(2)),
        fields.get(0));
  }
}
