package io.onshore.connector.onedrive;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.ObjectName;
import io.onshore.connector.ResumeToken;
import io.onshore.connector.toolkit.resume.TokenText;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

  private static final TokenText TEXT =
      new TokenText(OneDriveConnectorFactory.PROVIDER, "onedrive-1");

  /** The address of the object to be. */
  String item() {
    return Place.childOf(drive, folderId, name);
  }

  Optional<Instant> expiresAt() {
    return upload.map(ignored -> createdAt.plus(LIFE));
  }

  ResumeToken token() {
    return TEXT.write(
        List.of(
            drive,
            folderId,
            name.value(),
            Long.toString(size),
            createdAt.toString(),
            upload.orElse("")));
  }

  /**
   * @throws ConnectorException kind MISCONFIGURED if it is damaged or of another provider
   */
  static UploadState of(ResumeToken token, OneDriveSettings settings) throws ConnectorException {
    return TEXT.read(
        token,
        fields ->
            of(fields)
                .filter(state -> state.drive().startsWith(settings.graphBase() + "/"))
                .filter(
                    state ->
                        state.upload().isEmpty()
                            || settings.allowsBytesAt(URI.create(state.upload().get()))));
  }

  private static Optional<UploadState> of(List<String> fields) {
    return fields.size() == 6
        ? Optional.of(
            new UploadState(
                fields.get(0),
                fields.get(1),
                new ObjectName(fields.get(2)),
                Long.parseLong(fields.get(3)),
                Instant.parse(fields.get(4)),
                Optional.of(fields.get(5)).filter(address -> !address.isEmpty())))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "UploadState[" + name + ", " + size + " bytes]";
  }
}
