package io.onshore.connector.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import io.onshore.connector.ResumeToken;
import io.onshore.connector.StoredObject;
import io.onshore.connector.UploadRequest;
import io.onshore.connector.UploadSession;
import io.onshore.connector.simulator.Disturbance;
import io.onshore.connector.simulator.Seen;
import io.onshore.connector.simulator.dropbox.Account;
import io.onshore.connector.simulator.dropbox.DropboxOperation;
import io.onshore.connector.simulator.dropbox.DropboxSimulator;
import io.onshore.connector.simulator.dropbox.Team;
import io.onshore.connector.testkit.Fault;
import io.onshore.connector.testkit.Sealed;
import io.onshore.connector.toolkit.digest.RunningDigests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What went wrong with others' uploads to Dropbox, and must not with ours. */
class DropboxUploadTest {
  private static final int UNIT = 4 << 20;
  private static final int LARGE = 2 * UNIT + 17;
  private static final ObjectName NAME = new ObjectName("0198c0ffee.sealed");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<DropboxHarness> harnesses = new ArrayList<>();
  private final DropboxHarness harness = kept(new DropboxHarness());
  private final DropboxSimulator simulator = harness.simulator();

  private DropboxHarness kept(DropboxHarness opened) {
    harnesses.add(opened);
    return opened;
  }

  @AfterEach
  void close() {
    harnesses.forEach(DropboxHarness::close);
  }

  @Test
  void everyCallThatCarriesBytesCarriesTheirHash() throws Exception {
    store(harness, Sealed.bytes(1, 1000));
    harness.connector().discard().orElseThrow().discard(found(harness), harness.destination());
    store(harness, Sealed.bytes(2, LARGE));
    List<Seen> carrying =
        simulator.log().latest().stream()
            .filter(seen -> seen.bodySize() > 0)
            .filter(seen -> seen.headers().containsKey("dropbox-api-arg"))
            .toList();
    assertThat(carrying).hasSize(1 + 3);
    for (Seen seen : carrying) {
      String told = argument(seen).path("content_hash").asText();
      assertThat(told).hasSize(64);
      if (seen.bodySize() == seen.body().length) {
        assertThat(told).isEqualTo(hash(seen.body()));
      }
    }
  }

  @Test
  void commitAsksForANewNameWithoutNoise() throws Exception {
    store(harness, Sealed.bytes(2, LARGE));
    JsonNode commit = argument(last(DropboxOperation.FINISH)).path("commit");
    assertThat(commit.path("mode").asText()).isEqualTo("add");
    assertThat(commit.path("autorename").asBoolean()).isFalse();
    assertThat(commit.path("strict_conflict").asBoolean()).isTrue();
    assertThat(commit.path("mute").asBoolean()).isTrue();
    assertThat(last(DropboxOperation.START).bodySize()).isZero();
    assertThat(last(DropboxOperation.FINISH).bodySize()).isZero();
  }

  /** B1 and B13 of the fact sheet's measurements, which another SDK failed. */
  @Test
  void bodyIsWholeAgainAfterAnExpiredToken() throws Exception {
    byte[] content = Sealed.bytes(3, LARGE);
    try (UploadSession session = begin(harness, content)) {
      simulator.expireAccessTokens();
      session.send(part(content, 0, UNIT));
      assertThat(simulator.log().latest())
          .filteredOn(seen -> seen.operation().equals("APPEND"))
          .extracting(Seen::bodySize)
          .containsExactly((long) UNIT, (long) UNIT);
      sendFrom(session, content, UNIT);
      session.commit(digests(content));
    }
    assertStored(harness, content);
  }

