package io.onshore.connector.simulator;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a double answers.
 *
 * @param headers by name
 */
public record Answer(int status, Map<String, String> headers, Body body) {
  public Answer {
    headers = Map.copyOf(headers);
  }

  /** What follows the headers. */
  public sealed interface Body {
    /** These bytes; shared, not copied. */
    @SuppressWarnings("ArrayRecordComponent") // a value to read once; never compared
    record Bytes(byte[] bytes) implements Body {}

    /**
     * A stored file, streamed.
     *
     * @param length the announced length
     * @param cutAfter the connection breaks after so many bytes; {@code length} or more for never
     */
    record Stored(Path file, long length, long cutAfter) implements Body {}

    /** No answer at all: the connection is reset. */
    record Reset() implements Body {}
  }

  /** A status without a body. */
  public static Answer empty(int status) {
    return new Answer(status, Map.of(), new Body.Bytes(new byte[0]));
  }

  /** JSON text. */
  public static Answer json(int status, String json) {
    return text(status, "application/json; charset=utf-8", json);
  }

  /** Text of a content type. */
  public static Answer text(int status, String contentType, String text) {
    return new Answer(
        status,
        Map.of("Content-Type", contentType),
        new Body.Bytes(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** A stored file, whole unless it is cut. */
  public static Answer stored(Path file, long length, long cutAfter) {
    return new Answer(
        200,
        Map.of("Content-Type", "application/octet-stream"),
        new Body.Stored(file, length, cutAfter));
  }

  /** No answer: the connection is reset. */
  public static Answer reset() {
    return new Answer(200, Map.of(), new Body.Reset());
  }

  /** The same answer with one more header. */
  public Answer with(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body);
  }
}
