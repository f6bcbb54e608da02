package io.onshore.gateway.envelope;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The files that real tools made, and both inspections of any bytes. */
final class Vectors {
  private static final EnvelopeInspector INSPECTOR = new EnvelopeInspector();

  private Vectors() {}

  static Path folder() {
    try {
      return Path.of(
              Objects.requireNonNull(Vectors.class.getResource("/vectors/age-x25519.age")).toURI())
          .resolveSibling("");
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static byte[] read(String name) {
    try {
      return Files.readAllBytes(folder().resolve(name));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** The names that begin so, in order. */
  static List<String> names(String... beginnings) {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> Stream.of(beginnings).anyMatch(name::startsWith))
          .sorted()
          .toList();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** Every sealed vector. */
  static List<String> sealed() {
    return names("age-", "openpgp-", "cms-", "sample-photo");
  }

  static Inspection head(byte[] file, SealProfile... profiles) {
    byte[] head = Arrays.copyOf(file, Math.min(file.length, EnvelopeInspector.HEAD_BYTES));
    return INSPECTOR.inspectHead(head, file.length, Set.of(profiles));
  }

  static Inspection whole(byte[] file, SealProfile... profiles) {
    try {
      return INSPECTOR.inspectWhole(new BytesChannel(file), Set.of(profiles));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
