package io.onshore.connector.dropbox;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Failure;
import io.onshore.connector.Part;
import io.onshore.connector.toolkit.digest.RunningDigests;
import io.onshore.connector.toolkit.parts.ExactLength;
import io.onshore.connector.toolkit.redaction.ForeignCause;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * A part whose source was read once, so that Dropbox can refuse what is not the same bytes. Holds
 * no bytes.
 *
 * @param contentHash of the part by itself, in hexadecimal
 */
record HashedPart(Part part, String contentHash) {
  /** The part of an empty object. */
  static final Part NOTHING = new Part(0, 0, () -> new ByteArrayInputStream(new byte[0]));

  /**
   * @throws ConnectorException kind SOURCE_FAILED if the source fails or has not the promised
   *     length
   */
  static HashedPart of(Part part) throws ConnectorException {
    try (InputStream in = new ExactLength(part.source().open(), part.length())) {
      return new HashedPart(
          part,
          RunningDigests.of(Set.of(DigestAlgorithm.DROPBOX_CONTENT_HASH), in)
              .by(DigestAlgorithm.DROPBOX_CONTENT_HASH)
              .orElseThrow()
              .hex());
    } catch (IOException e) {
      throw new ConnectorException(
          Failure.permanent(Failure.Kind.SOURCE_FAILED),
          "the source of the part failed or has not the promised length",
          ForeignCause.of(e));
    }
  }
}
