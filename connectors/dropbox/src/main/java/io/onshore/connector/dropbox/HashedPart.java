package io.onshore.connector.dropbox;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Part;
import io.onshore.connector.toolkit.digest.PartDigests;
import java.io.ByteArrayInputStream;
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
    return new HashedPart(
        part,
        PartDigests.of(part, Set.of(DigestAlgorithm.DROPBOX_CONTENT_HASH))
            .by(DigestAlgorithm.DROPBOX_CONTENT_HASH)
            .orElseThrow()
            .hex());
  }
}