  /** D2 and D2b: the SDK's requestors complete a request whose source has failed. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 300_000, UNIT - 1})
  void sourceThatFailsWhileItIsSentNeverMakesACompleteRequest(int given) throws Exception {
    byte[] content = Sealed.bytes(4, LARGE);
    AtomicInteger opened = new AtomicInteger();
    Part failing =
        new Part(
            0,
            UNIT,
            () ->
                opened.getAndIncrement() == 0
                    ? new ByteArrayInputStream(content, 0, UNIT)
                    : new SequenceInputStream(
                        new ByteArrayInputStream(content, 0, given), failing()));
    try (UploadSession session = begin(harness, content)) {
      Failure failure = failureOf(() -> session.send(failing));
      assertThat(failure).isEqualTo(Failure.permanent(Kind.SOURCE_FAILED));
      assertThat(session.confirmed()).isEqualTo(Confirmed.upTo(0));
      sendFrom(session, content, 0);
      session.commit(digests(content));
    }
    assertStored(harness, content);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, LARGE})
  void sourceThatChangesBetweenItsTwoReadingsStoresNothing(int size) throws Exception {
    byte[] content = Sealed.bytes(5, size);
    byte[] other = Sealed.bytes(55, size);
    int length = Math.min(size, UNIT);
    AtomicInteger opened = new AtomicInteger();
    Part changing =
        new Part(
            0,
            length,
            () ->
                new ByteArrayInputStream(
                    opened.getAndIncrement() == 0 ? content : other, 0, length));
    try (UploadSession session = begin(harness, content)) {
      Failure failure =
          failureOf(
              () -> {
                session.send(changing);
                session.commit(digests(content));
              });
      assertThat(failure.kind()).isEqualTo(Kind.DIGEST_MISMATCH);
      assertThat(failure.effect()).isEqualTo(Effect.NONE);
    }
    assertThat(harness.storedBytes(NAME)).isEmpty();
  }

  /** D3 and D3b: the SDK's requestor hangs for a minute or for ever. */
  @ParameterizedTest
  @ValueSource(
      strings = {"409 Conflict", "429 Too Many Requests", "401 Unauthorized", "503 Unavailable"})
  void serverThatAnswersEarlyAndClosesDoesNotHangAnybody(String status) throws Exception {
    byte[] content = Sealed.bytes(6, 2 * UNIT);
    try (HastyServer server = HastyServer.start(status);
        Connector connector =
            harness.open(
                harness.settings().with("content-url", server.url()), Duration.ofMinutes(1));
        UploadSession session =
            connector.begin(new UploadRequest(harness.destination(), NAME, content.length))) {
      session.send(part(content, 0, content.length));
      CompletableFuture<Failure> failure =
          CompletableFuture.supplyAsync(() -> failureOf(() -> session.commit(digests(content))));
      assertThat(failure).succeedsWithin(Duration.ofSeconds(20));
      assertThat(failure.get().kind())
          .isIn(Kind.UNAVAILABLE, Kind.THROTTLED, Kind.REAUTHORISE, Kind.UNCLASSIFIED);
    }
  }

  @Test
  void goesOnFromAnyOffsetThatDropboxTells() throws Exception {
    byte[] content = Sealed.bytes(7, LARGE);
    try (UploadSession session = begin(harness, content)) {
      appendByHand(session.token(), Sealed.bytes(7, LARGE), 100);
      assertThat(failureOf(() -> session.send(part(content, 0, UNIT))).kind())
          .isEqualTo(Kind.OFFSET_MISMATCH);
      assertThat(session.confirmed()).isEqualTo(Confirmed.upTo(100));
      session.send(part(content, 100, UNIT));
      session.send(part(content, 100 + UNIT, LARGE - UNIT - 100));
      session.commit(digests(content));
    }
    assertStored(harness, content);
  }

  @Test
  void identicalObjectOfAStrangerIsNotAdopted() throws Exception {
    for (int size : new int[] {1000, LARGE}) {
      byte[] content = Sealed.bytes(8, size);
      harness.takeName(NAME, content);
      Failure failure = failureOf(() -> store(harness, content));
      assertThat(failure.kind()).isEqualTo(Kind.NAME_TAKEN);
      assertThat(failure.effect()).isEqualTo(Effect.NONE);
    }
  }

  @Test
  void smallObjectWhoseCommitAnswerWasLostIsNotStoredTwiceNorAdopted() throws Exception {
    byte[] content = Sealed.bytes(9, 1000);
    try (UploadSession session = begin(harness, content)) {
      session.send(part(content, 0, 1000));
      simulator.faults().next(DropboxOperation.UPLOAD, new Disturbance.LoseAnswer());
      assertThat(failureOf(() -> session.commit(digests(content))).effect())
          .isEqualTo(Effect.UNKNOWN);
      Failure again = failureOf(() -> session.commit(digests(content)));
      assertThat(again.kind()).isEqualTo(Kind.NAME_TAKEN);
      assertThat(again.effect()).as("`find` has to settle it").isEqualTo(Effect.UNKNOWN);
    }
    assertStored(harness, content);
  }

