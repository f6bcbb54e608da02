package io.onshore.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.connector.ConnectorCard.Power;
import io.onshore.connector.Digest;
import io.onshore.connector.Digests;
import io.onshore.connector.Discard;
import io.onshore.connector.Failure;
import io.onshore.connector.ReadBack;
import io.onshore.connector.StoredObject;
import io.onshore.connector.UploadSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Cases about the stored bytes being the sent bytes. */
abstract class IntegrityCases extends Cases {
  @Live
  @Test
  void reportedDigestsAreThoseInLimits() throws Exception {
    byte[] content = severalParts(53);
    store(NAME, content);
    StoredObject found = connector().find(NAME, harness().destination()).orElseThrow();
    assertThat(found.digests().values())
        .extracting(Digest::algorithm)
        .containsExactlyInAnyOrderElementsOf(connector().limits().digests());
    for (Digest digest : found.digests().values()) {
      assertThat(digests(content).by(digest.algorithm())).contains(digest);
    }
  }

  @Test
  void corruptionInTransitIsADigestMismatchWithEffectNoneOrUnknown() throws Exception {
    byte[] content = severalParts(54);
    try (UploadSession session = begin(NAME, content)) {
      harness().failNext(Fault.CORRUPTED_IN_TRANSIT);
      Failure failure =
          failureOf(Failure.Kind.DIGEST_MISMATCH, () -> sendAndCommit(session, content));
      assertThat(failure.effect()).isIn(Failure.Effect.NONE, Failure.Effect.UNKNOWN);
      if (failure.effect() == Failure.Effect.NONE) {
        assertNothingStored(NAME);
      }
    }
  }

  @Test
  void corruptStoredByteIsSeenByReadBackOrDigest() throws Exception {
    byte[] content = severalParts(55);
    StoredObject stored = store(NAME, content);
    harness().corruptStoredByte();
    StoredObject found = connector().find(NAME, harness().destination()).orElseThrow();
    boolean digestTells = found.digests().match(digests(content)) == Digests.Match.DIFFERS;
    Optional<ReadBack> readBack = connector().readBack();
    boolean readBackTells =
        readBack.isPresent() && !Arrays.equals(readBack(readBack.get(), stored), content);
    assertThat(digestTells || readBackTells).as("the flipped bit is seen").isTrue();
  }

  @Live
  @Test
  void readBackReturnsTheStoredBytesOrIsAbsent() throws Exception {
    byte[] content = severalParts(56);
    StoredObject stored = store(NAME, content);
    Optional<ReadBack> readBack = connector().readBack();
    assertThat(readBack.isPresent())
        .as("the card tells the power")
        .isEqualTo(harness().factory().card().powers().contains(Power.READ_BACK));
    if (readBack.isEmpty()) {
      return;
    }
    assertThat(readBack(readBack.get(), stored)).isEqualTo(content);
    Optional<Discard> discard = connector().discard();
    if (discard.isPresent()) {
      discard.get().discard(stored, harness().destination());
      failureOf(
          Failure.Kind.OBJECT_MISSING,
          () -> readBack.get().open(stored, harness().destination()).close());
    }
  }

  @Live
  @Test
  void discardRemovesOnlyTheGivenObjectOrIsAbsent() throws Exception {
    byte[] kept = Sealed.bytes(57, 2000);
    byte[] content = severalParts(57);
    store(OTHER_NAME, kept);
    StoredObject stored = store(NAME, content);
    Optional<Discard> discard = connector().discard();
    assertThat(discard.isPresent())
        .as("the card tells the power")
        .isEqualTo(harness().factory().card().powers().contains(Power.DISCARD));
    if (discard.isEmpty()) {
      return;
    }
    discard.get().discard(stored, harness().destination());
    assertNothingStored(NAME);
    assertStored(OTHER_NAME, kept);
    discard.get().discard(stored, harness().destination());
    assertStored(OTHER_NAME, kept);
  }

  private byte[] readBack(ReadBack power, StoredObject object) throws Exception {
    try (InputStream in = power.open(object, harness().destination())) {
      return in.readAllBytes();
    } catch (IOException cut) {
      throw new AssertionError("reading back failed", cut);
    }
  }
}
