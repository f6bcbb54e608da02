package io.onshore.gateway.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks for texts in everything that a run left behind, in the spellings in which they may hide.
 */
final class LogScan {
  private LogScan() {}

  /**
   * What is found, in words that do not repeat it.
   *
   * @param secrets texts, with what each is
   */
  static List<String> found(Path folder, Map<String, String> secrets) {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        // One byte, one character: nothing is lost where a file is no text.
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        secrets.forEach(
            (secret, what) -> {
              if (spellings(secret).stream().anyMatch(text::contains)) {
                found.add(folder.relativize(file) + " holds " + what);
              }
            });
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return found;
  }

  private static Set<String> spellings(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    String inJson = secret.replace("\\", "\\\\").replace("\"", "\\\"");
    return Set.copyOf(
        List.of(
            asRead(secret),
            asRead(inJson),
            asRead(inJson.replace("/", "\\/")),
            URLEncoder.encode(secret, StandardCharsets.UTF_8),
            URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"),
            // Without its end, which depends on what follows.
            whole(Base64.getEncoder().encodeToString(bytes), bytes.length),
            whole(Base64.getUrlEncoder().encodeToString(bytes), bytes.length),
            HexFormat.of().formatHex(bytes),
            HexFormat.of().withUpperCase().formatHex(bytes)));
  }

  private static String asRead(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static String whole(String base64, int bytes) {
    return base64.substring(0, bytes / 3 * 4);
  }
}
