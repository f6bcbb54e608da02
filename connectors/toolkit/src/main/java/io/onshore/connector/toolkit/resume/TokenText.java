package io.onshore.connector.toolkit.resume;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.ProviderId;
import io.onshore.connector.ResumeToken;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.CRC32;

/**
 * The fields of an upload as one resume token, and back. A checksum tells damage, not forgery: the
 * gateway seals tokens where it keeps them.
 *
 * @param provider whose tokens these are
 * @param version of the fields' meaning, such as {@code box-1}; a token of another is damaged
 */
public record TokenText(ProviderId provider, String version) {
  /**
   * Writes fields down.
   *
   * @param fields without line breaks
   */
  public ResumeToken write(List<String> fields) {
    List<String> lines = new ArrayList<>(List.of(version));
    lines.addAll(fields);
    if (lines.stream().anyMatch(line -> line.indexOf('\n') >= 0)) {
      throw new IllegalArgumentException("a field of a resume token holds a line break");
    }
    String encoded =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    return new ResumeToken(provider, encoded + "." + checksum(encoded));
  }

  /**
   * Reads a token.
   *
   * @param meaning makes a value of the fields; empty, or an {@link IllegalArgumentException} or
   *     {@link java.time.DateTimeException}, means that they cannot be right
   * @throws ConnectorException kind MISCONFIGURED if it is damaged or of another provider
   */
  public <T> T read(ResumeToken token, Function<List<String>, Optional<T>> meaning)
      throws ConnectorException {
    if (!token.provider().equals(provider)) {
      throw ConnectorException.misconfigured("the resume token is of another provider");
    }
    return fields(token.reveal())
        .flatMap(fields -> understood(fields, meaning))
        .orElseThrow(
            () -> ConnectorException.misconfigured("the resume token is damaged or not of here"));
  }

  private static <T> Optional<T> understood(
      List<String> fields, Function<List<String>, Optional<T>> meaning) {
    try {
      return meaning.apply(fields);
    } catch (IllegalArgumentException
        | java.time.DateTimeException
        | IndexOutOfBoundsException damaged) {
      return Optional.empty();
    }
  }

  private Optional<List<String>> fields(String text) {
    int dot = text.indexOf('.');
    if (dot < 0 || !checksum(text.substring(0, dot)).equals(text.substring(dot + 1))) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text.substring(0, dot));
      List<String> lines = List.of(new String(bytes, StandardCharsets.UTF_8).split("\n", -1));
      return lines.getFirst().equals(version)
          ? Optional.of(lines.subList(1, lines.size()))
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /** Over the encoded text, because the last character of base64 holds bits that decoding drops. */
  private static String checksum(String encoded) {
    CRC32 crc = new CRC32();
    crc.update(encoded.getBytes(StandardCharsets.US_ASCII));
    return Long.toHexString(crc.getValue());
  }
}
