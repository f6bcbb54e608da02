package io.onshore.gateway.acceptance.small;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.SettingSpec;
import io.onshore.connector.credential.Tokens;
import io.onshore.connector.testkit.Harness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** 200 objects of 1 KiB at once fit into 128 MiB of heap, whoever the provider is. */
class ManySmallUploadsTest {
  @TempDir private Path folder;

  static Stream<Class<? extends Harness>> harnesses() {
    return ServiceLoader.load(Harness.class).stream().map(ServiceLoader.Provider::type);
  }

  @ParameterizedTest
  @MethodSource("harnesses")
  void twoHundredAtOnceFitInto128MiBOfHeap(Class<? extends Harness> type) throws Exception {
    try (Harness harness = type.getDeclaredConstructor().newInstance()) {
      Path told = folder.resolve("told.txt");
      Process process = start(told);
      process.getOutputStream().write(input(harness).getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      int exit = process.waitFor();
      String said = Files.readString(told);
      assertThat(exit).as(said).isZero();
      assertThat(harness.objects()).isEqualTo(ManySmallUploads.COUNT);
      for (int i = 0; i < ManySmallUploads.COUNT; i++) {
        assertThat(harness.storedBytes(ManySmallUploads.name(i)))
            .contains(ManySmallUploads.content(i));
      }
      System.out.printf(
          "200 x 1 KiB at once, %s: heap peak %s MiB of 128%n",
          type.getSimpleName().replace("Harness", ""), said.lines().toList().getLast());
    }
  }

  private static Process start(Path told) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+ExitOnOutOfMemoryError",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            ManySmallUploads.class.getName())
        .redirectErrorStream(true)
        .redirectOutput(told.toFile())
        .start();
  }

  /** What the process has to know; it has the double's token already. */
  private static String input(Harness harness) throws ConnectorException {
    harness.connector().check(harness.destination());
    List<String> lines = new ArrayList<>();
    lines.add(harness.factory().provider().value());
    lines.add(harness.clock().instant().toString());
    lines.add(harness.destination().space().orElse(""));
    lines.add(harness.destination().folder());
    lines.add(harness.vault().newest().map(Tokens::access).orElse(""));
    for (SettingSpec spec : harness.factory().settings()) {
      harness.settings().get(spec).ifPresent(value -> lines.add(spec.name() + "=" + value));
    }
    return String.join("\n", lines);
  }
}
