package io.onshore.connector.box;

import io.onshore.connector.ObjectName;
import io.onshore.connector.Part;
import io.onshore.connector.toolkit.http.Body;
import io.onshore.connector.toolkit.parts.ExactLength;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/**
 * The form by which Box takes a whole object in one request. The attributes come first, or Box
 * refuses it: https://developer.box.com/reference/post-files-content. The length is known before
 * the first byte leaves, and the object's source is opened anew for each request.
 */
final class UploadForm {
  private UploadForm() {}

  static Body of(String folderId, ObjectName name, Part whole) {
    String boundary = "onshore-" + UUID.randomUUID();
    byte[] before = before(boundary, folderId, name);
    byte[] after = ascii("\r\n--" + boundary + "--\r\n");
    return new Body(
        before.length + whole.length() + after.length,
        () -> {
          InputStream content = new ExactLength(whole.source().open(), whole.length());
          return new SequenceInputStream(
              Collections.enumeration(
                  List.of(
                      new ByteArrayInputStream(before), content, new ByteArrayInputStream(after))));
        },
        "multipart/form-data; boundary=" + boundary);
  }

  /** Neither a folder's id nor a name of ours holds a character that JSON or a header escapes. */
  private static byte[] before(String boundary, String folderId, ObjectName name) {
    return ascii(
        "--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"attributes\"\r\n"
            + "Content-Type: application/json\r\n\r\n"
            + "{\"name\":\""
            + name.value()
            + "\",\"parent\":{\"id\":\""
            + folderId
            + "\"}}\r\n--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
            + name.value()
            + "\"\r\nContent-Type: application/octet-stream\r\n\r\n");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
