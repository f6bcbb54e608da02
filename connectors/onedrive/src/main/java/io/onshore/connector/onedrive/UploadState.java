package io.onshore.connector.onedrive;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.ObjectName;
import io.onshore.connector.ResumeToken;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * What has to be known to go on with an upload. Holds the upload's address, which needs no login,
 * so {@link #toString} says nothing.
 *
 * @param drive the address of the drive
 * @param folderId of the folder
 * @param size in bytes
 * @param createdAt by the lent clock
 * @param upload the upload's address; empty for an object that goes in one request at commit
 */
record UploadState(
    String drive,
    String folderId,
    ObjectName name,
    long size,
    Instant createdAt,
    Optional<String> upload) {
  /** How long Microsoft keeps a session at the most: the permission in its address ends then. */
  static final Duration LIFE = Duration.ofHours(24);

  private static final String VERSION = "onedrive-1";

  /** The address of the object to be. */
  String item() {
    return Place.childOf(drive, folderId, name);
  }

  Optional<Instant> expiresAt() {
    return upload.map(ignored -> createdAt.plus(LIFE));
  }

  ResumeToken token() {
    String text =
        String.join(
            "\n",
            VERSION,
            drive,
            folderId,
            name.value(),
            Long.toString(size),
            createdAt.toString(),
            upload.orElse(""));
    String encoded =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    return new ResumeToken(OneDriveConnectorFactory.PROVIDER, encoded + "." + checksum(encoded));
  }

  /**
   * @throws ConnectorException kind MISCONFIGURED if it is damaged or of another provider
   */
  static UploadState of(ResumeToken token, OneDriveSettings settings) throws ConnectorException {
    if (!token.provider().equals(OneDriveConnectorFactory.PROVIDER)) {
      throw ConnectorException.misconfigured("the resume token is of another provider");
    }
    return parse(token.reveal())
        .filter(state -> state.drive().startsWith(settings.graphBase() + "/"))
        .filter(
            state ->
                state.upload().isEmpty()
                    || settings.allowsBytesAt(URI.create(state.upload().get())))
        .orElseThrow(
            () -> ConnectorException.misconfigured("the resume token is damaged or not of here"));
  }

  private static Optional<UploadState> parse(String text) {
    int dot = text.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    try {
      String encoded = text.substring(0, dot);
      byte[] bytes = Base64.getUrlDecoder().decode(encoded);
      List<String> lines = List.of(new String(bytes, StandardCharsets.UTF_8).split("\n", -1));
      if (lines.size() != 7
          || !lines.getFirst().equals(VERSION)
          || !checksum(encoded).equals(text.substring(dot + 1))) {
        return Optional.empty();
      }
      return Optional.of(
          new UploadState(
              lines.get(1),
              lines.get(2),
              new ObjectName(lines.get(3)),
              Long.parseLong(lines.get(4)),
              Instant.parse(lines.get(5)),
              Optional.of(lines.get(6)).filter(address -> !address.isEmpty())));
    } catch (IllegalArgumentException | DateTimeException damaged) {
      return Optional.empty();
    }
  }

  /**
   * Tells damage, not forgery. Over the encoded text, because the last character of base64 holds
   * bits that decoding drops.
   */
  private static String checksum(String encoded) {
    CRC32 crc = new CRC32();
    crc.update(encoded.getBytes(StandardCharsets.US_ASCII));
    return Long.toHexString(crc.getValue());
  }

  @Override
  public String toString() {
    return "UploadState[" + name + ", " + size + " bytes]";
  }
}
