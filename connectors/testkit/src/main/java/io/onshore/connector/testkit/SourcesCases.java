package io.onshore.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
import io.onshore.connector.Part;
import io.onshore.connector.PartRule;
import io.onshore.connector.UploadRequest;
import io.onshore.connector.UploadSession;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cases about where the bytes come from. */
abstract class SourcesCases extends Cases {
  private static final long READ_AHEAD = 1 << 20;
  private static final long LARGE_PART = 16 << 20;

  @Live
  @Test
  void shortSourceFailsAndStoresNothing() throws Exception {
    byte[] content = Sealed.bytes(27, 1000);
    for (long given : new long[] {0, 1, 999}) {
      try (UploadSession session = begin(NAME, content)) {
        WatchedSource shorter = WatchedSource.of(content, 0, given);
        failureOf(
            Failure.Kind.SOURCE_FAILED,
            () -> {
              session.send(new Part(0, content.length, shorter));
              session.commit(digests(content));
            });
        assertThat(shorter.stillOpen()).isZero();
        assertNothingStored(NAME);
      }
    }
  }

  @Live
  @Test
  void shortSourceInALaterPartFailsAndStoresNothing() throws Exception {
    byte[] content = severalParts(28);
    try (UploadSession session = begin(NAME, content)) {
      List<Part> parts = parts(session, content);
      session.send(parts.getFirst());
      Part second = parts.get(1);
      WatchedSource shorter = WatchedSource.of(content, second.offset(), second.length() - 1);
      failureOf(
          Failure.Kind.SOURCE_FAILED,
          () -> session.send(new Part(second.offset(), second.length(), shorter)));
      assertThat(shorter.stillOpen()).isZero();
      assertThat(session.confirmed().covers(second)).as("the short part counts").isFalse();
      assertNothingStored(NAME);
    }
  }

  @Live
  @Test
  void longSourceIsNotSentBeyondItsPart() throws Exception {
    byte[] content = severalParts(29);
    byte[] more = Arrays.copyOf(content, content.length + 5000);
    try (UploadSession session = begin(NAME, content)) {
      for (Part part : parts(session, content)) {
        WatchedSource longer = WatchedSource.of(more, part.offset(), part.length() + 5000);
        int before = harness().requests().size();
        if (!accepted(session, new Part(part.offset(), part.length(), longer))) {
          session.send(part);
        }
        assertThat(requestsSince(before))
            .allSatisfy(seen -> assertThat(seen.contentBytes()).isLessThanOrEqualTo(part.length()));
      }
      session.commit(digests(content));
    }
    assertStored(NAME, content);
  }

  @Live
  @Test
  void failingSourceFailsAndLeavesSessionResumable() throws Exception {
    byte[] content = severalParts(30);
    try (UploadSession session = begin(NAME, content)) {
      List<Part> parts = parts(session, content);
      session.send(parts.getFirst());
      Part second = parts.get(1);
      List<WatchedSource> failing =
          List.of(
              WatchedSource.unopenable(),
              WatchedSource.failingAfter(content, second.offset(), 0),
              WatchedSource.failingAfter(content, second.offset(), second.length() / 2));
      for (WatchedSource source : failing) {
        ConnectorException thrown =
            failureOf(() -> session.send(new Part(second.offset(), second.length(), source)));
        assertThat(thrown.failure().kind()).isEqualTo(Failure.Kind.SOURCE_FAILED);
        assertThat(source.stillOpen()).isZero();
        assertThat(session.confirmed().covers(second)).isFalse();
      }
      sendMissing(session, content);
      session.commit(digests(content));
    }
    assertStored(NAME, content);
  }

  @Test
  void sourceIsReopenedNotRewoundOnRetry() throws Exception {
    byte[] content = severalParts(31);
    try (UploadSession session = begin(NAME, content)) {
      Part first = parts(session, content).getFirst();
      WatchedSource source = WatchedSource.of(content, 0, first.length());
      Part watched = new Part(0, first.length(), source);
      harness().cutAfter(first.length() / 2);
      assertThat(failureOf(() -> session.send(watched)).failure().retryable()).isTrue();
      assertThat(source.stillOpen()).as("streams open after a failure").isZero();
      int opened = source.opened();
      if (session.confirmed().ranges().isEmpty()) {
        session.send(watched);
        assertThat(source.opened()).isGreaterThan(opened);
      }
      assertThat(source.stillOpen()).isZero();
      assertThat(source.rewinds()).isZero();
      sendMissing(session, content);
      session.commit(digests(content));
    }
    assertStored(NAME, content);
  }

  @Test
  void sourceIsNeverHeldWhole() throws Exception {
    long size = largePart(harness().factory().card().partRule());
    UploadRequest request = new UploadRequest(harness().destination(), NAME, 2 * size);
    try (UploadSession session = connector().begin(request)) {
      long part = largePart(session.partRule());
      WatchedSource source = WatchedSource.made(part, 0x5a);
      session.send(new Part(0, part, source));
      assertThat(source.wholeReads()).as("reads of everything at once").isZero();
      assertThat(source.largestRead())
          .as("the most bytes asked for at once")
          .isLessThanOrEqualTo(READ_AHEAD);
      assertThat(source.read())
          .as("bytes read; never more than those of each opening")
          .isLessThanOrEqualTo(source.opened() * part);
      assertThat(source.stillOpen()).isZero();
      session.abandon();
    }
  }

  /** Sends a part whose source has too many bytes, which a connector may refuse. */
  private static boolean accepted(UploadSession session, Part part) throws ConnectorException {
    try {
      session.send(part);
      return true;
    } catch (ConnectorException refused) {
      assertThat(refused.failure().kind()).isEqualTo(Failure.Kind.SOURCE_FAILED);
      return false;
    }
  }

  private static long largePart(PartRule rule) {
    return switch (rule) {
      case PartRule.Fixed fixed -> fixed.bytes();
      case PartRule.MultipleOf multiple ->
          Math.max(
              multiple.unit(),
              Math.min(multiple.max(), LARGE_PART / multiple.unit() * multiple.unit()));
    };
  }
}
