package io.onshore.gateway.verification;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Destination;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Digests;
import io.onshore.connector.Failure;
import io.onshore.connector.ReadBack;
import io.onshore.connector.StoredObject;
import io.onshore.connector.toolkit.digest.RunningDigests;
import io.onshore.gateway.transfer.TransferState.Proof;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.Optional;

/** Compares a stored object with the sent file. Stateless. */
public final class Verifier {
  /**
   * Compares size and the provider's digest; where the provider gives none in common, reads the
   * object back.
   *
   * @param sent digests of the sent file, SHA-256 among them
   * @throws ConnectorException if the object had to be read back and could not be
   */
  public Proof verify(
      long size, Digests sent, StoredObject stored, Connector connector, Destination destination)
      throws ConnectorException {
    if (stored.size() != size) {
      return Proof.MISMATCHED;
    }
    return switch (sent.match(stored.digests())) {
      case AGREES -> Proof.MATCHED;
      case DIFFERS -> Proof.MISMATCHED;
      case NOTHING_IN_COMMON -> {
        Optional<ReadBack> readBack = connector.readBack();
        yield readBack.isEmpty()
            ? Proof.SIZE_ONLY
            : readAndCompare(sent, readBack.get(), stored, destination);
      }
    };
  }

  private static Proof readAndCompare(
      Digests sent, ReadBack readBack, StoredObject stored, Destination destination)
      throws ConnectorException {
    try (InputStream in = readBack.open(stored, destination)) {
      Digests read = RunningDigests.of(EnumSet.of(DigestAlgorithm.SHA256), in);
      return sent.match(read) == Digests.Match.AGREES ? Proof.READ_BACK : Proof.MISMATCHED;
    } catch (IOException cut) {
      throw new ConnectorException(
          Failure.passing(Failure.Kind.UNAVAILABLE), "the stored file could not be read back", cut);
    }
  }
}
