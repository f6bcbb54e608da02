package io.onshore.gateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged demo in a real browser. The stories themselves are {@code e2e} of the web interface.
 *
 * <p>Skipped where node or the browser are missing; fails there when the environment variable
 * {@code ONSHORE_MUST_RUN} names {@code browser}.
 */
class BrowserIT {
  private static final Path WEBUI = Path.of(System.getProperty("onshore.webui")).normalize();
  private static final int LONGEST_MINUTES = 20;

  @TempDir Path folder;

  private record Ended(int status, String output) {
    /** What a reader of a failure needs to see. */
    String withoutPassed() {
      return output
          .lines()
          .filter(line -> !line.stripLeading().startsWith("✓"))
          .collect(Collectors.joining("\n"));
    }
  }

  @Test
  void everyRolesStoryRunsFromTheSignInToItsEnd() throws IOException, InterruptedException {
    whenReady();
    // A machine that is busy asks the providers slowly at first; the stories are not about that.
    try (DemoWorld world = new DemoWorld(folder, Map.of("onshore.evidence.patience", "60s"))) {
      // The states are of answers that the stories make up, so that neither disturbs the other.
      CompletableFuture<Ended> states =
          CompletableFuture.supplyAsync(() -> stories(world, "states"), Thread::startVirtualThread);
      Ended roles = stories(world, "clinician,admin,compliance");

      assertPassed(roles);
      assertPassed(states.join());
      // The stories' files are called after a patient.
      assertThat(objects(world)).contains("\"objects\"").doesNotContain("Example");
      assertThat(Files.readString(world.app.log())).doesNotContain("Example");
    }
  }

  @Test
  void aStrongerSignInForADecisionLosesNothingThatWasTyped() throws IOException {
    whenReady();
    try (DemoWorld world =
        new DemoWorld(folder, Map.of("onshore.identity.step-up.acr", "stronger"))) {
      assertPassed(stories(world, "step-up"));
    }
  }

  private Ended stories(DemoWorld world, String which) {
    try {
      return playwright(Map.of("ONSHORE_URL", world.app.url(), "ONSHORE_STORIES", which), "test");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void assertPassed(Ended stories) {
    assertThat(stories.status()).as(stories.withoutPassed()).isZero();
  }

  private static String objects(DemoWorld world) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create(world.oneDrive.graphUrl() + "/__admin-onshore/objects"))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  /** What the stories lack is a reason to skip them unless they must run. */
  private void whenReady() {
    String lacking;
    try {
      Ended listed = playwright(Map.of(), "test", "--list");
      lacking = listed.output().contains("no browser") ? listed.output() : "";
    } catch (IOException noNode) {
      lacking = "node does not run: " + noNode.getMessage();
    }
    if (lacking.isEmpty()) {
      return;
    }
    String mustRun = System.getenv().getOrDefault("ONSHORE_MUST_RUN", "");
    if (Stream.of(mustRun.split(",", -1)).map(String::strip).anyMatch("browser"::equals)) {
      fail("the stories must run: " + lacking);
    }
    abort("the stories cannot run: " + lacking);
  }

  private Ended playwright(Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command =
        Stream.concat(
                Stream.of("node", "node_modules/@playwright/test/cli.js"), Stream.of(arguments))
            .toList();
    Path output = Files.createTempFile(folder, "stories", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(WEBUI.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        throw new AssertionError("the stories do not end:\n" + Files.readString(output));
      }
    } catch (InterruptedException interrupted) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
    return new Ended(process.exitValue(), Files.readString(output).strip());
  }
}