  @Test
  void wrongBytesThatCannotBeRemovedAreToldAsStored() throws Exception {
    byte[] content = Sealed.bytes(10, 1000);
    simulator.faults().next(DropboxOperation.DELETE, DropboxSimulator.refuse(503, ""));
    try (UploadSession session = begin(harness, content)) {
      session.send(part(content, 0, 1000));
      Failure failure = failureOf(() -> session.commit(digests(Sealed.bytes(11, 1000))));
      assertThat(failure.kind()).isEqualTo(Kind.DIGEST_MISMATCH);
      assertThat(failure.effect()).isEqualTo(Effect.STORED);
    }
    assertStored(harness, content);
  }

  @Test
  void discardLeavesWhatSomebodyHasWrittenSince() throws Exception {
    StoredObject ours = store(harness, Sealed.bytes(12, 1000));
    byte[] theirs = Sealed.bytes(13, 1000);
    harness.takeName(NAME, theirs);
    harness.connector().discard().orElseThrow().discard(ours, harness.destination());
    assertStored(harness, theirs);
  }

  @Test
  void commitsOfOneNamespaceTakeTurns() throws Exception {
    int uploads = 6;
    simulator
        .faults()
        .next(DropboxOperation.committing(), new Disturbance.Wait(Duration.ofMillis(100)), uploads);
    byte[] content = Sealed.bytes(14, 1000);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<StoredObject>> stored = new ArrayList<>();
      for (int i = 0; i < uploads; i++) {
        ObjectName name = new ObjectName("turn-" + i);
        stored.add(threads.submit(() -> store(harness, name, content)));
      }
      for (Future<StoredObject> each : stored) {
        assertThat(each.get().size()).isEqualTo(1000);
      }
    }
    assertThat(simulator.log().count(DropboxOperation.UPLOAD)).isEqualTo(uploads);
  }

  @Test
  void waitForATurnEndsWithAnInterrupt() throws Exception {
    byte[] content = Sealed.bytes(15, 1000);
    UploadSession held = begin(harness, content);
    held.send(part(content, 0, 1000));
    simulator.faults().next(DropboxOperation.UPLOAD, new Disturbance.Hold());
    Thread.ofVirtual().start(() -> failureOf(() -> held.commit(digests(content))));
    assertThat(simulator.awaitHeld(Duration.ofSeconds(30))).isTrue();
    UploadSession waiting =
        harness
            .connector()
            .begin(new UploadRequest(harness.destination(), new ObjectName("other"), 1000));
    waiting.send(part(content, 0, 1000));
    CompletableFuture<Failure> failure = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .start(() -> failure.complete(failureOf(() -> waiting.commit(digests(content)))));
    while (thread.isAlive() && thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    thread.interrupt();
    assertThat(failure.get(30, TimeUnit.SECONDS)).isEqualTo(Failure.permanent(Kind.CANCELLED));
    assertThat(simulator.log().count(DropboxOperation.UPLOAD)).isEqualTo(1);
  }

  /** The SDK's requestor holds 5 MiB for each and sends five at a time. */
  @Test
  void twoHundredSmallUploadsAtOnceAreAllStored() throws Exception {
    byte[] content = Sealed.bytes(16, 1024);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<StoredObject>> stored = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        ObjectName name = new ObjectName("small-" + i);
        stored.add(threads.submit(() -> store(harness, name, content)));
      }
      for (Future<StoredObject> each : stored) {
        assertThat(each.get().digests().match(digests(content))).isEqualTo(Digests.Match.AGREES);
      }
    }
  }

  @Test
  void uploadIsNeverRepeatedByTheSdk() throws Exception {
    byte[] content = Sealed.bytes(17, 1000);
    for (int status : new int[] {500, 502, 503, 429}) {
      try (Connector connector = harness.newConnector();
          UploadSession session =
              connector.begin(new UploadRequest(harness.destination(), NAME, 1000))) {
        session.send(part(content, 0, 1000));
        long before = simulator.log().count(DropboxOperation.UPLOAD);
        simulator.faults().next(DropboxOperation.UPLOAD, DropboxSimulator.refuse(status, ""));
        assertThat(failureOf(() -> session.commit(digests(content))).retryable()).isTrue();
        assertThat(simulator.log().count(DropboxOperation.UPLOAD)).isEqualTo(before + 1);
      }
    }
  }

  @Test
  void askedToSlowDownTheWholeConnectionDoes() throws Exception {
    harness.failNext(Fault.THROTTLED_UNTIL_DATE);
    assertThat(failureOf(this::find).retry())
        .isEqualTo(new Failure.Retry.After(Fault.THROTTLE_DELAY));
    int before = harness.requests().size();
    assertThat(failureOf(() -> store(harness, Sealed.bytes(18, 10))).kind())
        .isEqualTo(Kind.THROTTLED);
    assertThat(harness.requests()).hasSize(before);
    harness.clock().advance(Fault.THROTTLE_DELAY);
    find();
  }

  @Test
  void throttlingInPlainTextIsUnderstood() {
    simulator.faults().next(DropboxOperation.METADATA, DropboxSimulator.refuse(429, ""));
    assertThat(failureOf(this::find)).satisfies(this::isThrottledWithoutDelay);
  }

  private void isThrottledWithoutDelay(Failure failure) {
    assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
    assertThat(failure.retry()).isEqualTo(new Failure.Retry.Backoff());
  }

  @Test
  void monthlyQuotaSaysWhenItEnds() throws Exception {
    harness.failNext(Fault.QUOTA_EXHAUSTED);
    assertThatThrownBy(() -> store(harness, Sealed.bytes(19, 10)))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("on the 1st");
  }

  @Test
  void lastPartOfAConcurrentSessionThatHadArrivedIsNoFailure() throws Exception {
    DropboxHarness team = kept(DropboxHarness.teamSpace());
    byte[] content = Sealed.bytes(20, LARGE);
    try (UploadSession session = begin(team, content)) {
      sendFrom(session, content, 0);
      team.simulator().faults().next(DropboxOperation.APPEND, new Disturbance.LoseAnswer());
      Failure lost = failureOf(() -> session.commit(digests(content)));
      assertThat(lost.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(lost.effect()).as("nothing is visible before finish").isEqualTo(Effect.NONE);
      assertThat(session.commit(digests(content)).size()).isEqualTo(LARGE);
    }
    assertStored(team, content);
  }

  @Test
  void missingDataAtFinishDropsWhatWasBelieved() throws Exception {
    DropboxHarness team = kept(DropboxHarness.teamSpace());
    byte[] content = Sealed.bytes(21, LARGE);
    try (UploadSession session = begin(team, content)) {
      sendFrom(session, content, 0);
      assertThat(session.confirmed()).isEqualTo(Confirmed.upTo(2L * UNIT));
      team.simulator()
          .faults()
          .next(
              DropboxOperation.FINISH,
              DropboxSimulator.refuse(409, "concurrent_session_missing_data"));
      Failure failure = failureOf(() -> session.commit(digests(content)));
      assertThat(failure.kind()).isEqualTo(Kind.INCOMPLETE);
      assertThat(session.confirmed()).isEqualTo(Confirmed.upTo(0));
    }
  }

  @Test
  void rootThatChangedIsReadAgain() throws Exception {
    DropboxHarness team = kept(DropboxHarness.teamSpace());
    assertThat(team.connector().find(NAME, team.destination())).isEmpty();
    Team moved = new Team("dbtid:moved", "Moved", true);
    team.simulator().add(Account.member(team.account().id(), moved, "US"));
    Failure failure = failureOf(() -> team.connector().find(NAME, team.destination()));
    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.retryable()).isTrue();
    assertThat(team.connector().find(NAME, team.destination())).isEmpty();
    assertThat(team.simulator().log().count(DropboxOperation.ACCOUNT)).isEqualTo(2);
  }

  @Test
  void spaceIsANamespaceThatPathsStartFrom() throws Exception {
    DropboxHarness team = kept(DropboxHarness.teamSpace());
    String home = team.account().home();
    team.simulator().createFolder(home, "/Mine");
    Destination mine = new Destination(Optional.of(home), "Mine");
    team.connector().check(mine);
    assertThat(last(team, DropboxOperation.METADATA).headers().get("dropbox-api-path-root"))
        .contains("namespace_id", home);
    assertThat(failureOf(() -> harness.connector().check(mine)).kind())
        .isEqualTo(Kind.MISCONFIGURED);
    assertThat(harness.requests()).isEmpty();
  }

  @Test
  void appFolderSendsNoRoot() throws Exception {
    store(harness, Sealed.bytes(22, 10));
    assertThat(simulator.log().latest())
        .noneMatch(seen -> seen.headers().containsKey("dropbox-api-path-root"));
    assertThat(simulator.log().count(DropboxOperation.ACCOUNT)).isZero();
  }

  @Test
  void checkNamesAnAppThatMayNotWrite() throws Exception {
    harness
        .consented()
        .put(
            simulator.consent(
                harness.account(),
                harness.app(),
                Set.of("files.metadata.read", "account_info.read")));
    try (Connector connector = harness.newConnector()) {
      assertThatThrownBy(() -> connector.check(harness.destination()))
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("missing_scope");
    }
    assertThat(simulator.openSessions()).isZero();
  }

  @Test
  void missingFolderIsToldAndNotMade() throws Exception {
    for (long size : new long[] {1, LARGE}) {
      Failure failure =
          failureOf(
              () ->
                  harness
                      .connector()
                      .begin(new UploadRequest(harness.missingDestination(), NAME, size)));
      assertThat(failure.kind()).isEqualTo(Kind.DESTINATION_MISSING);
    }
    assertThat(simulator.log().count(DropboxOperation.START)).isZero();
  }

  @Test
  void folderThatIsAFileIsNoDestination() throws Exception {
    harness.takeName(new ObjectName("file"), new byte[] {1});
    Destination file = Destination.folder(DropboxHarness.FOLDER + "/file");
    assertThat(failureOf(() -> harness.connector().check(file)).kind())
        .isEqualTo(Kind.DESTINATION_MISSING);
  }

  @Test
  void nameThatDiffersInCaseOnlyIsTaken() throws Exception {
    harness.takeName(new ObjectName("0198C0FFEE.SEALED"), new byte[] {1});
    assertThat(failureOf(() -> store(harness, Sealed.bytes(23, 10))).kind())
        .isEqualTo(Kind.NAME_TAKEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"desktop.ini", "Thumbs.db"})
  void nameThatDropboxIgnoresIsRefusedBeforeAnyCall(String name) throws Exception {
    Failure failure =
        failureOf(
            () ->
                harness
                    .connector()
                    .begin(new UploadRequest(harness.destination(), new ObjectName(name), 1)));
    assertThat(failure).isEqualTo(Failure.permanent(Kind.NAME_REFUSED));
    assertThat(harness.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/../b", "..", "a\\b", "./a", "a/ b"})
  void folderThatIsNoPathIsMisconfigured(String folder) throws Exception {
    assertThat(failureOf(() -> harness.connector().check(Destination.folder(folder))).kind())
        .isEqualTo(Kind.MISCONFIGURED);
    assertThat(harness.requests()).isEmpty();
  }

  @Test
  void folderInAnotherScriptIsFound() throws Exception {
    String folder = "/写真/Übung";
    simulator.createFolder(harness.namespace(), harness.inNamespace(folder));
    harness.connector().check(Destination.folder(folder));
    byte[] content = Sealed.bytes(24, 10);
    try (UploadSession session =
        harness.connector().begin(new UploadRequest(Destination.folder(folder), NAME, 10))) {
      session.send(part(content, 0, 10));
      session.commit(digests(content));
    }
    assertThat(harness.connector().find(NAME, Destination.folder(folder))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acts-as=application",
        "access=everything",
        "parallel-appends=5",
        "parallel-appends=0",
        "api-url=ftp://x"
      })
  void settingThatCannotBeIsNamed(String setting) {
    int equals = setting.indexOf('=');
    String name = setting.substring(0, equals);
    assertThatThrownBy(
            () ->
                harness.open(
                    harness.settings().with(name, setting.substring(equals + 1)),
                    Duration.ofMinutes(1)))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("`" + name + "`");
  }

  @Test
  void halfASecondAppIsNamed() {
    assertThatThrownBy(
            () ->
                harness.open(
                    harness.settings().without("evidence-app-secret"), Duration.ofMinutes(1)))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("`evidence-app-secret`");
  }

  @Test
  void downloadThatIsCutFails() throws Exception {
    byte[] content = Sealed.bytes(25, UNIT);
    StoredObject stored = store(harness, content);
    simulator.faults().next(DropboxOperation.DOWNLOAD, new Disturbance.CutAnswerAfter(UNIT / 2));
    try (InputStream in =
        harness.connector().readBack().orElseThrow().open(stored, harness.destination())) {
      assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  @Test
  void namesItselfToDropboxAndSaysNothingElseOfItself() throws Exception {
    store(harness, Sealed.bytes(26, 3));
    assertThat(simulator.log().latest())
        .isNotEmpty()
        .allSatisfy(
            seen ->
                assertThat(seen.headers()).containsEntry("user-agent", "ISV|Onshore|Gateway/0.1"));
  }

  @Test
  void damagedByteInATokenIsSeen() throws Exception {
    try (UploadSession session = begin(harness, Sealed.bytes(27, LARGE))) {
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
  void sessionOfSevenDaysAgoIsLost() throws Exception {
    byte[] content = Sealed.bytes(28, LARGE);
    try (UploadSession session = begin(harness, content)) {
      assertThat(session.expiresAt()).contains(harness.clock().instant().plus(Duration.ofDays(7)));
      harness.clock().advance(Duration.ofDays(7));
      assertThat(failureOf(session::confirmed).kind()).isEqualTo(Kind.SESSION_LOST);
    }
  }

  private void find() throws ConnectorException {
    assertThat(harness.connector().find(NAME, harness.destination())).isEmpty();
  }

  private static StoredObject found(DropboxHarness where) throws ConnectorException {
    return where.connector().find(NAME, where.destination()).orElseThrow();
  }

  private Seen last(DropboxOperation operation) {
    return last(harness, operation);
  }

  private static Seen last(DropboxHarness where, DropboxOperation operation) {
    return where.simulator().log().latest().reversed().stream()
        .filter(seen -> seen.operation().equals(operation.name()))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode argument(Seen seen) throws IOException {
    return JSON.readTree(seen.headers().get("dropbox-api-arg"));
  }

  /** Puts the first bytes of an upload into its session, as if a part had broken off. */
  private void appendByHand(ResumeToken token, byte[] content, int length) throws Exception {
    String session = UploadState.of(token).session().orElseThrow();
    String argument =
        "{\"cursor\":{\"session_id\":\"" + session + "\",\"offset\":0},\"close\":false}";
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(simulator.contentUrl() + "/2/files/upload_session/append_v2"))
            .header("Authorization", harness.vault().newest().orElseThrow().bearer())
            .header("Content-Type", "application/octet-stream")
            .header("Dropbox-API-Arg", argument)
            .POST(HttpRequest.BodyPublishers.ofByteArray(content, 0, length))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }
  }

  private static UploadSession begin(DropboxHarness where, byte[] content)
      throws ConnectorException {
    return where.connector().begin(new UploadRequest(where.destination(), NAME, content.length));
  }

  private static StoredObject store(DropboxHarness where, byte[] content)
      throws ConnectorException {
    return store(where, NAME, content);
  }

  private static StoredObject store(DropboxHarness where, ObjectName name, byte[] content)
      throws ConnectorException {
    try (UploadSession session =
        where.connector().begin(new UploadRequest(where.destination(), name, content.length))) {
      if (session.expiresAt().isEmpty()) {
        session.send(part(content, 0, content.length));
      } else {
        sendFrom(session, content, 0);
      }
      return session.commit(digests(content));
    }
  }

  private static void sendFrom(UploadSession session, byte[] content, int from)
      throws ConnectorException {
    for (int offset = from; offset < content.length; offset += UNIT) {
      session.send(part(content, offset, Math.min(UNIT, content.length - offset)));
    }
  }

  private static void assertStored(DropboxHarness where, byte[] content) {
    assertThat(where.storedBytes(NAME))
        .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(content));
  }

  private static Failure failureOf(ThrowingCallable call) {
    ConnectorException thrown = catchThrowableOfType(ConnectorException.class, call);
    assertThat(thrown).as("the call fails").isNotNull();
    return thrown.failure();
  }

  private static Part part(byte[] content, int offset, int length) {
    return new Part(offset, length, () -> new ByteArrayInputStream(content, offset, length));
  }

  private static InputStream failing() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("the source failed");
      }

      @Override
      public int read(byte[] into, int offset, int wanted) throws IOException {
        return read();
      }
    };
  }

  private static String hash(byte[] bytes) {
    return digests(bytes).by(DigestAlgorithm.DROPBOX_CONTENT_HASH).orElseThrow().hex();
  }

  private static Digests digests(byte[] content) {
    try {
      return RunningDigests.of(
          EnumSet.of(DigestAlgorithm.DROPBOX_CONTENT_HASH, DigestAlgorithm.SHA256),
          new ByteArrayInputStream(content));
    } catch (IOException impossible) {
      throw new AssertionError("an array cannot fail", impossible);
    }
  }
}
