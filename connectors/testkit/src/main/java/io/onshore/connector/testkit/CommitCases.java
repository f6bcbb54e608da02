package io.onshore.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Digests;
import io.onshore.connector.Failure;
import io.onshore.connector.StoredObject;
import io.onshore.connector.UploadSession;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Cases about making an object visible. */
abstract class CommitCases extends Cases {
  @Live
  @Test
  void commitBeforeLastByteIsRefused() throws Exception {
    byte[] content = severalParts(47);
    try (UploadSession session = begin(NAME, content)) {
      failureOf(Failure.Kind.INCOMPLETE, () -> session.commit(digests(content)));
      session.send(parts(session, content).getFirst());
      Failure failure = failureOf(Failure.Kind.INCOMPLETE, () -> session.commit(digests(content)));
      assertThat(failure.effect()).isEqualTo(Failure.Effect.NONE);
      assertNothingStored(NAME);
      sendMissing(session, content);
      session.commit(digests(content));
    }
    assertStored(NAME, content);
  }

  @Live
  @Test
  void commitWithWrongDigestIsRefused() throws Exception {
    byte[] content = severalParts(48);
    Digests wrong = digests(severalParts(4848));
    try (UploadSession session = begin(NAME, content)) {
      sendAll(session, content);
      Failure failure = failureOf(Failure.Kind.DIGEST_MISMATCH, () -> session.commit(wrong));
      assertThat(failure.retryable()).isFalse();
      switch (failure.effect()) {
        case NONE -> assertNothingStored(NAME);
        case STORED -> assertStored(NAME, content);
        case UNKNOWN -> {
          // Nothing is claimed, so nothing can be wrong.
        }
      }
    }
  }

  @Live
  @Test
  void repeatedCommitReturnsTheSameObject() throws Exception {
    byte[] content = severalParts(49);
    try (UploadSession session = begin(NAME, content)) {
      StoredObject first = sendAndCommit(session, content);
      StoredObject second = session.commit(digests(content));
      assertThat(second.id()).isEqualTo(first.id());
      assertThat(second.size()).isEqualTo(first.size());
      try (UploadSession resumed = harness().newConnector().resume(stored(session.token()))) {
        committedAgain(resumed, content)
            .ifPresent(third -> assertThat(third.id()).isEqualTo(first.id()));
      }
    }
    assertStored(NAME, content);
  }

  @Test
  void lostCommitAnswerIsUnknownAndFindSettlesIt() throws Exception {
    byte[] content = severalParts(50);
    try (UploadSession session = begin(NAME, content)) {
      sendAll(session, content);
      harness().loseNextAnswer(Operation.COMMIT);
      Failure failure = failureOf(() -> session.commit(digests(content))).failure();
      assertThat(failure.effect()).isEqualTo(Failure.Effect.UNKNOWN);
      Optional<StoredObject> found = connector().find(NAME, harness().destination());
      assertThat(found)
          .hasValueSatisfying(
              object -> {
                assertThat(object.size()).isEqualTo(content.length);
                assertThat(object.digests().match(digests(content)))
                    .isEqualTo(Digests.Match.AGREES);
              });
      committedAgain(session, content)
          .ifPresent(again -> assertThat(again.id()).isEqualTo(found.orElseThrow().id()));
    }
    assertStored(NAME, content);
  }

  @Test
  void slowCommitIsAwaitedNotFailed() throws Exception {
    byte[] content = severalParts(51);
    try (UploadSession session = begin(NAME, content)) {
      sendAll(session, content);
      if (has(Trait.NO_SLOW_COMMIT)) {
        assertThat(session.commit(digests(content)).size()).isEqualTo(content.length);
        assertStored(NAME, content);
        return;
      }
      harness().failNext(Fault.SLOW_COMMIT);
      Failure failure = failureOf(() -> session.commit(digests(content))).failure();
      assertThat(failure.retry()).isEqualTo(new Failure.Retry.After(Fault.COMMIT_DELAY));
      assertThat(failure.effect()).isEqualTo(Failure.Effect.UNKNOWN);
      assertThat(session.commit(digests(content)).size()).isEqualTo(content.length);
    }
    assertStored(NAME, content);
  }

  @Live
  @Test
  void findIsEmptyForAnUnknownName() throws Exception {
    assertThat(connector().find(NAME, harness().destination())).isEmpty();
    store(OTHER_NAME, Sealed.bytes(52, 10));
    assertThat(connector().find(NAME, harness().destination())).isEmpty();
  }

  @Live
  @Test
  void findComparesSizeAndDigest() throws Exception {
    byte[] theirs = Sealed.bytes(52, 1000);
    byte[] ours = Sealed.bytes(5252, 1000);
    harness().takeName(NAME, theirs);
    StoredObject found = connector().find(NAME, harness().destination()).orElseThrow();
    assertThat(found.name()).isEqualTo(NAME);
    assertThat(found.size()).isEqualTo(theirs.length);
    assertThat(found.digests().match(digests(theirs))).isEqualTo(Digests.Match.AGREES);
    assertThat(found.digests().match(digests(ours))).isEqualTo(Digests.Match.DIFFERS);
  }

  /** Commits what is committed: the same object, or the provider no longer knows the upload. */
  private Optional<StoredObject> committedAgain(UploadSession session, byte[] content)
      throws ConnectorException {
    try {
      return Optional.of(session.commit(digests(content)));
    } catch (ConnectorException lost) {
      assertThat(lost.failure().kind()).isEqualTo(Failure.Kind.SESSION_LOST);
      return Optional.empty();
    }
  }
}
