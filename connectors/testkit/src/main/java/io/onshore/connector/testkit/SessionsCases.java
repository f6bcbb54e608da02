package io.onshore.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.connector.Confirmed;
import io.onshore.connector.Connector;
import io.onshore.connector.Failure;
import io.onshore.connector.Part;
import io.onshore.connector.PartRule;
import io.onshore.connector.ProviderId;
import io.onshore.connector.ResumeToken;
import io.onshore.connector.UploadRequest;
import io.onshore.connector.UploadSession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Cases about uploads that are interrupted and resumed. */
abstract class SessionsCases extends Cases {
  @Live
  @Test
  void partsFollowThePartRule() throws Exception {
    byte[] content = severalParts(33);
    try (UploadSession session = begin(NAME, content)) {
      long part = Cut.partSize(session.partRule(), harness().partBytes());
      for (long wrong : breaking(session.partRule())) {
        WatchedSource source = WatchedSource.made(wrong, 1);
        UploadRequest large =
            new UploadRequest(harness().destination(), OTHER_NAME, wrong + 2 * part);
        try (UploadSession other = connector().begin(large)) {
          failureOf(Failure.Kind.OFFSET_MISMATCH, () -> other.send(new Part(0, wrong, source)));
          assertThat(source.read()).as("bytes read of a part that cannot be").isZero();
          other.abandon();
        }
      }
      int before = harness().requests().size();
      sendAll(session, content);
      assertThat(requestsSince(before))
          .allSatisfy(seen -> assertThat(seen.contentBytes()).isLessThanOrEqualTo(part));
      session.commit(digests(content));
    }
    assertStored(NAME, content);
  }

  @Live
  @Test
  void tokenIsKnownBeforeTheFirstByte() throws Exception {
    for (byte[] content : new byte[][] {Sealed.bytes(34, 1), severalParts(34)}) {
      try (UploadSession session = begin(NAME, content)) {
        assertThat(session.token().provider()).isEqualTo(connector().provider());
        assertThat(session.token().reveal()).isNotBlank();
        assertThat(harness().requests()).allMatch(seen -> seen.contentBytes() == 0);
        try (UploadSession resumed = harness().newConnector().resume(stored(session.token()))) {
          assertThat(resumed.token()).isEqualTo(session.token());
          assertThat(resumed.confirmed()).isEqualTo(Confirmed.upTo(0));
        }
      }
    }
  }

  @Live
  @Test
  void resumesFromTokenInANewConnectorAfterACrash() throws Exception {
    byte[] content = severalParts(35);
    UploadSession crashed = begin(NAME, content);
    List<Part> parts = parts(crashed, content);
    crashed.send(parts.getFirst());
    ResumeToken token = stored(crashed.token());

    Connector next = harness().newConnector();
    try (UploadSession resumed = next.resume(token)) {
      assertThat(resumed.partRule()).isEqualTo(crashed.partRule());
      assertThat(resumed.expiresAt()).isEqualTo(crashed.expiresAt());
      long known = has(Trait.PARTS_ARE_NOT_TOLD) ? 0 : parts.getFirst().length();
      assertThat(resumed.confirmed()).isEqualTo(Confirmed.upTo(known));
      int before = harness().requests().size();
      sendMissing(resumed, content);
      resumed.commit(digests(content));
      assertThat(requestsSince(before).stream().mapToLong(Seen::contentBytes).sum())
          .as("bytes sent after the crash")
          .isEqualTo(content.length - known);
    }
    assertStored(NAME, content);
    assertThat(harness().openSessions()).isZero();
  }

