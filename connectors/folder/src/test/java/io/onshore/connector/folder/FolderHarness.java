package io.onshore.connector.folder;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.ConnectorFactory;
import io.onshore.connector.Destination;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.ObjectName;
import io.onshore.connector.Settings;
import io.onshore.connector.Space;
import io.onshore.connector.credential.TokenVault;
import io.onshore.connector.residency.Aspect;
import io.onshore.connector.testkit.ConnectorContract;
import io.onshore.connector.testkit.Fault;
import io.onshore.connector.testkit.Fill;
import io.onshore.connector.testkit.Harness;
import io.onshore.connector.testkit.Operation;
import io.onshore.connector.testkit.Scenario;
import io.onshore.connector.testkit.Seen;
import io.onshore.connector.testkit.TestClock;
import io.onshore.connector.testkit.Told;
import io.onshore.connector.testkit.Trait;
import io.onshore.connector.testkit.VendorExample;
import io.onshore.connector.toolkit.oauth.MemoryVault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Lends the suite a folder connector over a real folder on a disk that can be made to fail. */
public final class FolderHarness implements Harness {
  private static final FolderApi.Health HEALTHY = new FolderApi.Health(true, false, 1L << 40);
  private static final FolderApi.Health GONE = new FolderApi.Health(false, false, 0);
  private static final FolderApi.Health FULL = new FolderApi.Health(true, false, 100);
  private static final FolderApi.Health READ_ONLY = new FolderApi.Health(true, true, 0);

  private final Path root;
  private final FailingDisk disk;
  private final TestClock clock = TestClock.atNoon();
  private final ConnectorFactory factory;
  private final MemoryVault vault = new MemoryVault();
  private final List<Connector> opened = new ArrayList<>();
  private Settings settings;
  private Optional<Connector> connector = Optional.empty();

  /** A fresh provider with nothing in it. */
  public FolderHarness() throws IOException {
    root = Files.createTempDirectory("onshore-folder").toRealPath();
    Files.createDirectories(root.resolve("practice/inbox"));
    Path readOnly = Files.createDirectories(root.resolve("read-only"));
    disk = new FailingDisk(root, readOnly);
    factory = new FolderConnectorFactory(disk);
    settings = new Settings(Map.of("root", root.toString()));
  }

  @Override
  public ConnectorFactory factory() {
    return factory;
  }

  @Override
  public synchronized Settings settings() {
    return settings;
  }

  @Override
  public Set<String> secrets() {
    return Set.of();
  }

  @Override
  public synchronized Connector connector() throws ConnectorException {
    if (connector.isEmpty()) {
      connector = Optional.of(newConnector());
    }
    return connector.get();
  }

  @Override
  public Connector newConnector() throws ConnectorException {
    return open(ConnectorContract.context(this));
  }

  @Override
  public Connector newConnector(Duration callTimeout) throws ConnectorException {
    return open(new ConnectorContext(clock, ConnectorContract.USER_AGENT, callTimeout, vault));
  }

  private synchronized Connector open(ConnectorContext context) throws ConnectorException {
    Connector fresh = factory.open(settings, context);
    opened.add(fresh);
    return fresh;
  }

  @Override
  public Set<Trait> traits() {
    return Set.of(
        Trait.NO_CREDENTIALS,
        Trait.NO_NETWORK,
        Trait.NO_THROTTLING,
        Trait.NO_REQUEST_IDS,
        Trait.NO_SLOW_COMMIT,
        Trait.NO_ZONE_NAMES);
  }

  @Override
  public Set<String> declaredHosts() {
    return Set.of();
  }

  @Override
  public long partBytes() {
    return 64 << 10;
  }

  @Override
  public long smallUploadThreshold() {
    return 0;
  }

  @Override
  public Destination destination() {
    return Destination.folder("practice/inbox");
  }

  @Override
  public Destination missingDestination() {
    return Destination.folder("practice/outbox");
  }

  @Override
  public Destination forbiddenDestination() {
    return Destination.folder("read-only");
  }

  @Override
  public TokenVault vault() {
    return vault;
  }

  @Override
  public TestClock clock() {
    return clock;
  }

  @Override
  public void failNext(Fault fault) {
    disk.fail(fault);
  }

  @Override
  public void awaitHeldRequest() throws InterruptedException {
    disk.awaitHeld();
  }

  @Override
  public void cutAfter(long bytes) {
    disk.cut(bytes);
  }

  @Override
  public void loseNextAnswer(Operation operation) {
    disk.lose(operation);
  }

  @Override
  public void expireSession() {
    uploads().forEach(FolderHarness::deleteAll);
  }

  @Override
  public void expireAccessToken() {
    throw new UnsupportedOperationException("a disk has no access token");
  }

  @Override
  public void revokeCredentials() {
    throw new UnsupportedOperationException("a disk has no credentials");
  }

  @Override
  public void corruptStoredByte() {
    Path file = disk.lastLinked().orElseThrow();
    quietly(
        () -> {
          byte[] bytes = Files.readAllBytes(file);
          bytes[bytes.length / 3] ^= 1;
          return Files.write(file, bytes);
        });
  }

  @Override
  public void takeName(ObjectName name, byte[] content) {
    quietly(() -> Files.write(stored(name), content, StandardOpenOption.CREATE_NEW));
  }

