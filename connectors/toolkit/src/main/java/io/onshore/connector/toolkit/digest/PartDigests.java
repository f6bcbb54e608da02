package io.onshore.connector.toolkit.digest;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Digests;
import io.onshore.connector.Failure;
import io.onshore.connector.Part;
import io.onshore.connector.toolkit.parts.ExactLength;
import io.onshore.connector.toolkit.redaction.ForeignCause;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** Reads a part's source once to its end before anything of it is sent. Holds no bytes. */
public final class PartDigests {
  private PartDigests() {}

  /**
   * The digests of a part.
   *
   * @param algorithms none at all is allowed, and then the source is only proven good
   * @throws ConnectorException {@link Failure.Kind#SOURCE_FAILED} if the source fails or has not
   *     the promised length
   */
  public static Digests of(Part part, Set<DigestAlgorithm> algorithms) throws ConnectorException {
    try (InputStream in = new ExactLength(part.source().open(), part.length())) {
      return RunningDigests.of(algorithms, in);
    } catch (IOException e) {
      throw new ConnectorException(
          Failure.permanent(Failure.Kind.SOURCE_FAILED),
          "the source of the part failed or has not the promised length",
          ForeignCause.of(e));
    }
  }
}
