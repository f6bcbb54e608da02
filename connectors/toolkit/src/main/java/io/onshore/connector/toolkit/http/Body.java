package io.onshore.connector.toolkit.http;

import io.onshore.connector.Part;
import io.onshore.connector.Source;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A request body.
 *
 * @param length in bytes, 0 or more; sent as Content-Length
 * @param source opened anew for each request, read once, closed before the last bytes leave
 */
public record Body(long length, Source source, String contentType) {
  /** What sealed files are sent as. */
  public static final String OCTETS = "application/octet-stream";

  /**
   * @throws IllegalArgumentException if the length is negative
   */
  public Body {
    if (length < 0) {
      throw new IllegalArgumentException("the length must not be negative");
    }
  }

  /** The bytes of a part. */
  public static Body of(Part part) {
    return new Body(part.length(), part.source(), OCTETS);
  }

  /** A few bytes that are in memory anyway. */
  public static Body of(byte[] bytes, String contentType) {
    byte[] copy = bytes.clone();
    return new Body(copy.length, () -> new ByteArrayInputStream(copy), contentType);
  }

  /** A JSON text. */
  public static Body json(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8), "application/json");
  }

  /** A form as browsers encode it. */
  public static Body form(Map<String, String> fields) {
    String encoded =
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    return of(encoded.getBytes(StandardCharsets.UTF_8), "application/x-www-form-urlencoded");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
