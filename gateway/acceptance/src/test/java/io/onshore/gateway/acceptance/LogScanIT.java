package io.onshore.gateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scan at the end of each run reads what the gateway really wrote. */
class LogScanIT {
  @TempDir Path folder;

  @Test
  void theLogTheMetricsAndTheErrorsOfARunAreKeptAndRead() {
    App app;
    try (World world = new World(folder, Map.of())) {
      app = world.app;
      assertThat(world.get(World.CLINICIAN, "/transfers/trf_nobody").statusCode()).isEqualTo(404);
      assertThat(Sealed.sample()).isNotEmpty();
      world.read(World.CLINICIAN, "/destinations");
      World.await(() -> !world.oneDrive.tokensHandedOut().isEmpty());
    }

    // Three texts that are certainly there stand for secrets: each is found in its place.
    List<String> found =
        LogScan.found(
            app.kept(),
            Map.of(
                "Installed features", "what is logged at the start",
                "jvm_memory_used_bytes", "a metric",
                "TRANSFER_UNKNOWN", "an error's code"));
    assertThat(found)
        .contains(
            "gateway.log holds what is logged at the start",
            "metrics.txt holds a metric",
            "answers.txt holds an error's code");
    assertThat(Planted.all().values())
        .as("what every run plants")
        .contains(
            "a Bearer token",
            "a client's secret",
            "a token of an account",
            "an upload address",
            "the inside of a file",
            "the key that seals");
  }
}