  @Test
  void resumesWhenTheAnswerToAPartWasLost() throws Exception {
    byte[] content = severalParts(36);
    try (UploadSession session = begin(NAME, content)) {
      Part first = parts(session, content).getFirst();
      harness().loseNextAnswer(Operation.SEND);
      Failure failure = failureOf(() -> session.send(first)).failure();
      assertThat(failure.retryable()).isTrue();
      assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE);
      assertThat(session.confirmed().covers(first)).isNotEqualTo(has(Trait.PARTS_ARE_NOT_TOLD));
      sendMissing(session, content);
      session.commit(digests(content));
    }
    assertStored(NAME, content);
  }

  @Test
  void confirmedIsTheProvidersTruth() throws Exception {
    byte[] content = severalParts(37);
    try (UploadSession session = begin(NAME, content);
        UploadSession watcher = harness().newConnector().resume(stored(session.token()))) {
      List<Part> parts = parts(session, content);
      assertThat(watcher.confirmed()).isEqualTo(Confirmed.upTo(0));
      session.send(parts.getFirst());
      assertThat(session.confirmed()).isEqualTo(Confirmed.upTo(parts.getFirst().end()));
      assertThat(watcher.confirmed()).isEqualTo(told(session.confirmed()));
      harness().cutAfter(parts.get(1).length() / 2);
      assertThat(failureOf(() -> session.send(parts.get(1))).failure().retryable()).isTrue();
      int before = harness().requests().size();
      Confirmed confirmed = session.confirmed();
      assertThat(requestsSince(before)).as("the provider is asked").isNotEmpty();
      assertThat(watcher.confirmed()).isEqualTo(told(confirmed));
      assertThat(confirmed.contiguous()).isGreaterThanOrEqualTo(parts.getFirst().end());
      assertThat(confirmed.covers(parts.get(1))).isFalse();
      sendMissing(session, content);
      session.commit(digests(content));
    }
    assertStored(NAME, content);
  }

  @Live
  @Test
  void repeatedPartIsAcceptedOnce() throws Exception {
    byte[] content = severalParts(38);
    try (UploadSession session = begin(NAME, content)) {
      List<Part> parts = parts(session, content);
      session.send(parts.getFirst());
      session.send(parts.getFirst());
      assertThat(session.confirmed()).isEqualTo(Confirmed.upTo(parts.getFirst().end()));
      session.send(parts.get(1));
      session.send(parts.getFirst());
      sendMissing(session, content);
      assertThat(session.commit(digests(content)).size()).isEqualTo(content.length);
    }
    assertStored(NAME, content);
  }

  @Live
  @Test
  void gapIsAnOffsetMismatch() throws Exception {
    byte[] content = severalParts(39);
    try (UploadSession session = begin(NAME, content)) {
      Part first = parts(session, content).getFirst();
      WatchedSource source = WatchedSource.made(first.length(), 1);
      failureOf(
          Failure.Kind.OFFSET_MISMATCH,
          () -> session.send(new Part(content.length, first.length(), source)));
      failureOf(
          Failure.Kind.OFFSET_MISMATCH, () -> session.send(new Part(1, first.length(), source)));
      assertThat(session.confirmed()).isEqualTo(Confirmed.upTo(0));
      sendAll(session, content);
      session.commit(digests(content));
    }
    assertStored(NAME, content);
    byte[] little = Sealed.bytes(39, 17);
    try (UploadSession session = begin(OTHER_NAME, little)) {
      long part = Cut.partSize(session.partRule(), harness().partBytes());
      long beyond = Math.max(part, little.length + 1);
      failureOf(
          Failure.Kind.OFFSET_MISMATCH,
          () -> session.send(new Part(0, beyond, WatchedSource.made(beyond, 1))));
      sendAll(session, little);
      session.commit(digests(little));
    }
    assertStored(OTHER_NAME, little);
  }

  @Live
  @Test
  void partsInAnyOrderIfTheRuleSaysParallel() throws Exception {
    byte[] content = severalParts(40);
    try (UploadSession session = begin(NAME, content)) {
      List<Part> parts = parts(session, content);
      if (session.partRule().parallel() == 1) {
        failureOf(Failure.Kind.OFFSET_MISMATCH, () -> session.send(parts.get(1)));
        assertThat(session.confirmed()).isEqualTo(Confirmed.upTo(0));
        return;
      }
      session.send(parts.getLast());
      List<Future<Boolean>> sent = new ArrayList<>();
      for (Part part : parts.reversed().subList(1, parts.size())) {
        sent.add(
            inThread(
                () -> {
                  session.send(part);
                  return true;
                }));
        if (sent.size() >= session.partRule().parallel()) {
          assertThat(sent.removeFirst().get()).isTrue();
        }
      }
      for (Future<Boolean> each : sent) {
        assertThat(each.get()).isTrue();
      }
      session.commit(digests(content));
    }
    assertStored(NAME, content);
  }

  @Test
  void expiredSessionIsSessionLostAndAsksForANewOne() throws Exception {
    byte[] content = severalParts(41);
    try (UploadSession session = begin(NAME, content)) {
      assertThat(session.expiresAt().isPresent())
          .as("the session says when it expires")
          .isEqualTo(harness().factory().card().sessionLife().isPresent());
      List<Part> parts = parts(session, content);
      session.send(parts.getFirst());
      harness().expireSession();
      assertThat(failureOf(Failure.Kind.SESSION_LOST, session::confirmed).retryable()).isFalse();
      failureOf(Failure.Kind.SESSION_LOST, () -> session.send(parts.get(1)));
    }
    assertNothingStored(NAME);
    store(NAME, content);
    assertStored(NAME, content);
  }

  @Test
  void unknownTokenIsSessionLost() throws Exception {
    byte[] content = severalParts(42);
    UploadSession gone = begin(NAME, content);
    harness().expireSession();
    try (UploadSession resumed = harness().newConnector().resume(stored(gone.token()))) {
      failureOf(Failure.Kind.SESSION_LOST, resumed::confirmed);
      failureOf(Failure.Kind.SESSION_LOST, () -> resumed.send(parts(resumed, content).getFirst()));
    }
  }

  @Live
  @Test
  void damagedTokenIsMisconfiguredNotACrash() throws Exception {
    try (UploadSession session = begin(NAME, severalParts(42))) {
      String whole = session.token().reveal();
      int before = harness().requests().size();
      for (String damaged :
          List.of("", "!", "\u0000", "{}", "..", whole.substring(0, whole.length() / 2))) {
        assertThat(
                failureOf(
                    Failure.Kind.MISCONFIGURED,
                    () -> connector().resume(new ResumeToken(connector().provider(), damaged))))
            .isEqualTo(Failure.permanent(Failure.Kind.MISCONFIGURED));
      }
      assertThat(requestsSince(before)).isEmpty();
    }
  }

  @Live
  @Test
  void tokenOfAnotherProviderIsRefused() throws Exception {
    try (UploadSession session = begin(NAME, severalParts(43))) {
      ResumeToken foreign =
          new ResumeToken(new ProviderId("somebody-else"), session.token().reveal());
      failureOf(Failure.Kind.MISCONFIGURED, () -> connector().resume(foreign));
    }
  }

  @Live
  @Test
  void closeKeepsTheSessionResumable() throws Exception {
    byte[] content = severalParts(44);
    UploadSession session = begin(NAME, content);
    session.send(parts(session, content).getFirst());
    session.close();
    session.close();
    assertThat(harness().openSessions()).isEqualTo(1);
    try (UploadSession resumed = connector().resume(session.token())) {
      sendMissing(resumed, content);
      resumed.commit(digests(content));
    }
    assertStored(NAME, content);
  }

  @Live
  @Test
  void abandonLeavesNothingBehind() throws Exception {
    byte[] content = severalParts(45);
    UploadSession session = begin(NAME, content);
    session.send(parts(session, content).getFirst());
    assertThat(harness().openSessions()).isEqualTo(1);
    session.abandon();
    assertNothingStored(NAME);
    if (has(Trait.NO_ABANDON)) {
      assertThat(harness().factory().card().sessionLife())
          .as("what cannot be ended expires")
          .isPresent();
      return;
    }
    assertThat(harness().openSessions()).isZero();
    failureOf(Failure.Kind.SESSION_LOST, session::confirmed);
  }

  @Live
  @Test
  void abandonTwiceIsHarmless() throws Exception {
    byte[] content = severalParts(45);
    UploadSession session = begin(NAME, content);
    session.send(parts(session, content).getFirst());
    session.abandon();
    session.abandon();
    try (UploadSession resumed = harness().newConnector().resume(stored(session.token()))) {
      resumed.abandon();
    }
    assertNothingStored(NAME);
    store(NAME, content);
    assertStored(NAME, content);
  }

  @Live
  @Test
  void uploadUrlIsCalledWithoutCredentials() throws Exception {
    byte[] content = severalParts(46);
    UploadSession session = begin(NAME, content);
    session.send(parts(session, content).getFirst());
    session.confirmed();
    session.abandon();
    store(OTHER_NAME, content);
    List<Seen> toUploadUrl = harness().requests().stream().filter(Seen::toUploadUrl).toList();
    if (has(Trait.UPLOAD_URL_NEEDS_NO_LOGIN)) {
      assertThat(toUploadUrl).isNotEmpty().noneMatch(Seen::authorised);
    } else {
      assertThat(toUploadUrl).isEmpty();
      assertThat(harness().requests())
          .filteredOn(seen -> seen.contentBytes() > 0)
          .isNotEmpty()
          .allMatch(seen -> seen.authorised() != has(Trait.NO_CREDENTIALS));
    }
  }

  /** What a session that sent nothing itself is told of what another one knows. */
  private Confirmed told(Confirmed known) {
    return has(Trait.PARTS_ARE_NOT_TOLD) ? Confirmed.upTo(0) : known;
  }

  /** Lengths of a first part that the rule forbids. */
  private static List<Long> breaking(PartRule rule) {
    return switch (rule) {
      case PartRule.Fixed fixed -> List.of(fixed.bytes() - 1, fixed.bytes() + 1);
      case PartRule.MultipleOf multiple ->
          multiple.unit() == 1
              ? List.of(multiple.max() + 1)
              : List.of(multiple.unit() - 1, multiple.unit() + 1, multiple.max() + multiple.unit());
    };
  }
}
