package io.onshore.policy.rulebook;

import io.onshore.policy.rulebook.ShippedFiles.NamedText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Files of a folder, and texts that go by the name a file would have. */
final class TextFiles {
  private static final String YAML = ".yaml";

  private TextFiles() {}

  /**
   * Every {@code *.yaml} of a folder, by name.
   *
   * @param what such a file is, for people
   * @throws RulebookRefused if there is none, or one is not UTF-8
   * @throws UncheckedIOException if the folder cannot be read
   */
  static List<NamedText> of(Path folder, String what) {
    try {
      if (!Files.isDirectory(folder)) {
        throw new NotDirectoryException(folder.toString());
      }
      List<Path> files;
      try (Stream<Path> entries = Files.list(folder)) {
        files =
            entries.filter(file -> file.getFileName().toString().endsWith(YAML)).sorted().toList();
      }
      if (files.isEmpty()) {
        throw refused(
            String.valueOf(folder.getFileName()),
            "the folder has no %s; a %s's name ends in `.yaml`".formatted(what, what));
      }
      return files.stream().map(TextFiles::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One file.
   *
   * @throws RulebookRefused if it is not UTF-8
   * @throws UncheckedIOException if it cannot be read
   */
  static NamedText read(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      return new NamedText(name, Files.readString(file));
    } catch (MalformedInputException e) {
      throw refused(name, "the file is not UTF-8");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The texts by their names without {@code .yaml}, in the same order. */
  static Map<String, String> byName(List<NamedText> files) {
    var texts = new LinkedHashMap<String, String>();
    for (NamedText file : files) {
      texts.put(file.name().substring(0, file.name().length() - YAML.length()), file.text());
    }
    return Collections.unmodifiableMap(texts);
  }

  /** The same, backwards. */
  static List<NamedText> named(Map<String, String> texts) {
    return texts.entrySet().stream()
        .map(text -> new NamedText(text.getKey() + YAML, text.getValue()))
        .toList();
  }

  private static RulebookRefused refused(String file, String message) {
    return new RulebookRefused(
        List.of(new Problem(file, 1, Optional.empty(), message, Optional.empty())));
  }
}
