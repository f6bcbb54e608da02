package io.onshore.gateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onshore.connector.simulator.onedrive.GraphOperation;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One copy, whatever dies when. */
class KillIT {
  private static final long SIZE = 200L << 20;

  @TempDir Path folder;

  @Test
  void aKillInTheMiddleOfALargePushEndsInExactlyOneWholeObject() throws IOException {
    Path file = Sealed.large(folder.resolve("200mb.age"), SIZE, 7);
    try (World world = new World(folder, Map.of())) {
      String id = declare(world, file);
      HttpResponse<String> put =
          world.send(
              world
                  .request(World.CLINICIAN, "/uploads/" + id)
                  .PUT(HttpRequest.BodyPublishers.ofFile(file))
                  .build());
      assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
      world.await(World.CLINICIAN, id, transfer -> transfer.path("sent").asLong() > SIZE / 4);
      long fragmentsBefore = world.oneDrive.log().count(GraphOperation.FRAGMENT);

      world.app.kill();
      world.app.startAgain();

      JsonNode done = world.awaitState(World.CLINICIAN, id, "VERIFIED");
      assertThat(done.path("verification").asText()).isEqualTo("MATCHED");
      assertThat(storedFiles(world)).isEqualTo(1);
      String name = done.path("stored").path("name").asText();
      assertThat(world.oneDrive.fileBytes("au-clinic", "Onshore/Photos", name))
          .hasValueSatisfying(bytes -> assertThat(sameBytes(file, bytes)).isTrue());
      assertThat(world.oneDrive.openSessions()).isZero();
      // It went on where it stood rather than beginning again.
      long all = world.oneDrive.log().count(GraphOperation.FRAGMENT);
      assertThat(fragmentsBefore).isPositive();
      assertThat(all).isLessThanOrEqualTo(SIZE / (10L << 20) + 2);
    }
  }

  @Test
  void aKillWhileTheClientUploadsLosesAtMostWhatWasNotConfirmed() throws Exception {
    Path file = Sealed.large(folder.resolve("60mb.age"), 60L << 20, 8);
    long size = Files.size(file);
    CountDownLatch stuck = new CountDownLatch(1);
    try (World world = new World(folder, Map.of())) {
      String id = declare(world, file);
      CompletableFuture<?> sending =
          world.client.sendAsync(
              world
                  .request(World.CLINICIAN, "/uploads/" + id)
                  .PUT(
                      HttpRequest.BodyPublishers.ofInputStream(
                          () -> stuckAfter(file, 30 << 20, stuck)))
                  .build(),
              HttpResponse.BodyHandlers.discarding());
      world.await(World.CLINICIAN, id, transfer -> transfer.path("received").asLong() > 8L << 20);

      world.app.kill();
      stuck.countDown();
      assertThat(sending.handle((answer, cut) -> cut != null).get(60, TimeUnit.SECONDS)).isTrue();
      world.app.startAgain();

      long stands = offset(world, id);
      assertThat(stands).isGreaterThanOrEqualTo(8L << 20).isLessThan(size);
      byte[] rest = tail(file, stands);
      HttpResponse<String> patched =
          world.send(
              world
                  .request(World.CLINICIAN, "/uploads/" + id)
                  .header("Tus-Resumable", "1.0.0")
                  .header("Upload-Offset", Long.toString(stands))
                  .header("Content-Type", "application/offset+octet-stream")
                  .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(rest))
                  .build());
      assertThat(patched.statusCode()).as(patched.body()).isEqualTo(204);
      world.awaitState(World.CLINICIAN, id, "VERIFIED");
      assertThat(storedFiles(world)).isEqualTo(1);
    }
  }

  private static long offset(World world, String id) {
    return Long.parseLong(
        world
            .send(
                world
                    .request(World.CLINICIAN, "/uploads/" + id)
                    .header("Tus-Resumable", "1.0.0")
                    .HEAD()
                    .build())
            .headers()
            .firstValue("Upload-Offset")
            .orElseThrow());
  }

  private static String declare(World world, Path file) throws IOException {
    HttpResponse<String> declared =
        world.post(
            World.CLINICIAN,
            "/transfers",
            "{\"destinationId\":\"onedrive-australia\",\"size\":" + Files.size(file) + "}");
    assertThat(declared.statusCode()).as(declared.body()).isEqualTo(201);
    return World.json(declared).path("id").asText();
  }

  private static long storedFiles(World world) {
    HttpResponse<String> objects =
        world.send(
            HttpRequest.newBuilder(
                    URI.create(world.oneDrive.graphUrl() + "/__admin-onshore/objects"))
                .build());
    return World.json(objects).path("objects").size();
  }

  /** A client that loses its signal after some bytes. */
  private static InputStream stuckAfter(Path file, int bytes, CountDownLatch stuck) {
    try {
      InputStream whole = Files.newInputStream(file);
      return new FilterInputStream(whole) {
        private int given;

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
          if (given >= bytes) {
            try {
              stuck.await();
            } catch (InterruptedException interrupted) {
              Thread.currentThread().interrupt();
            }
            throw new IOException("no signal");
          }
          int read = super.read(into, offset, length);
          given += Math.max(read, 0);
          return read;
        }
      };
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static byte[] tail(Path file, long from) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(from);
      return in.readAllBytes();
    }
  }

  private static boolean sameBytes(Path file, byte[] bytes) {
    try {
      return Arrays.equals(Files.readAllBytes(file), bytes);
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }
}
