package io.onshore.connector.box;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.ObjectName;
import io.onshore.connector.ResumeToken;
import io.onshore.connector.toolkit.resume.TokenText;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What has to be known to go on with an upload.
 *
 * @param folderId of the folder
 * @param size in bytes
 * @param chunked how Box wants the parts; empty for an object that goes in one request at commit
 */
record UploadState(String folderId, ObjectName name, long size, Optional<Chunked> chunked) {
  /** How long Box keeps a session. */
  static final Duration LIFE = Duration.ofDays(7);

  private static final TokenText TEXT = new TokenText(BoxConnectorFactory.PROVIDER, "box-1");

  /**
   * A session at Box. Its addresses are those that Box named, which may lie on another host.
   *
   * @param partBytes the size of every part but the last
   * @param upload where parts go, and what ends the session
   */
  record Chunked(long partBytes, Instant expiresAt, URI upload, URI parts, URI commit, URI abort) {
    /**
     * @throws IllegalArgumentException if the part size is not positive
     */
    Chunked {
      if (partBytes <= 0) {
        throw new IllegalArgumentException("a part holds at least one byte");
      }
    }

    Stream<URI> addresses() {
      return Stream.of(upload, parts, commit, abort);
    }
  }

  ResumeToken token() {
    List<String> session =
        chunked
            .map(
                at ->
                    List.of(
                        Long.toString(at.partBytes()),
                        at.expiresAt().toString(),
                        at.upload().toString(),
                        at.parts().toString(),
                        at.commit().toString(),
                        at.abort().toString()))
            .orElse(List.of());
    return TEXT.write(
        Stream.concat(Stream.of(folderId, name.value(), Long.toString(size)), session.stream())
            .toList());
  }

  /**
   * @throws ConnectorException kind MISCONFIGURED if it is damaged or of another provider
   */
  static UploadState of(ResumeToken token, BoxSettings settings) throws ConnectorException {
    return TEXT.read(
        token,
        fields ->
            of(fields)
                .filter(state -> Place.isId(state.folderId()))
                .filter(
                    state ->
                        state.chunked().stream()
                            .flatMap(Chunked::addresses)
                            .allMatch(settings::allowsBytesAt)));
  }

  private static Optional<UploadState> of(List<String> fields) {
    Optional<Chunked> chunked =
        switch (fields.size()) {
          case 3 -> Optional.empty();
          case 9 ->
              Optional.of(
                  new Chunked(
                      Long.parseLong(fields.get(3)),
                      Instant.parse(fields.get(4)),
                      URI.create(fields.get(5)),
                      URI.create(fields.get(6)),
                      URI.create(fields.get(7)),
                      URI.create(fields.get(8))));
          default -> throw new IllegalArgumentException("a field too many or too few");
        };
    return Optional.of(
        new UploadState(
            fields.get(0), new ObjectName(fields.get(1)), Long.parseLong(fields.get(2)), chunked));
  }

  @Override
  public String toString() {
    return "UploadState[" + name + ", " + size + " bytes]";
  }
}
