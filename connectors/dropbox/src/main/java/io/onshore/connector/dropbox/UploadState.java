package io.onshore.connector.dropbox;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.ObjectName;
import io.onshore.connector.ResumeToken;
import io.onshore.connector.toolkit.resume.TokenText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What has to be known to go on with an upload.
 *
 * @param size in bytes
 * @param createdAt by the lent clock
 * @param session Dropbox's id of the upload session; empty for an object that goes in one request
 *     at commit
 * @param parallel how many parts may be under way at once; more than 1 in a concurrent session
 */
record UploadState(
    Place place,
    ObjectName name,
    long size,
    Instant createdAt,
    Optional<String> session,
    int parallel) {
  /** How long Dropbox keeps a session. */
  static final Duration LIFE = Duration.ofDays(7);

  private static final TokenText TEXT =
      new TokenText(DropboxConnectorFactory.PROVIDER, "dropbox-1");

  /** The path of the object to be. */
  String path() {
    return place.child(name);
  }

  /** Whether parts go in any order. */
  boolean concurrent() {
    return parallel > 1;
  }

  Optional<Instant> expiresAt() {
    return session.map(ignored -> createdAt.plus(LIFE));
  }

  ResumeToken token() {
    return TEXT.write(
        List.of(
            place.space().orElse(""),
            place.folder(),
            name.value(),
            Long.toString(size),
            createdAt.toString(),
            session.orElse(""),
            Integer.toString(parallel)));
  }

  /**
   * @throws ConnectorException kind MISCONFIGURED if it is damaged or of another provider
   */
  static UploadState of(ResumeToken token) throws ConnectorException {
    return TEXT.read(token, UploadState::of);
  }

  private static Optional<UploadState> of(List<String> fields) {
    return fields.size() == 7
        ? Optional.of(
            new UploadState(
                new Place(
                    Optional.of(fields.get(0)).filter(space -> !space.isEmpty()), fields.get(1)),
                new ObjectName(fields.get(2)),
                Long.parseLong(fields.get(3)),
                Instant.parse(fields.get(4)),
                Optional.of(fields.get(5)).filter(session -> !session.isEmpty()),
                Integer.parseInt(fields.get(6))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "UploadState[" + name + ", " + size + " bytes]";
  }
}
