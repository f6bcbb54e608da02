package io.onshore.connector.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Destination;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Digests;
import io.onshore.connector.Failure;
import io.onshore.connector.ObjectName;
import io.onshore.connector.Part;
import io.onshore.connector.StoredObject;
import io.onshore.connector.UploadRequest;
import io.onshore.connector.UploadSession;
import io.onshore.connector.toolkit.digest.RunningDigests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The everyday steps of a test that uploads. */
final class Uploads {
  static final int PART = 8 * 1024 * 1024;

  /** Goes in parts, of which the last is short. */
  static final int LARGE = 2 * PART + 4_000_000;

  static final ObjectName NAME = new ObjectName("0198c0ffee.sealed");

  private Uploads() {}

  static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  static Digests digests(byte[] content) {
    try {
      return RunningDigests.of(
          Set.of(DigestAlgorithm.SHA1, DigestAlgorithm.SHA256), new ByteArrayInputStream(content));
    } catch (IOException impossible) {
      throw new AssertionError("an array cannot fail", impossible);
    }
  }

  static Part part(byte[] content, int offset, int length) {
    return new Part(offset, length, () -> new ByteArrayInputStream(content, offset, length));
  }

  static UploadSession begin(Connector connector, Destination destination, byte[] content)
      throws ConnectorException {
    return connector.begin(new UploadRequest(destination, NAME, content.length));
  }

  static void sendAll(UploadSession session, byte[] content) throws ConnectorException {
    int partBytes = Math.toIntExact(session.partRule().preferred());
    for (int offset = 0; offset < content.length; offset += partBytes) {
      session.send(part(content, offset, Math.min(partBytes, content.length - offset)));
    }
  }

  static StoredObject store(
      Connector connector, Destination destination, ObjectName name, byte[] content)
      throws ConnectorException {
    try (UploadSession session =
        connector.begin(new UploadRequest(destination, name, content.length))) {
      sendAll(session, content);
      return session.commit(digests(content));
    }
  }

  static ConnectorException thrownBy(ThrowingCallable call) {
    ConnectorException thrown = catchThrowableOfType(ConnectorException.class, call);
    assertThat(thrown).as("the call fails").isNotNull();
    return thrown;
  }

  static Failure failureOf(ThrowingCallable call) {
    return thrownBy(call).failure();
  }
}
