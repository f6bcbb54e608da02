package io.onshore.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.connector.Confirmed;
import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Digests;
import io.onshore.connector.Failure;
import io.onshore.connector.ObjectName;
import io.onshore.connector.Part;
import io.onshore.connector.ResumeToken;
import io.onshore.connector.StoredObject;
import io.onshore.connector.UploadRequest;
import io.onshore.connector.UploadSession;
import io.onshore.connector.toolkit.digest.RunningDigests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What all groups of cases have in common: the harness, and the everyday steps of an upload. */
abstract class Cases {
  static final ObjectName NAME = new ObjectName("7f3a9c52e1.sealed");
  static final ObjectName OTHER_NAME = new ObjectName("b8d04e6617.sealed");

  /** How long a case waits for what must come; no case measures time. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The harness of the running case. */
  abstract Harness harness();

  final Connector connector() throws ConnectorException {
    return harness().connector();
  }

  final boolean has(Trait trait) {
    return harness().traits().contains(trait);
  }

  /** Content that needs a session of at least three parts, the last one short. */
  final byte[] severalParts(long seed) {
    long part = harness().partBytes();
    long parts = Math.max(2, harness().smallUploadThreshold() / part + 1);
    return Sealed.bytes(seed, Math.toIntExact(parts * part + 17));
  }

  final UploadSession begin(ObjectName name, byte[] content) throws ConnectorException {
    return begin(connector(), name, content);
  }

  final UploadSession begin(Connector connector, ObjectName name, byte[] content)
      throws ConnectorException {
    return connector.begin(new UploadRequest(harness().destination(), name, content.length));
  }

  /** The parts of the whole content. */
  final List<Part> parts(UploadSession session, byte[] content) {
    return Cut.missing(session.partRule(), harness().partBytes(), Confirmed.upTo(0), content);
  }

  final void sendAll(UploadSession session, byte[] content) throws ConnectorException {
    for (Part part : parts(session, content)) {
      session.send(part);
    }
  }

  /** Sends what the provider says it lacks. */
  final void sendMissing(UploadSession session, byte[] content) throws ConnectorException {
    for (Part part :
        Cut.missing(session.partRule(), harness().partBytes(), session.confirmed(), content)) {
      session.send(part);
    }
  }

  final StoredObject sendAndCommit(UploadSession session, byte[] content)
      throws ConnectorException {
    sendAll(session, content);
    return session.commit(digests(content));
  }

  final StoredObject store(ObjectName name, byte[] content) throws ConnectorException {
    try (UploadSession session = begin(name, content)) {
      return sendAndCommit(session, content);
    }
  }

  /** All digests that a commit needs, and our own. */
  final Digests digests(byte[] content) {
    Set<DigestAlgorithm> algorithms = EnumSet.of(DigestAlgorithm.SHA256);
    algorithms.addAll(harness().factory().card().limits().digests());
    try {
      return RunningDigests.of(algorithms, new ByteArrayInputStream(content));
    } catch (IOException impossible) {
      throw new AssertionError("an array cannot fail", impossible);
    }
  }

  /** The same token as it comes back from storage, in another process. */
  static ResumeToken stored(ResumeToken token) {
    return new ResumeToken(token.provider(), token.reveal());
  }

  final void assertStored(ObjectName name, byte[] content) {
    assertThat(harness().storedBytes(name))
        .as("the bytes the provider holds")
        .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(content));
  }

  final void assertNothingStored(ObjectName name) throws ConnectorException {
    assertThat(harness().storedBytes(name)).as("bytes the provider holds").isEmpty();
    assertThat(connector().find(name, harness().destination())).as("what `find` sees").isEmpty();
  }

  /** The failure that a call must end in. */
  static ConnectorException failureOf(ThrowingCallable call) {
    ConnectorException thrown = Assertions.catchThrowableOfType(ConnectorException.class, call);
    assertThat(thrown).as("the call fails").isNotNull();
    return thrown;
  }

  /** The failure of this kind that a call must end in. */
  static Failure failureOf(Failure.Kind kind, ThrowingCallable call) {
    ConnectorException thrown = failureOf(call);
    assertThat(thrown.failure().kind())
        .withFailMessage(
            () -> "expected " + kind + " but was " + thrown.failure() + ": " + thrown.getMessage())
        .isEqualTo(kind);
    return thrown.failure();
  }

  /** The requests from this count on that are not for signing in. */
  final List<Seen> requestsSince(int count) {
    return harness().requests().stream()
        .skip(count)
        .filter(seen -> seen.purpose() != Seen.Purpose.SIGN_IN)
        .toList();
  }

  final long signIns() {
    return harness().requests().stream()
        .filter(seen -> seen.purpose() == Seen.Purpose.SIGN_IN)
        .count();
  }

  /** Runs a call in a thread of its own, so that a call that never ends fails its case. */
  static <T> CompletableFuture<T> inThread(Callable<T> call) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                result.complete(call.call());
              } catch (Throwable thrown) {
                result.completeExceptionally(thrown);
              }
            });
    return result.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
