package io.onshore.connector.folder;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Destination;
import io.onshore.connector.ObjectName;
import io.onshore.connector.ResumeToken;
import io.onshore.connector.UploadRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * What an upload is known by: its id and what it is to become. Written as one line that ends with a
 * checksum, so that a damaged token is told from an old one.
 *
 * @param id 32 hexadecimal digits
 */
record FolderToken(String id, UploadRequest request) {
  private static final Pattern LINE =
      Pattern.compile("(1/([0-9a-f]{32})/([0-9]{1,18})/([^/]+)/([A-Za-z0-9_-]*))/([0-9a-f]{8})");

  /** From a token. */
  static FolderToken of(ResumeToken token) throws ConnectorException {
    if (!token.provider().equals(FolderConnectorFactory.PROVIDER)) {
      throw ConnectorException.misconfigured("the token is of another provider");
    }
    Matcher line = LINE.matcher(token.reveal());
    if (!line.matches() || !line.group(6).equals(checksum(line.group(1)))) {
      throw damaged();
    }
    try {
      Destination destination =
          Destination.folder(
              new String(Base64.getUrlDecoder().decode(line.group(5)), StandardCharsets.UTF_8));
      return new FolderToken(
          line.group(2),
          new UploadRequest(
              destination, new ObjectName(line.group(4)), Long.parseLong(line.group(3))));
    } catch (IllegalArgumentException impossible) {
      throw damaged();
    }
  }

  /** As a token. */
  ResumeToken token() {
    String folder =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(request.destination().folder().getBytes(StandardCharsets.UTF_8));
    String line = "1/" + id + "/" + request.size() + "/" + request.name() + "/" + folder;
    return new ResumeToken(FolderConnectorFactory.PROVIDER, line + "/" + checksum(line));
  }

  private static String checksum(String line) {
    CRC32 sum = new CRC32();
    sum.update(line.getBytes(StandardCharsets.UTF_8));
    return "%08x".formatted(sum.getValue());
  }

  private static ConnectorException damaged() {
    return ConnectorException.misconfigured("the token is damaged");
  }
}
