package io.onshore.policy.rulebook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The files that come with this module. */
final class ShippedFiles {
  /** The packs, without {@code .yaml}. */
  static final List<String> PACKS =
      List.of("global", "AE", "AU", "CA", "CH", "EU", "GB", "IN", "JP", "NZ", "SG", "US");

  /** The providers of the claims dataset, as their connectors call them. */
  static final List<String> PROVIDERS = List.of("box", "dropbox", "google-drive", "onedrive");

  private ShippedFiles() {}

  /** All shipped packs. */
  static List<NamedText> packs() {
    return files("packs/", PACKS);
  }

  /** The whole claims dataset. */
  static List<NamedText> claims() {
    return files("claims/", PROVIDERS);
  }

  private static List<NamedText> files(String folder, List<String> names) {
    return names.stream()
        .map(name -> new NamedText(name + ".yaml", text(folder + name + ".yaml")))
        .toList();
  }

  /** The text of a file beside this class. */
  static String text(String resource) {
    try (InputStream in = ShippedFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the module was built without `" + resource + "`");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file's name and its text. */
  record NamedText(String name, String text) {}
}
