package io.onshore.connector.googledrive;

import static io.onshore.connector.simulator.googledrive.DriveOperation.CHUNK;
import static io.onshore.connector.simulator.googledrive.DriveOperation.CREATE;
import static io.onshore.connector.simulator.googledrive.DriveOperation.DELETE_FILE;
import static io.onshore.connector.simulator.googledrive.DriveOperation.DOWNLOAD;
import static io.onshore.connector.simulator.googledrive.DriveOperation.GENERATE_IDS;
import static io.onshore.connector.simulator.googledrive.DriveOperation.LAST_CHUNK;
import static io.onshore.connector.simulator.googledrive.DriveOperation.SESSION_STATUS;
import static io.onshore.connector.simulator.googledrive.DriveOperation.START_SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.onshore.connector.Confirmed;
import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Destination;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Digests;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Effect;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.ObjectName;
import io.onshore.connector.Part;
import io.onshore.connector.ReadBack;
import io.onshore.connector.ResumeToken;
import io.onshore.connector.StoredObject;
import io.onshore.connector.UploadRequest;
import io.onshore.connector.UploadSession;
import io.onshore.connector.simulator.Disturbance;
import io.onshore.connector.simulator.Seen;
import io.onshore.connector.simulator.googledrive.DriveOperation;
import io.onshore.connector.simulator.googledrive.GoogleDriveSimulator;
import io.onshore.connector.testkit.Fault;
import io.onshore.connector.toolkit.digest.RunningDigests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What went wrong with others' uploads to Google Drive, and must not with ours. */
class GoogleDriveUploadTest {
  private static final int UNIT = 262_144;
  private static final int LARGE = 20 * UNIT;
  private static final ObjectName NAME = new ObjectName("0198c0ffee.sealed");

  private final GoogleDriveHarness harness = new GoogleDriveHarness();
  private final GoogleDriveSimulator simulator = harness.simulator();

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void goesOnFromWhatGoogleKeptOfAChunk() throws Exception {
    byte[] content = bytes(2 * LARGE + 5);
    try (UploadSession session = begin(content)) {
      simulator.keepOnlyOfNextChunk(3L * UNIT);
      assertThat(failureOf(() -> session.send(part(content, 0, LARGE))).kind())
          .isEqualTo(Kind.OFFSET_MISMATCH);
      assertThat(session.confirmed()).isEqualTo(Confirmed.upTo(3L * UNIT));
      session.send(part(content, 0, LARGE));
      session.send(part(content, LARGE, LARGE));
      session.send(part(content, 2 * LARGE, 5));
      session.commit(digests(content));
    }
    assertStored(content);
    assertThat(bytesSentIn(CHUNK)).isEqualTo(LARGE + (LARGE - 3L * UNIT) + LARGE);
  }

  @Test
  void chunkWithoutProgressIsNotSentAgainByItself() throws Exception {
    byte[] content = bytes(LARGE + 5);
    simulator.standStill(true);
    try (UploadSession session = begin(content)) {
      assertThat(failureOf(() -> session.send(part(content, 0, LARGE))).kind())
          .isEqualTo(Kind.OFFSET_MISMATCH);
      assertThat(session.confirmed()).isEqualTo(Confirmed.upTo(0));
    }
    assertThat(simulator.log().count(CHUNK)).isEqualTo(1);
    assertThat(simulator.log().count(SESSION_STATUS)).isEqualTo(1);
  }

  @Test
  void lastChunkWithoutProgressStoresNothing() throws Exception {
    byte[] content = bytes(LARGE + 5);
    try (UploadSession session = begin(content)) {
      session.send(part(content, 0, LARGE));
      session.send(part(content, LARGE, 5));
      simulator.standStill(true);
      assertThat(failureOf(() -> session.commit(digests(content))))
          .isEqualTo(Failure.permanent(Kind.INCOMPLETE));
      assertThat(harness.storedBytes(NAME)).isEmpty();
      simulator.standStill(false);
      session.commit(digests(content));
    }
    assertStored(content);
  }

