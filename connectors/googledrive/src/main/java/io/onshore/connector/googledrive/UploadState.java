package io.onshore.connector.googledrive;

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
 * @param id of the file to be, which Google handed out beforehand: no second file can get it
 * @param size in bytes
 * @param createdAt by the lent clock
 * @param upload the upload's address; empty for an object that goes in one request at commit
 */
record UploadState(
    Place place, String id, ObjectName name, long size, Instant createdAt, Optional<URI> upload) {
  /** How long Google keeps a session. */
  static final Duration LIFE = Duration.ofDays(7);

  private static final TokenText TEXT =
      new TokenText(GoogleDriveConnectorFactory.PROVIDER, "google-drive-1");

  Optional<Instant> expiresAt() {
    return upload.map(ignored -> createdAt.plus(LIFE));
  }

  ResumeToken token() {
    return TEXT.write(
        List.of(
            place.sharedDrive().orElse(""),
            place.folder(),
            id,
            name.value(),
            Long.toString(size),
            createdAt.toString(),
            upload.map(URI::toString).orElse("")));
  }

  /**
   * @throws ConnectorException kind MISCONFIGURED if it is damaged or of another provider
   */
  static UploadState of(ResumeToken token, GoogleDriveSettings settings) throws ConnectorException {
    return TEXT.read(
        token,
        fields ->
            of(fields)
                .filter(
                    state ->
                        state.upload().isEmpty() || settings.allowsBytesAt(state.upload().get())));
  }

  private static Optional<UploadState> of(List<String> fields) {
    return fields.size() == 7
        ? Optional.of(
            new UploadState(
                new Place(optional(fields.get(0)), fields.get(1)),
                fields.get(2),
                new ObjectName(fields.get(3)),
                Long.parseLong(fields.get(4)),
                Instant.parse(fields.get(5)),
                optional(fields.get(6)).map(URI::create)))
        : Optional.empty();
  }

  private static Optional<String> optional(String text) {
    return Optional.of(text).filter(given -> !given.isEmpty());
  }

  @Override
  public String toString() {
    return "UploadState[" + name + ", " + size + " bytes]";
  }
}
