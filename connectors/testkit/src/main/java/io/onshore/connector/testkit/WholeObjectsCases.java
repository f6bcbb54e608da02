package io.onshore.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.onshore.connector.Digests;
import io.onshore.connector.Failure;
import io.onshore.connector.Limits;
import io.onshore.connector.ObjectName;
import io.onshore.connector.StoredObject;
import io.onshore.connector.UploadRequest;
import io.onshore.connector.UploadSession;
import org.junit.jupiter.api.Test;

/** Cases about storing objects of every size. */
abstract class WholeObjectsCases extends Cases {
  private static final int LONGEST_OBJECT_NAME = 1024;

  @Live
  @Test
  void storesWholeObjectWithDeclaredSizeAndDigest() throws Exception {
    byte[] content = severalParts(14);
    StoredObject stored = store(NAME, content);
    assertThat(stored.name()).isEqualTo(NAME);
    assertThat(stored.id()).isNotBlank();
    assertThat(connector().find(NAME, harness().destination()))
        .hasValueSatisfying(
            found -> {
              assertThat(found.id()).isEqualTo(stored.id());
              assertThat(found.size()).isEqualTo(content.length);
              assertThat(found.digests().match(digests(content))).isEqualTo(Digests.Match.AGREES);
            });
    assertStored(NAME, content);
  }

  @Live
  @Test
  void storesEmptyObject() throws Exception {
    assertStoresObjectOf(0);
  }

  @Live
  @Test
  void storesOneByteObject() throws Exception {
    assertStoresObjectOf(1);
  }

  @Live
  @Test
  void storesObjectOfExactlyOnePart() throws Exception {
    assertStoresObjectOf(harness().partBytes());
  }

  @Live
  @Test
  void storesObjectOneByteOverAPartBoundary() throws Exception {
    assertStoresObjectOf(harness().partBytes() + 1);
    assertStoresObjectOf(severalParts(18).length - 17L + 1);
  }

  @Live
  @Test
  void storesObjectAtTheSmallUploadThreshold() throws Exception {
    long threshold = harness().smallUploadThreshold();
    if (threshold == 0) {
      UploadSession session = begin(NAME, Sealed.bytes(19, 1));
      assertThat(harness().openSessions()).as("even one byte has a session").isEqualTo(1);
      session.close();
      return;
    }
    assertStoresObjectOf(threshold - 1);
    assertStoresObjectOf(threshold);
    assertStoresObjectOf(threshold + 1);
  }

  @Live
  @Test
  void storedBytesEqualSentBytes() throws Exception {
    byte[] content = severalParts(20);
    store(NAME, content);
    assertStored(NAME, content);
  }

  @Live
  @Test
  void objectIsInvisibleBeforeCommit() throws Exception {
    byte[] content = severalParts(21);
    try (UploadSession session = begin(NAME, content)) {
      assertNothingStored(NAME);
      sendAll(session, content);
      assertNothingStored(NAME);
      session.commit(digests(content));
    }
    assertStored(NAME, content);
  }

  @Live
  @Test
  void takenNameIsRefusedNeverOverwritten() throws Exception {
    byte[] theirs = Sealed.bytes(22, 300);
    harness().takeName(NAME, theirs);
    for (byte[] content : new byte[][] {Sealed.bytes(222, 300), severalParts(2222)}) {
      Failure failure = failureOf(Failure.Kind.NAME_TAKEN, () -> store(NAME, content));
      assertThat(failure.retryable()).isFalse();
      assertThat(failure.effect()).isEqualTo(Failure.Effect.NONE);
      assertStored(NAME, theirs);
    }
  }

  @Test
  void nameTakenBetweenBeginAndCommitIsRefused() throws Exception {
    byte[] theirs = Sealed.bytes(23, 300);
    byte[] content = severalParts(233);
    try (UploadSession session = begin(NAME, content)) {
      sendAll(session, content);
      harness().takeName(NAME, theirs);
      Failure failure = failureOf(Failure.Kind.NAME_TAKEN, () -> session.commit(digests(content)));
      assertThat(failure.retryable()).isFalse();
      assertThat(failure.effect()).isEqualTo(Failure.Effect.NONE);
    }
    assertStored(NAME, theirs);
  }

  @Test
  void commitNeverAdoptsAnotherUploadsObject() throws Exception {
    byte[] first = severalParts(24);
    byte[] second = severalParts(244);
    try (UploadSession one = begin(NAME, first);
        UploadSession two = begin(NAME, second)) {
      sendAll(one, first);
      sendAll(two, second);
      one.commit(digests(first));
      failureOf(Failure.Kind.NAME_TAKEN, () -> two.commit(digests(second)));
      failureOf(() -> two.commit(digests(second)));
    }
    assertStored(NAME, first);
  }

  @Live
  @Test
  void longestAllowedNameIsAccepted() throws Exception {
    byte[] content = Sealed.bytes(25, 100);
    ObjectName longest = new ObjectName("n".repeat(connector().limits().maxNameLength()));
    assertThat(store(longest, content).name()).isEqualTo(longest);
    assertStored(longest, content);
  }

  @Test
  void tooLongNameIsRefusedBeforeAnyByte() throws Exception {
    Limits limits = connector().limits();
    String tooLong = "n".repeat(limits.maxNameLength() + 1);
    if (limits.maxNameLength() >= LONGEST_OBJECT_NAME) {
      assertThatIllegalArgumentException().isThrownBy(() -> new ObjectName(tooLong));
      return;
    }
    int before = harness().requests().size();
    assertThat(
            failureOf(
                Failure.Kind.NAME_REFUSED,
                () -> begin(new ObjectName(tooLong), Sealed.bytes(2, 5))))
        .isEqualTo(Failure.permanent(Failure.Kind.NAME_REFUSED));
    assertThat(requestsSince(before)).isEmpty();
  }

  @Test
  void objectOverTheLimitIsRefusedBeforeAnyByte() throws Exception {
    long tooMany = connector().limits().maxBytes() + 1;
    int before = harness().requests().size();
    assertThat(
            failureOf(
                Failure.Kind.TOO_LARGE,
                () -> connector().begin(new UploadRequest(harness().destination(), NAME, tooMany))))
        .isEqualTo(Failure.permanent(Failure.Kind.TOO_LARGE));
    assertThat(requestsSince(before)).isEmpty();
  }

  private void assertStoresObjectOf(long size) throws Exception {
    byte[] content = Sealed.bytes(size, Math.toIntExact(size));
    ObjectName name = new ObjectName("of-" + size + "-bytes");
    StoredObject stored = store(name, content);
    assertThat(stored.size()).isEqualTo(size);
    assertStored(name, content);
    assertThat(harness().openSessions()).isZero();
  }
}