  @Test
  void lastChunkOfWhichGoogleKeptTheBeginningIsCompleted() throws Exception {
    byte[] content = bytes(LARGE + 2 * UNIT + 5);
    try (UploadSession session = begin(content)) {
      session.send(part(content, 0, LARGE));
      session.send(part(content, LARGE, 2 * UNIT + 5));
      simulator.keepOnlyOfNextChunk(UNIT);
      assertThat(failureOf(() -> session.commit(digests(content))).kind())
          .isEqualTo(Kind.INCOMPLETE);
      session.commit(digests(content));
    }
    assertStored(content);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, UNIT - 1, UNIT, UNIT + 1, LARGE, LARGE + 1, 2 * LARGE + 1})
  void storesEverySizeOnce(int size) throws Exception {
    byte[] content = bytes(size);
    assertThat(store(content).size()).isEqualTo(size);
    assertStored(content);
  }

  @Test
  void shortLastPartIsNeverSent() throws Exception {
    byte[] content = bytes(LARGE + 100);
    try (UploadSession session = begin(content)) {
      session.send(part(content, 0, LARGE));
      Part shorter = new Part(LARGE, 100, () -> new ByteArrayInputStream(content, LARGE, 99));
      assertThat(failureOf(() -> session.send(shorter)).kind()).isEqualTo(Kind.SOURCE_FAILED);
      assertThat(failureOf(() -> session.commit(digests(content))).kind())
          .isEqualTo(Kind.INCOMPLETE);
    }
    assertThat(harness.storedBytes(NAME)).isEmpty();
    assertThat(simulator.log().count(LAST_CHUNK)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 1000, 3 * UNIT})
  void sourceLongerThanDeclaredIsNotCutShortInSilence(int size) throws Exception {
    byte[] more = bytes(size + 1);
    try (UploadSession session =
        harness.connector().begin(new UploadRequest(harness.destination(), NAME, size))) {
      Part longer = new Part(0, size, () -> new ByteArrayInputStream(more));
      assertThat(failureOf(() -> session.send(longer)).kind()).isEqualTo(Kind.SOURCE_FAILED);
    }
    assertThat(harness.storedBytes(NAME)).isEmpty();
  }

  /** The description and the end fence around a small object must not hide that it lacks bytes. */
  @ParameterizedTest
  @ValueSource(ints = {0, 9, 1100, 3 * UNIT})
  void smallSourceOfAnotherLengthAtCommitStoresNothing(int given) throws Exception {
    byte[] content = bytes(4 * UNIT);
    int size = 1000;
    int[] opened = {0};
    try (UploadSession session =
        harness.connector().begin(new UploadRequest(harness.destination(), NAME, size))) {
      session.send(
          new Part(
              0,
              size,
              () -> new ByteArrayInputStream(content, 0, opened[0]++ == 0 ? size : given)));
      Failure failure = failureOf(() -> session.commit(digests(content)));
      assertThat(failure.kind()).isEqualTo(Kind.SOURCE_FAILED);
      assertThat(failure.effect()).isEqualTo(Effect.NONE);
    }
    assertThat(harness.storedBytes(NAME)).isEmpty();
    assertThat(simulator.log().count(CREATE)).isZero();
  }

  /** Others re-send a body that was drained already. */
  @ParameterizedTest
  @ValueSource(ints = {401, 403, 429, 500, 503})
  void refusedChunkIsSentWholeTheNextTime(int status) throws Exception {
    byte[] content = bytes(LARGE + 5);
    try (UploadSession session = begin(content)) {
      simulator.faults().next(CHUNK, GoogleDriveSimulator.refuse(status, "userRateLimitExceeded"));
      assertThat(failureOf(() -> session.send(part(content, 0, LARGE))).effect())
          .isEqualTo(Effect.NONE);
      session.send(part(content, 0, LARGE));
      session.send(part(content, LARGE, 5));
      session.commit(digests(content));
    }
    assertStored(content);
  }

  @Test
  void expiredTokenDuringASmallUploadIsRenewedAndTheBodySentWhole() throws Exception {
    byte[] content = bytes(3 * UNIT);
    try (UploadSession session = begin(content)) {
      session.send(part(content, 0, content.length));
      simulator.faults().next(CREATE, GoogleDriveSimulator.refuse(401, "authError"));
      session.commit(digests(content));
    }
    assertStored(content);
    assertThat(simulator.log().count(CREATE)).isEqualTo(2);
  }

  @Test
  void oneRefusalOfAChunkDoesNotEndTheUpload() throws Exception {
    byte[] content = bytes(2 * LARGE + 1);
    ResumeToken token;
    try (UploadSession session = begin(content)) {
      session.send(part(content, 0, LARGE));
      simulator.faults().next(CHUNK, GoogleDriveSimulator.refuse(503, "backendError"));
      assertThat(failureOf(() -> session.send(part(content, LARGE, LARGE))))
          .isEqualTo(Failure.passing(Kind.UNAVAILABLE));
      token = session.token();
    }
    try (UploadSession resumed = harness.newConnector().resume(token)) {
      assertThat(resumed.confirmed()).isEqualTo(Confirmed.upTo(LARGE));
      resumed.send(part(content, LARGE, LARGE));
      resumed.send(part(content, 2 * LARGE, 1));
      resumed.commit(digests(content));
    }
    assertStored(content);
  }

  @Test
  void idIsInTheTokenBeforeTheFirstByteAndIsTheFiles() throws Exception {
    for (int size : new int[] {10, LARGE + 1}) {
      ObjectName name = new ObjectName("of-" + size);
      byte[] content = bytes(size);
      try (UploadSession session =
          harness.connector().begin(new UploadRequest(harness.destination(), name, size))) {
        ResumeToken token = session.token();
        sendAll(session, content);
        StoredObject stored = session.commit(digests(content));
        assertThat(UploadState.of(token, GoogleDriveSettings.of(harness.settings())).id())
            .isEqualTo(stored.id());
      }
    }
    assertThat(simulator.log().count(GENERATE_IDS)).as("one request for many ids").isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, LARGE + 5})
  void commitWhoseAnswerWasLostIsFoundByIdAndNotStoredTwice(int size) throws Exception {
    byte[] content = bytes(size);
    ResumeToken token;
    try (UploadSession session = begin(content)) {
      sendAll(session, content);
      simulator.faults().next(DriveOperation.committing(), new Disturbance.LoseAnswer(), 1);
      assertThat(failureOf(() -> session.commit(digests(content))).effect())
          .isEqualTo(Effect.UNKNOWN);
      assertThat(session.commit(digests(content)).size()).isEqualTo(size);
      token = session.token();
    }
    try (UploadSession successor = harness.newConnector().resume(token)) {
      assertThat(successor.commit(digests(content)).size()).isEqualTo(size);
    }
    assertStored(content);
    assertThat(simulator.log().count(CREATE) + simulator.log().count(LAST_CHUNK)).isEqualTo(1);
  }

  @Test
  void idThatIsUsedAlreadyMeansThatAnEarlierAttemptStoredTheFile() throws Exception {
    byte[] content = bytes(1000);
    try (UploadSession session = begin(content);
        UploadSession other = harness.newConnector().resume(session.token())) {
      session.send(part(content, 0, 1000));
      other.send(part(content, 0, 1000));
      StoredObject first = other.commit(digests(content));
      assertThat(session.commit(digests(content)).id()).isEqualTo(first.id());
    }
    assertStored(content);
    assertThat(simulator.log().count(CREATE)).isEqualTo(2);
  }

  @Test
  void fileOfOurIdWithOtherBytesIsNeverTakenForOurs() throws Exception {
    byte[] content = bytes(1000);
    byte[] others = bytes(1001);
    try (UploadSession session = begin(content);
        UploadSession twin = harness.newConnector().resume(session.token())) {
      byte[] wrong = Arrays.copyOf(others, 1000);
      twin.send(part(wrong, 0, 1000));
      assertThat(twin.commit(digests(wrong)).size()).isEqualTo(1000);
      session.send(part(content, 0, 1000));
      assertThat(failureOf(() -> session.commit(digests(content))).kind())
          .isEqualTo(Kind.DIGEST_MISMATCH);
    }
    assertThat(harness.storedBytes(NAME)).as("what is not ours to keep").isEmpty();
  }

  @Test
  void strangersFileOfTheSameNameIsNeitherAdoptedNorTouched() throws Exception {
    byte[] content = bytes(1000);
    StoredObject ours = store(content);
    harness.takeName(NAME, new byte[] {1, 2, 3});
    assertThat(harness.connector().find(NAME, harness.destination()))
        .hasValueSatisfying(found -> assertThat(found.id()).isEqualTo(ours.id()));
    harness.connector().discard().orElseThrow().discard(ours, harness.destination());
    assertThat(harness.connector().find(NAME, harness.destination()))
        .hasValueSatisfying(found -> assertThat(found.size()).isEqualTo(3));
  }

  @Test
  void nameThatDiffersInCaseOnlyIsAnotherName() throws Exception {
    harness.takeName(new ObjectName(NAME.value().toUpperCase(Locale.ROOT)), new byte[1]);
    assertThat(harness.connector().find(NAME, harness.destination())).isEmpty();
    byte[] content = bytes(10);
    store(content);
    assertStored(content);
  }

  @Test
  void takenNameIsToldBeforeALargeObjectIsSent() throws Exception {
    harness.takeName(NAME, new byte[] {1});
    assertThat(failureOf(() -> begin(bytes(LARGE + 1))).kind()).isEqualTo(Kind.NAME_TAKEN);
    assertThat(simulator.log().count(START_SESSION)).isZero();
  }

  @Test
  void missingShaIsNotAMismatchAsLongAsMd5Agrees() throws Exception {
    byte[] content = bytes(1000);
    simulator.hideSha(true);
    StoredObject stored = store(content);
    assertThat(stored.digests().by(DigestAlgorithm.SHA256)).isEmpty();
    assertThat(stored.digests().match(digests(content))).isEqualTo(Digests.Match.AGREES);
    simulator.faults().next(CREATE, new Disturbance.FlipBit());
    ObjectName other = new ObjectName("other");
    try (UploadSession session =
        harness.connector().begin(new UploadRequest(harness.destination(), other, 1000))) {
      session.send(part(content, 0, 1000));
      assertThat(failureOf(() -> session.commit(digests(content))))
          .isEqualTo(Failure.permanent(Kind.DIGEST_MISMATCH));
    }
    assertThat(harness.storedBytes(other)).isEmpty();
  }

  @Test
  void wrongBytesThatCannotBeRemovedAreToldAsStored() throws Exception {
    byte[] content = bytes(1000);
    simulator.faults().next(CREATE, new Disturbance.FlipBit());
    simulator
        .faults()
        .next(DELETE_FILE, GoogleDriveSimulator.refuse(403, "insufficientFilePermissions"));
    Failure failure = failureOf(() -> store(content));
    assertThat(failure.kind()).isEqualTo(Kind.DIGEST_MISMATCH);
    assertThat(failure.effect()).isEqualTo(Effect.STORED);
    assertThat(harness.storedBytes(NAME)).isPresent();
  }

  @Test
  void sessionLivesAWeekAndNoLonger() throws Exception {
    byte[] content = bytes(LARGE + 1);
    try (UploadSession session = begin(content)) {
      assertThat(session.expiresAt()).contains(harness.clock().instant().plus(Duration.ofDays(7)));
      session.send(part(content, 0, LARGE));
      harness.clock().advance(Duration.ofDays(7).minusSeconds(1));
      assertThat(session.confirmed()).isEqualTo(Confirmed.upTo(LARGE));
      harness.clock().advance(Duration.ofSeconds(1));
      assertThat(failureOf(session::confirmed).kind()).isEqualTo(Kind.SESSION_LOST);
    }
  }

  @Test
  void nothingIsCompressedAndEveryBodyHasALength() throws Exception {
    store(bytes(1000));
    try (UploadSession session =
        harness
            .connector()
            .begin(new UploadRequest(harness.destination(), new ObjectName("b"), LARGE + 1))) {
      sendAll(session, bytes(LARGE + 1));
      session.commit(digests(bytes(LARGE + 1)));
    }
    assertThat(simulator.log().latest())
        .isNotEmpty()
        .allSatisfy(
            seen -> {
              assertThat(seen.headers())
                  .doesNotContainKeys("content-encoding", "transfer-encoding");
              assertThat(seen.headers()).containsEntry("accept-encoding", "identity");
              assertThat(seen.headers()).containsEntry("user-agent", "ISV|Onshore|Gateway/0.1");
              assertThat(seen.headers()).doesNotContainKey("x-goog-api-client");
            });
  }

  @Test
  void everyRequestOnFilesSpeaksOfAllDrivesAndNamesItsFields() throws Exception {
    store(bytes(10));
    store(new ObjectName("large"), bytes(LARGE + 1));
    harness.connector().check(harness.destination());
    assertThat(simulator.log().latest())
        .filteredOn(
            seen ->
                !seen.target().contains("upload_id") && seen.target().contains("/drive/v3/files?"))
        .isNotEmpty()
        .allSatisfy(
            seen ->
                assertThat(seen.target()).contains("supportsAllDrives=true").contains("fields="));
  }

  @Test
  void uploadAddressElsewhereIsRefused() throws Exception {
    for (String address :
        List.of(
            "http://uploads.example/upload/drive/v3/files?upload_id=x",
            simulator.url() + "/elsewhere?upload_id=x",
            simulator.url().replace("http://", "http://user@") + "/upload/drive/v3/files?id=x",
            "not an address")) {
      simulator
          .faults()
          .next(START_SESSION, new Disturbance.Refuse(200, "", "", Map.of("Location", address)));
      ConnectorException thrown = thrownBy(() -> begin(bytes(LARGE + 1)));
      assertThat(thrown.failure().kind()).isEqualTo(Kind.UNCLASSIFIED);
      assertThat(thrown).hasMessageNotContaining("example");
    }
  }

  @Test
  void tokenThatPointsElsewhereIsRefused() throws Exception {
    try (UploadSession session = begin(bytes(LARGE + 1));
        Connector other =
            harness.open(
                harness.settings().with("api-url", "https://www.googleapis.com"),
                harness.vault(),
                Duration.ofSeconds(1))) {
      assertThat(failureOf(() -> other.resume(session.token())).kind())
          .isEqualTo(Kind.MISCONFIGURED);
    }
  }

  @Test
  void damagedByteInATokenIsSeen() throws Exception {
    try (UploadSession session = begin(bytes(LARGE + 1))) {
      String whole = session.token().reveal();
      for (int i = 0; i < whole.length(); i++) {
        String damaged =
            whole.substring(0, i) + (whole.charAt(i) == 'A' ? 'B' : 'A') + whole.substring(i + 1);
        assertThat(
                failureOf(
                        () ->
                            harness
                                .connector()
                                .resume(new ResumeToken(session.token().provider(), damaged)))
                    .kind())
            .isEqualTo(Kind.MISCONFIGURED);
      }
    }
  }

  @Test
  void missingTrashedOrStrangeFoldersAreTold() throws Exception {
    String file = simulator.putFile(harness.folder(), "file", "", new byte[] {1});
    String mine = simulator.createFolder(simulator.myDrive(GoogleDriveHarness.GATEWAY), "Mine");
    assertThat(checking(Destination.folder(file)).kind()).isEqualTo(Kind.DESTINATION_MISSING);
    assertThat(checking(harness.missingDestination()).kind()).isEqualTo(Kind.DESTINATION_MISSING);
    assertThat(checking(Destination.folder(mine)).kind()).isEqualTo(Kind.MISCONFIGURED);
    assertThat(checking(Destination.folder("a/b' or '1'='1")).kind()).isEqualTo(Kind.MISCONFIGURED);
    assertThat(checking(new Destination(Optional.of("0ANobody"), "")).kind())
        .isEqualTo(Kind.DESTINATION_MISSING);
    for (long size : new long[] {1, LARGE + 1}) {
      assertThat(
              failureOf(
                      () ->
                          harness
                              .connector()
                              .begin(new UploadRequest(harness.missingDestination(), NAME, size)))
                  .kind())
          .isEqualTo(Kind.DESTINATION_MISSING);
    }
  }

  @Test
  void emptyFolderIsTheTopOfTheSharedDrive() throws Exception {
    Destination top = Destination.folder("");
    harness.connector().check(top);
    byte[] content = bytes(5);
    try (UploadSession session = harness.connector().begin(new UploadRequest(top, NAME, 5))) {
      session.send(part(content, 0, 5));
      session.commit(digests(content));
    }
    assertThat(simulator.fileBytes(GoogleDriveHarness.SHARED_DRIVE, NAME.value())).hasSize(1);
    assertThat(harness.connector().find(NAME, top)).isPresent();
  }

  @Test
  void serviceAccountWithoutASharedDriveIsToldThatItHasNoStorage() throws Exception {
    Connector connector =
        harness.open(
            harness.settings().without("shared-drive-id"), harness.vault(), Duration.ofMinutes(1));
    assertThatThrownBy(() -> connector.check(Destination.folder("")))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("`shared-drive-id`")
        .hasMessageContaining("no storage");
    simulator.faults().next(CREATE, GoogleDriveSimulator.refuse(403, "storageQuotaExceeded"));
    assertThat(thrownBy(() -> store(bytes(1))))
        .hasMessageContaining("`storageQuotaExceeded`")
        .hasMessageContaining("shared drive");
  }

  @Test
  void throttledConnectionAsksNothingMoreUntilTheDelayIsOver() throws Exception {
    harness.failNext(Fault.THROTTLED_IN_SECONDS);
    assertThat(failureOf(() -> harness.connector().find(NAME, harness.destination())).kind())
        .isEqualTo(Kind.THROTTLED);
    int before = harness.requests().size();
    harness.clock().advance(Duration.ofSeconds(30));
    assertThat(failureOf(() -> begin(bytes(10))).retry())
        .isEqualTo(new Failure.Retry.After(Duration.ofSeconds(7)));
    assertThat(harness.requests()).hasSize(before);
    harness.clock().advance(Duration.ofSeconds(7));
    store(bytes(10));
  }

  /** 325,000 units a minute, and downloads cost 200. */
  @Test
  void quotaOfAMinuteIsSpentInGooglesUnits() throws Exception {
    StoredObject stored = store(bytes(1));
    harness.clock().advance(Duration.ofMinutes(1));
    ReadBack readBack = harness.connector().readBack().orElseThrow();
    for (int i = 0; i < 325_000 / 200; i++) {
      readBack.open(stored, harness.destination()).close();
    }
    Failure refused = failureOf(() -> readBack.open(stored, harness.destination()));
    assertThat(refused.kind()).isEqualTo(Kind.THROTTLED);
    assertThat(refused.effect()).isEqualTo(Effect.NONE);
    harness.clock().advance(Duration.ofMinutes(1));
    readBack.open(stored, harness.destination()).close();
  }

  @Test
  void cutDownloadFails() throws Exception {
    byte[] content = bytes(LARGE);
    StoredObject stored = store(content);
    simulator.faults().next(DOWNLOAD, new Disturbance.CutAnswerAfter(LARGE / 2));
    try (InputStream in =
        harness.connector().readBack().orElseThrow().open(stored, harness.destination())) {
      assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  @Test
  void descriptionHoldsNothingButIdsAndOurName() throws Exception {
    store(bytes(1000));
    String sent =
        simulator.log().latest().stream()
            .filter(seen -> seen.operation().equals("CREATE"))
            .map(seen -> new String(seen.body(), StandardCharsets.ISO_8859_1))
            .findFirst()
            .orElseThrow();
    String json = sent.substring(sent.indexOf('{'), sent.indexOf("\r\n--", 10));
    assertThat(json)
        .contains("\"name\":\"" + NAME + "\"")
        .contains("\"parents\":[\"" + harness.folder() + "\"]")
        .contains("\"mimeType\":\"application/octet-stream\"");
    assertThat(json.replaceAll("[^\"]", "")).as("five members and the mark").hasSize(2 * 11);
  }

  private Failure checking(Destination destination) {
    return failureOf(() -> harness.connector().check(destination));
  }

  private long bytesSentIn(DriveOperation operation) {
    return simulator.log().latest().stream()
        .filter(seen -> seen.operation().equals(operation.name()))
        .mapToLong(Seen::bodySize)
        .sum();
  }

  private UploadSession begin(byte[] content) throws ConnectorException {
    return harness
        .connector()
        .begin(new UploadRequest(harness.destination(), NAME, content.length));
  }

  private StoredObject store(byte[] content) throws ConnectorException {
    return store(NAME, content);
  }

  private StoredObject store(ObjectName name, byte[] content) throws ConnectorException {
    try (UploadSession session =
        harness.connector().begin(new UploadRequest(harness.destination(), name, content.length))) {
      sendAll(session, content);
      return session.commit(digests(content));
    }
  }

  private static void sendAll(UploadSession session, byte[] content) throws ConnectorException {
    int step = session.expiresAt().isEmpty() ? Math.max(1, content.length) : LARGE;
    for (int offset = 0; offset < Math.max(1, content.length); offset += step) {
      session.send(part(content, offset, Math.min(step, content.length - offset)));
    }
  }

  private void assertStored(byte[] content) {
    assertThat(harness.storedBytes(NAME))
        .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(content));
  }

  private static Failure failureOf(ThrowingCallable call) {
    return thrownBy(call).failure();
  }

  private static ConnectorException thrownBy(ThrowingCallable call) {
    ConnectorException thrown = catchThrowableOfType(ConnectorException.class, call);
    assertThat(thrown).as("the call fails").isNotNull();
    return thrown;
  }

  private static Part part(byte[] content, int offset, int length) {
    return new Part(offset, length, () -> new ByteArrayInputStream(content, offset, length));
  }

  private static Digests digests(byte[] content) {
    try {
      return RunningDigests.of(
          Set.of(DigestAlgorithm.MD5, DigestAlgorithm.SHA256), new ByteArrayInputStream(content));
    } catch (IOException impossible) {
      throw new AssertionError("an array cannot fail", impossible);
    }
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