  @Override
  public synchronized Told residency(Scenario scenario) {
    return switch (scenario) {
      case ONE_COUNTRY -> place("DE", Set.of("DE"));
      case TWO_COUNTRIES -> place("CA-ON, us", Set.of("CA-ON", "US"));
      case UNKNOWN_ZONE -> place("Frankfurt", Set.of());
      case MISSING_ADMIN_SCOPE -> {
        settings = settings.without("place");
        yield Told.NOTHING;
      }
    };
  }

  private Told place(String setting, Set<String> places) {
    settings = settings.with("place", setting);
    Map<Aspect, Set<String>> told = new EnumMap<>(Aspect.class);
    told.put(Aspect.CONTENT, places);
    told.put(Aspect.METADATA, places);
    return new Told(told);
  }

  @Override
  public Optional<Space> fill(Fill fill) {
    long usable =
        switch (fill) {
          case ROOM -> 6_000_000;
          case OVERFULL -> 0;
          case UNLIMITED -> Long.MAX_VALUE;
          case UNTOLD -> 1L << 40;
        };
    disk.usable(usable);
    return Optional.of(new Space.Limited(usable, OptionalLong.empty()));
  }

  @Override
  public int openSessions() {
    return uploads().size();
  }

  @Override
  public List<Seen> requests() {
    return disk.seen();
  }

  @Override
  public Optional<String> lastFailedRequestId() {
    return Optional.empty();
  }

  @Override
  public Optional<byte[]> storedBytes(ObjectName name) {
    return Files.exists(stored(name))
        ? Optional.of(quietly(() -> Files.readAllBytes(stored(name))))
        : Optional.empty();
  }

  @Override
  public int objects() {
    return quietly(
        () -> {
          try (Stream<Path> files = Files.list(root.resolve("practice/inbox"))) {
            return (int) files.filter(Files::isRegularFile).count();
          }
        });
  }

  @Override
  public List<VendorExample> vendorFailures() {
    return List.of(
        example(new NoSuchFileException("f"), GONE, Failure.passing(Kind.UNAVAILABLE)),
        example(new IOException("Input/output error"), HEALTHY, Failure.passing(Kind.UNAVAILABLE)),
        example(new IOException("Stale file handle"), GONE, Failure.passing(Kind.UNAVAILABLE)),
        example(new AccessDeniedException("f"), HEALTHY, Failure.permanent(Kind.FORBIDDEN)),
        example(
            new FileSystemException("f", null, "Read-only file system"),
            READ_ONLY,
            Failure.permanent(Kind.FORBIDDEN)),
        example(new NoSuchFileException("f"), HEALTHY, Failure.permanent(Kind.DESTINATION_MISSING)),
        new VendorExample(
            "NoSuchFileException: list of an upload",
            Failure.permanent(Kind.SESSION_LOST),
            FolderFailures.failure(
                new NoSuchFileException("f"), Kind.SESSION_LOST, 0, () -> HEALTHY)),
        example(new FileAlreadyExistsException("f"), HEALTHY, Failure.permanent(Kind.NAME_TAKEN)),
        example(
            new IOException("No space left on device"),
            FULL,
            Failure.permanent(Kind.QUOTA_EXHAUSTED)),
        example(
            new FileSystemException("f", null, "No space left on device"),
            FULL,
            Failure.permanent(Kind.QUOTA_EXHAUSTED)),
        example(new ClosedByInterruptException(), HEALTHY, Failure.permanent(Kind.CANCELLED)),
        example(
            new FileSystemException("f", null, "Too many levels of symbolic links"),
            HEALTHY,
            Failure.permanent(Kind.UNCLASSIFIED)),
        example(
            new UnsupportedOperationException("no hard links"),
            HEALTHY,
            Failure.permanent(Kind.UNCLASSIFIED)));
  }

  private static VendorExample example(
      Exception thrown, FolderApi.Health health, Failure expected) {
    return new VendorExample(
        thrown.getClass().getSimpleName() + ": " + thrown.getMessage(),
        expected,
        FolderFailures.failure(thrown, Kind.DESTINATION_MISSING, 1000, () -> health));
  }

  @Override
  public synchronized void close() {
    disk.release();
    opened.forEach(Connector::close);
    deleteAll(root);
  }

  private Path stored(ObjectName name) {
    return root.resolve("practice/inbox").resolve(name.value());
  }

  private List<Path> uploads() {
    Path uploads = root.resolve(".onshore/uploads");
    if (!Files.exists(uploads)) {
      return List.of();
    }
    return quietly(
        () -> {
          try (Stream<Path> folders = Files.list(uploads)) {
            return folders.toList();
          }
        });
  }

  private static void deleteAll(Path folder) {
    List<Path> deepestFirst =
        quietly(
            () -> {
              try (Stream<Path> all = Files.walk(folder)) {
                return all.sorted(Comparator.reverseOrder()).toList();
              }
            });
    for (Path path : deepestFirst) {
      boolean ignored = quietly(() -> Files.deleteIfExists(path));
    }
  }

  private static <T> T quietly(Work<T> work) {
    try {
      return work.run();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private interface Work<T> {
    T run() throws IOException;
  }
}
