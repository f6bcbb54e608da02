package io.onshore.connector.box;

import static io.onshore.connector.box.Uploads.LARGE;
import static io.onshore.connector.box.Uploads.NAME;
import static io.onshore.connector.box.Uploads.PART;
import static io.onshore.connector.box.Uploads.begin;
import static io.onshore.connector.box.Uploads.bytes;
import static io.onshore.connector.box.Uploads.digests;
import static io.onshore.connector.box.Uploads.failureOf;
import static io.onshore.connector.box.Uploads.part;
import static io.onshore.connector.box.Uploads.sendAll;
import static io.onshore.connector.box.Uploads.store;
import static io.onshore.connector.box.Uploads.thrownBy;
import static io.onshore.connector.simulator.box.BoxOperation.COMMIT;
import static io.onshore.connector.simulator.box.BoxOperation.CREATE_SESSION;
import static io.onshore.connector.simulator.box.BoxOperation.DOWNLOAD;
import static io.onshore.connector.simulator.box.BoxOperation.UPLOAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onshore.connector.Confirmed;
import io.onshore.connector.Connector;
import io.onshore.connector.Destination;
import io.onshore.connector.Digests;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Effect;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.ObjectName;
import io.onshore.connector.Part;
import io.onshore.connector.StoredObject;
import io.onshore.connector.UploadSession;
import io.onshore.connector.simulator.Answer;
import io.onshore.connector.simulator.Call;
import io.onshore.connector.simulator.Disturbance;
import io.onshore.connector.simulator.box.BoxOperation;
import io.onshore.connector.simulator.box.BoxSimulator;
import io.onshore.connector.toolkit.http.Headers;
import io.onshore.connector.toolkit.http.HttpAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What went wrong with others' uploads to Box, and must not with ours. */
class BoxUploadTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BoxHarness harness = new BoxHarness();
  private final BoxSimulator simulator = harness.simulator();
  private final Destination folder = harness.destination();

  @AfterEach
  void close() {
    harness.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void smallObjectIsSentWholeAgainAfterARefusal(int status) throws Exception {
    byte[] content = bytes(100_000);
    try (UploadSession session = begin(harness.connector(), folder, content)) {
      session.send(part(content, 0, content.length));
      simulator.faults().next(UPLOAD, BoxSimulator.refuse(status, "whatever"));
      assertThat(failureOf(() -> session.commit(digests(content))).retryable()).isTrue();
      assertThat(harness.storedBytes(NAME)).isEmpty();
      assertThat(session.commit(digests(content)).size()).isEqualTo(content.length);
    }
    assertStored(content);
    assertThat(simulator.log().count(UPLOAD)).isEqualTo(2);
  }

  @Test
  void smallObjectIsSentWholeAgainAfterTheTokenExpired() throws Exception {
    byte[] content = bytes(100_000);
    try (UploadSession session = begin(harness.connector(), folder, content)) {
      harness.connector().check(folder);
      session.send(part(content, 0, content.length));
      harness.expireAccessToken();
      session.commit(digests(content));
    }
    assertStored(content);
    assertThat(simulator.log().count(UPLOAD)).isEqualTo(2);
  }

  @Test
  void sourceThatTurnsShortBeforeCommitStoresNothing() throws Exception {
    byte[] content = bytes(100_000);
    int[] opened = {0};
    try (UploadSession session = begin(harness.connector(), folder, content)) {
      session.send(
          new Part(
              0,
              content.length,
              () ->
                  new ByteArrayInputStream(
                      content, 0, opened[0]++ == 0 ? content.length : content.length - 1)));
      Failure failure = failureOf(() -> session.commit(digests(content)));
      assertThat(failure.kind()).isEqualTo(Kind.SOURCE_FAILED);
      assertThat(failure.effect()).isEqualTo(Effect.NONE);
    }
    assertThat(harness.storedBytes(NAME)).isEmpty();
  }

  @Test
  void everyBodyHasALengthAndADigest() throws Exception {
    store(harness.connector(), folder, NAME, bytes(1000));
    store(harness.connector(), folder, new ObjectName("large"), bytes(LARGE));
    assertThat(simulator.log().latest())
        .filteredOn(
            seen -> BoxOperation.carryingBytes().contains(BoxOperation.valueOf(seen.operation())))
        .hasSize(4)
        .allSatisfy(
            seen -> {
              assertThat(seen.headers())
                  .containsKey("content-length")
                  .doesNotContainKey("transfer-encoding");
              assertThat(seen.headers().keySet()).containsAnyOf("content-md5", "digest");
            });
  }

  @Test
  void partIsSentWholeAgainAfterARefusal() throws Exception {
    byte[] content = bytes(LARGE);
    try (UploadSession session = begin(harness.connector(), folder, content)) {
      simulator.faults().next(BoxOperation.PART, BoxSimulator.refuse(500, "internal_server_error"));
      assertThat(failureOf(() -> session.send(part(content, 0, PART))).kind())
          .isEqualTo(Kind.UNAVAILABLE);
      assertThat(session.confirmed()).isEqualTo(Confirmed.upTo(0));
      sendAll(session, content);
      session.commit(digests(content));
    }
    assertStored(content);
  }

  @Test
  void sizeThatIsAMultipleOfThePartIsStored() throws Exception {
    byte[] content = bytes(3 * PART);
    store(harness.connector(), folder, NAME, content);
    assertStored(content);
  }

  @Test
  void commitThatIsNeverReadyIsNeverAMistake() throws Exception {
    byte[] content = bytes(LARGE);
    try (UploadSession session = begin(harness.connector(), folder, content)) {
      sendAll(session, content);
      for (int i = 0; i < 6; i++) {
        simulator.faults().next(COMMIT, BoxSimulator.notReady("5"));
        Failure failure = failureOf(() -> session.commit(digests(content)));
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.retry()).isEqualTo(new Failure.Retry.After(Duration.ofSeconds(5)));
      }
      session.commit(digests(content));
    }
    assertStored(content);
  }

  @Test
  void partsMismatchJustAfterTheLastPartIsWaitedFor() throws Exception {
    byte[] content = bytes(LARGE);
    try (UploadSession session = begin(harness.connector(), folder, content)) {
      sendAll(session, content);
      simulator.faults().next(COMMIT, BoxSimulator.refuse(400, "parts_mismatch"));
      Failure failure = failureOf(() -> session.commit(digests(content)));
      assertThat(failure).isEqualTo(passing(Kind.UNAVAILABLE, failure));
      session.commit(digests(content));
    }
    assertStored(content);
  }

  @Test
  void reservedNameIsNoConflictButADoubt() throws Exception {
    byte[] content = bytes(1000);
    try (UploadSession session = begin(harness.connector(), folder, content)) {
      sendAll(session, content);
      simulator.faults().next(UPLOAD, BoxSimulator.refuse(409, "name_temporarily_reserved"));
      Failure failure = failureOf(() -> session.commit(digests(content)));
      assertThat(failure).isEqualTo(passing(Kind.UNAVAILABLE, failure).withEffect(Effect.UNKNOWN));
      assertThat(harness.connector().find(NAME, folder)).isEmpty();
      session.commit(digests(content));
    }
    assertStored(content);
  }

  @Test
  void smallObjectWhoseCommitAnswerWasLostIsNotStoredTwiceNorAdopted() throws Exception {
    byte[] content = bytes(1000);
    try (UploadSession session = begin(harness.connector(), folder, content)) {
      sendAll(session, content);
      simulator.faults().next(UPLOAD, new Disturbance.LoseAnswer());
      assertThat(failureOf(() -> session.commit(digests(content))).effect())
          .isEqualTo(Effect.UNKNOWN);
      Failure again = failureOf(() -> session.commit(digests(content)));
      assertThat(again.kind()).isEqualTo(Kind.NAME_TAKEN);
      assertThat(again.effect()).isEqualTo(Effect.UNKNOWN);
    }
    StoredObject found = harness.connector().find(NAME, folder).orElseThrow();
    assertThat(found.digests().match(digests(content))).isEqualTo(Digests.Match.AGREES);
    assertStored(content);
  }

  @Test
  void refusedUploadKeepsNoByteOfTheObjectInItsTrace() throws Exception {
    byte[] content = "MARK".repeat(25_000).getBytes(StandardCharsets.US_ASCII);
    harness.takeName(NAME, new byte[] {1});
    try (UploadSession session = begin(harness.connector(), folder, content)) {
      sendAll(session, content);
      StringWriter trace = new StringWriter();
      thrownBy(() -> session.commit(digests(content))).printStackTrace(new PrintWriter(trace));
      assertThat(trace.toString()).doesNotContain("MARK").doesNotContain(NAME.value());
    }
  }

  @Test
  void otherBytesInPlaceOfAPartEndTheUpload() throws Exception {
    byte[] content = bytes(LARGE);
    byte[] others = bytes(LARGE + 1);
    try (UploadSession session = begin(harness.connector(), folder, content);
        UploadSession stranger = harness.newConnector().resume(session.token())) {
      stranger.send(part(others, 0, PART));
      assertThat(failureOf(() -> session.send(part(content, 0, PART))).kind())
          .isEqualTo(Kind.SESSION_LOST);
    }
    assertThat(simulator.openSessions()).isZero();
  }

  @Test
  void sessionWhoseAnswerWasLostIsGoneOnWith() throws Exception {
    byte[] content = bytes(LARGE);
    simulator.refuseSecondSessionForAName(true);
    simulator.faults().next(CREATE_SESSION, new Disturbance.LoseAnswer());
    assertThat(failureOf(() -> begin(harness.connector(), folder, content)).retryable()).isTrue();
    assertThat(simulator.openSessions()).isEqualTo(1);
    store(harness.connector(), folder, NAME, content);
    assertStored(content);
    assertThat(simulator.openSessions()).isZero();
  }

  @Test
  void sessionForAnotherSizeIsNotTakenOver() throws Exception {
    simulator.refuseSecondSessionForAName(true);
    try (UploadSession first = begin(harness.connector(), folder, bytes(LARGE))) {
      assertThat(failureOf(() -> begin(harness.connector(), folder, bytes(4 * PART))).kind())
          .isEqualTo(Kind.NAME_TAKEN);
      assertThat(first.confirmed()).isEqualTo(Confirmed.upTo(0));
    }
  }

  @Test
  void nameThatDiffersInCaseOnlyIsTaken() throws Exception {
    harness.takeName(new ObjectName("0198C0FFEE.Sealed"), bytes(5));
    assertThat(failureOf(() -> store(harness.connector(), folder, NAME, bytes(10))).kind())
        .isEqualTo(Kind.NAME_TAKEN);
    assertThat(failureOf(() -> begin(harness.connector(), folder, bytes(LARGE))).kind())
        .isEqualTo(Kind.NAME_TAKEN);
    assertThat(harness.connector().find(NAME, folder))
        .hasValueSatisfying(found -> assertThat(found.size()).isEqualTo(5));
  }

  @Test
  void folderOfTheNameIsNoObjectButInTheWay() throws Exception {
    simulator.createFolder(BoxHarness.SERVICE.id(), NAME.value());
    Destination root = Destination.folder("");
    assertThat(harness.connector().find(NAME, root)).isEmpty();
    assertThat(failureOf(() -> store(harness.connector(), root, NAME, bytes(10))).kind())
        .isEqualTo(Kind.NAME_TAKEN);
  }

  @Test
  void conflictThatIsNoListIsUnderstood() {
    String body =
        "{\"code\":\"item_name_in_use\",\"context_info\":{\"conflicts\":"
            + "{\"type\":\"file\",\"id\":\"12\",\"sha1\":\"00\"}}}";
    assertThat(
            BoxFailures.fileInTheWay(
                new HttpAnswer(409, Headers.NONE, body.getBytes(StandardCharsets.UTF_8))))
        .hasValue("12");
  }

  @Test
  void objectThatThePlanDoesNotTakeIsTooLarge() throws Exception {
    simulator.limitUploads(BoxHarness.SERVICE.id(), 999);
    assertThat(failureOf(() -> store(harness.connector(), folder, NAME, bytes(1000))).kind())
        .isEqualTo(Kind.TOO_LARGE);
    assertThat(failureOf(() -> begin(harness.connector(), folder, bytes(LARGE))).kind())
        .isEqualTo(Kind.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Photos/2026", "../0", "12a", "-1", "1?x=y"})
  void folderThatIsNoNumberIsMisconfigured(String text) throws Exception {
    harness.connector();
    assertThat(failureOf(() -> harness.connector().check(Destination.folder(text))))
        .isEqualTo(Failure.permanent(Kind.MISCONFIGURED));
    assertThat(harness.requests()).isEmpty();
  }

  @Test
  void downloadCarriesNoTokenAndACutOneFails() throws Exception {
    byte[] content = bytes(300_000);
    StoredObject stored = store(harness.connector(), folder, NAME, content);
    simulator.faults().next(DOWNLOAD, new Disturbance.CutAnswerAfter(1000));
    try (InputStream in = harness.connector().readBack().orElseThrow().open(stored, folder)) {
      assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
    }
    assertThat(simulator.log().latest())
        .filteredOn(seen -> seen.operation().equals("DOWNLOAD"))
        .isNotEmpty()
        .allSatisfy(seen -> assertThat(seen.headers()).doesNotContainKey("authorization"));
  }

  @Test
  void downloadThatIsNotReadyIsWaitedFor() throws Exception {
    StoredObject stored = store(harness.connector(), folder, NAME, bytes(10));
    simulator.faults().next(BoxOperation.CONTENT, BoxSimulator.notReady("9"));
    Failure failure =
        failureOf(() -> harness.connector().readBack().orElseThrow().open(stored, folder));
    assertThat(failure)
        .isEqualTo(
            new Failure(
                Kind.UNAVAILABLE,
                new Failure.Retry.After(Duration.ofSeconds(9)),
                Effect.NONE,
                failure.providerRequestId()));
  }

  @Test
  void keepsToTheUploadsThatBoxAllowsInAMinute() throws Exception {
    Connector connector = harness.connector();
    for (int i = 0; i < 240; i++) {
      store(connector, folder, new ObjectName("object-" + i), new byte[] {1});
    }
    long before = simulator.log().count(UPLOAD);
    Failure failure =
        failureOf(() -> store(connector, folder, new ObjectName("object-240"), new byte[] {1}));
    assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
    assertThat(failure.retry()).isInstanceOf(Failure.Retry.After.class);
    assertThat(simulator.log().count(UPLOAD)).isEqualTo(before);
    harness.clock().advance(Duration.ofSeconds(1));
    store(connector, folder, new ObjectName("object-240"), new byte[] {1});
  }

  @Test
  void throttledConnectionAsksNothingUntilTheDelayIsOver() throws Exception {
    simulator.faults().next(BoxOperation.PREFLIGHT, BoxSimulator.throttled("30"));
    failureOf(() -> harness.connector().check(folder));
    int before = harness.requests().size();
    harness.clock().advance(Duration.ofSeconds(29));
    assertThat(failureOf(() -> harness.connector().check(folder)).retry())
        .isEqualTo(new Failure.Retry.After(Duration.ofSeconds(1)));
    assertThat(harness.requests()).hasSize(before);
    harness.clock().advance(Duration.ofSeconds(1));
    harness.connector().check(folder);
  }

  @Test
  void uploadHostsOfZonesGetOnePartAtATime() {
    assertThat(
            BoxUploadSession.parallel(
                URI.create("https://fupload-ec2usw1.app.box.com/api/2.0/files/upload_sessions/1")))
        .isEqualTo(1);
    assertThat(
            BoxUploadSession.parallel(
                URI.create("https://upload.app.box.com/api/2.0/files/upload_sessions/1")))
        .isEqualTo(3);
  }

  @Test
  void wrongBytesAreRemovedAgain() throws Exception {
    byte[] content = bytes(10);
    int[] deletes = {0};
    try (CannedBox box =
        new CannedBox(
            call -> {
              if (call.method().equals("DELETE")) {
                return Answer.empty(deletes[0]++ == 0 ? 204 : 503);
              }
              return Answer.json(201, stored(content.length, "00".repeat(20)));
            })) {
      Connector connector = box.connector();
      Failure removed = failureOf(() -> store(connector, Destination.folder(""), NAME, content));
      assertThat(removed).isEqualTo(Failure.permanent(Kind.DIGEST_MISMATCH));
      assertThat(deletes[0]).isEqualTo(1);
      Failure kept = failureOf(() -> store(connector, Destination.folder(""), NAME, content));
      assertThat(kept).isEqualTo(removed.withEffect(Effect.STORED));
    }
  }

  @Test
  void partThatBoxTookWrongIsAMismatch() throws Exception {
    byte[] content = bytes(LARGE);
    try (CannedBox box =
        new CannedBox(
            call ->
                call.method().equals("PUT")
                    ? Answer.json(
                        200,
                        "{\"part\":{\"part_id\":\"A\",\"offset\":0,\"size\":"
                            + PART
                            + ",\"sha1\":\""
                            + "00".repeat(20)
                            + "\"}}")
                    : session(call))) {
      Connector connector = box.connector();
      try (UploadSession session = begin(connector, Destination.folder("0"), content)) {
        assertThat(failureOf(() -> session.send(part(content, 0, PART))).kind())
            .isEqualTo(Kind.DIGEST_MISMATCH);
      }
    }
  }

  @Test
  void everyPageOfPartsIsRead() throws Exception {
    try (CannedBox box =
        new CannedBox(call -> call.path().endsWith("/parts") ? page(call) : session(call))) {
      Connector connector = box.connector();
      try (UploadSession session = begin(connector, Destination.folder("0"), bytes(LARGE))) {
        assertThat(session.confirmed()).isEqualTo(Confirmed.upTo(2_500L * PART));
      }
    }
  }

  @Test
  void uploadAddressOnAnUnknownHostIsRefused() throws Exception {
    try (CannedBox box =
        new CannedBox(
            call -> Answer.json(201, session("http://upload.box.com.evil.example/sessions/1")))) {
      assertThat(thrownBy(() -> begin(box.connector(), Destination.folder("0"), bytes(LARGE))))
          .hasMessageContaining("`upload-hosts`")
          .hasMessageNotContaining("evil");
    }
  }

  private static Answer session(Call call) {
    return Answer.json(201, session("http://" + call.authority() + "/sessions/1"));
  }

  private static String session(String address) {
    ObjectNode session = JSON.createObjectNode().put("id", "1").put("part_size", PART);
    session
        .putObject("session_endpoints")
        .put("upload_part", address)
        .put("list_parts", address + "/parts")
        .put("commit", address + "/commit")
        .put("abort", address);
    return session.toString();
  }

  /** A page of 2,500 parts. */
  private static Answer page(Call call) {
    long offset = Long.parseLong(call.query().getOrDefault("offset", "0"));
    ObjectNode page = JSON.createObjectNode().put("total_count", 2500);
    ArrayNode entries = page.putArray("entries");
    for (long i = offset; i < Math.min(2500, offset + 1000); i++) {
      entries
          .addObject()
          .put("part_id", Long.toString(i))
          .put("offset", i * PART)
          .put("size", PART);
    }
    return Answer.json(200, page.toString());
  }

  private static String stored(long size, String sha1) {
    return "{\"total_count\":1,\"entries\":[{\"type\":\"file\",\"id\":\"7\",\"size\":"
        + size
        + ",\"sha1\":\""
        + sha1
        + "\"}]}";
  }

  private static Failure passing(Kind kind, Failure like) {
    return Failure.passing(kind).withRequestId(like.providerRequestId());
  }

  private void assertStored(byte[] content) {
    assertThat(harness.storedBytes(NAME)).hasValue(content);
  }
}
