package io.onshore.gateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged gateway in a real browser. The story itself is {@code e2e/story.mjs} of the web
 * interface.
 *
 * <p>Skipped where node, its packages or the browser are missing; fails there when the environment
 * variable {@code ONSHORE_MUST_RUN} names {@code browser}.
 */
class BrowserIT {
  private static final Path WEBUI = Path.of(System.getProperty("onshore.webui")).normalize();
  private static final int CANNOT_BEGIN = 2;

  @TempDir Path folder;

  private record Ended(int status, String output) {}

  @Test
  void aClinicianSendsASealedFileAndIsKeptFromSendingABarePhoto() throws IOException {
    Ended ready = whenReady();
    assertThat(ready.status()).as(ready.output()).isZero();
    Path sealed =
        Files.write(
            folder.resolve(Planted.secret("a client's file name", "Mrs Example.age")),
            Sealed.sample());
    Path jpeg = folder.resolve(Planted.secret("a client's file name", "Mrs Example.jpg"));
    assertThat(
            ImageIO.write(
                new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB), "jpeg", jpeg.toFile()))
        .isTrue();

    // A machine that is busy asks the provider slowly at first; the story is not about that.
    try (World world = new World(folder, Map.of("onshore.evidence.patience", "60s"))) {
      Ended story = story(world.app.url(), sealed.toString(), jpeg.toString());

      assertThat(story.status()).as(story.output()).isZero();
      assertThat(story.output()).contains("story: ok");
      // Three sealed files were sent, of which one asked for a reason; of the photo nothing.
      JsonNode stored =
          World.json(
              world.send(
                  HttpRequest.newBuilder(
                          URI.create(world.oneDrive.graphUrl() + "/__admin-onshore/objects"))
                      .build()));
      assertThat(stored.path("objects")).as(stored.toPrettyString()).hasSize(3);
      assertThat(stored.toString()).doesNotContain("Example");
      assertThat(Files.readString(world.app.log())).doesNotContain("Example");
    }
  }

  /** Asks the story whether it can begin; what it lacks is a reason to skip unless it must run. */
  private Ended whenReady() {
    Ended ready;
    try {
      ready = story("--ready");
    } catch (IOException noNode) {
      ready = new Ended(CANNOT_BEGIN, "node does not run: " + noNode.getMessage());
    }
    if (ready.status() == CANNOT_BEGIN) {
      String mustRun = System.getenv().getOrDefault("ONSHORE_MUST_RUN", "");
      if (Stream.of(mustRun.split(",", -1)).map(String::strip).anyMatch("browser"::equals)) {
        return fail("the browser story must run: " + ready.output());
      }
      return abort("the browser story cannot run: " + ready.output());
    }
    return ready;
  }

  private Ended story(String... arguments) throws IOException {
    List<String> command =
        Stream.concat(Stream.of("node", "e2e/story.mjs"), Stream.of(arguments)).toList();
    Path output = folder.resolve("story.log");
    Process process =
        new ProcessBuilder(command)
            .directory(WEBUI.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        throw new AssertionError("the story does not end:\n" + Files.readString(output));
      }
    } catch (InterruptedException interrupted) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
    return new Ended(process.exitValue(), Files.readString(output).strip());
  }
}
