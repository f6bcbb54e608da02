package io.onshore.connector.googledrive;

import io.onshore.connector.Part;
import io.onshore.connector.toolkit.http.Body;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/**
 * A file's description and its bytes as one body, multipart/related (RFC 2387). Its length is known
 * beforehand, so a source that is too short or too long never makes a complete request.
 */
final class MultipartBody {
  private MultipartBody() {}

  /**
   * @param json the description, which comes first
   */
  static Body of(String json, Part whole) {
    String boundary = "onshore-" + UUID.randomUUID();
    byte[] head =
        ascii(
            "--"
                + boundary
                + "\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n"
                + json
                + "\r\n--"
                + boundary
                + "\r\nContent-Type: "
                + Body.OCTETS
                + "\r\n\r\n");
    byte[] tail = ascii("\r\n--" + boundary + "--\r\n");
    return new Body(
        head.length + whole.length() + tail.length,
        () -> joined(head, whole, tail),
        "multipart/related; boundary=" + boundary);
  }

  private static InputStream joined(byte[] head, Part whole, byte[] tail) throws IOException {
    InputStream content = whole.source().open();
    return new SequenceInputStream(
        Collections.enumeration(
            List.of(new ByteArrayInputStream(head), content, new ByteArrayInputStream(tail))));
  }

  /** The description holds ids and our own names, which are ASCII. */
  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
