package io.onshore.policy.rulebook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The files that come with this module. */
final class ShippedFiles {
  /** The packs, without {@code .yaml}. */
  static final List<String> PACKS =
      List.of("global", "AE", "AU", "CA", "CH", "EU", "GB", "IN", "JP", "NZ", "SG", "US");

  private ShippedFiles() {}

  /** All shipped packs. */
  static List<NamedText> packs() {
    var packs = new ArrayList<NamedText>();
    for (String pack : PACKS) {
      packs.add(new NamedText(pack + ".yaml", text("packs/" + pack + ".yaml")));
    }
    return packs;
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
