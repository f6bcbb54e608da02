package io.onshore.gateway.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * The packaged gateway as a process of its own, which can be killed like one. What it wrote and
 * answered is kept under {@code target/kept}, and closing it fails if any planted text is in there:
 * no test can start a gateway and leave that out.
 */
final class App implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(2);
  private static final int FIRST_ERROR = 400;

  /** What tests declare that real use must not: plain HTTP, a folder that goes, a key made here. */
  private static final Map<String, String> TRYING_OUT =
      Map.of("onshore.production", "false", "onshore.key.create", "true");

  private final Path folder;
  private final Map<String, String> settings;
  private final int port;
  private final String awaited;
  private final List<String> answers = new CopyOnWriteArrayList<>();
  private Process process;

  /**
   * Starts the gateway and waits until it is ready.
   *
   * @param folder holds its data and its log
   */
  static App start(Path folder, Map<String, String> settings) {
    return start(folder, settings, freePort());
  }

  /** The same at a port that is known beforehand, for an identity provider that has to know it. */
  static App start(Path folder, Map<String, String> settings, int port) {
    return new App(folder, settings, port, "/q/health/ready");
  }

  /** The same, for a gateway that is not to become ready: it waits until it lives. */
  static App startUnready(Path folder, Map<String, String> settings) {
    return new App(folder, settings, freePort(), "/q/health/live");
  }

  private App(Path folder, Map<String, String> settings, int port, String awaited) {
    this.folder = folder;
    this.settings = settings;
    this.port = port;
    this.awaited = awaited;
    this.process = launch();
    sealingKey().ifPresent(key -> Planted.secret("the key that seals", key));
  }

  /** The key that the gateway made, if it was not given another. */
  private Optional<String> sealingKey() {
    Path file = data().resolve("onshore.key");
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private Process launch() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-Dquarkus.http.host=127.0.0.1");
    command.add("-Dquarkus.http.port=" + port);
    command.add("-Donshore.data-dir=" + folder.resolve("data"));
    Map<String, String> said = new TreeMap<>(TRYING_OUT);
    said.putAll(settings);
    said.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-jar");
    command.add(System.getProperty("onshore.app"));
    try {
      Process started =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
              .start();
      awaitAnswer(started);
      return started;
    } catch (IOException unusable) {
      throw new IllegalStateException(unusable);
    }
  }

  private void awaitAnswer(Process started) throws IOException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest ready = HttpRequest.newBuilder(URI.create(url() + awaited)).build();
    long until = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < until && started.isAlive()) {
      try {
        if (client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (IOException notYet) {
        pause();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    started.destroyForcibly();
    throw new IllegalStateException("the gateway did not start:\n" + Files.readString(log()));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  String url() {
    return "http://localhost:" + port;
  }

  Path log() {
    return folder.resolve("gateway.log");
  }

  Path data() {
    return folder.resolve("data");
  }

  /** Ends the process as a power cut would. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Starts the process again over the same data. */
  void startAgain() {
    process = launch();
  }

  /** Takes down an error that somebody was told. */
  void answered(HttpResponse<String> answer) {
    if (answer.statusCode() >= FIRST_ERROR) {
      answers.add(answer.statusCode() + " " + answer.headers().map() + "\n" + answer.body() + "\n");
    }
  }

  /** Where everything that the gateway wrote and answered is kept once it is closed. */
  Path kept() {
    return Path.of("target", "kept", folder.getFileName() + "-" + port);
  }

  /** Ends the gateway; fails if anything that it wrote or answered holds a planted text. */
  @Override
  public void close() {
    String metrics = process.isAlive() ? metrics() : "";
    end();
    keep(metrics);
    List<String> found = LogScan.found(kept(), Planted.all());
    if (!found.isEmpty()) {
      throw new AssertionError("planted texts were found: " + found);
    }
  }

  private String metrics() {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(url() + "/q/metrics")).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException unreachable) {
      throw new UncheckedIOException(unreachable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private void keep(String metrics) {
    try {
      Path kept = Files.createDirectories(kept());
      Files.copy(log(), kept.resolve("gateway.log"), StandardCopyOption.REPLACE_EXISTING);
      Files.writeString(kept.resolve("metrics.txt"), metrics);
      Files.writeString(kept.resolve("answers.txt"), String.join("\n", answers));
      // The embedded database's own log of what went wrong.
      Path trace = data().resolve("onshore.trace.db");
      if (Files.exists(trace)) {
        Files.copy(trace, kept.resolve("database.log"), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  private void end() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().onExit().join();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new IllegalStateException(none);
    }
  }
}
