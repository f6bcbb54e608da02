package io.onshore.connector.onedrive;

import static io.onshore.connector.simulator.onedrive.GraphOperation.CREATE_SESSION;
import static io.onshore.connector.simulator.onedrive.GraphOperation.DELETE_ITEM;
import static io.onshore.connector.simulator.onedrive.GraphOperation.DOWNLOAD;
import static io.onshore.connector.simulator.onedrive.GraphOperation.FRAGMENT;
import static io.onshore.connector.simulator.onedrive.GraphOperation.ITEM;
import static io.onshore.connector.simulator.onedrive.GraphOperation.LAST_FRAGMENT;
import static io.onshore.connector.simulator.onedrive.GraphOperation.PUT_CONTENT;
import static io.onshore.connector.simulator.onedrive.GraphOperation.SESSION_STATUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.kiota.serialization.ParseNodeFactoryRegistry;
import com.microsoft.kiota.serialization.SerializationWriterFactoryRegistry;
import io.onshore.connector.Confirmed;
import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Destination;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Digests;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Effect;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.Failure.Retry;
import io.onshore.connector.ObjectName;
import io.onshore.connector.Part;
import io.onshore.connector.ResumeToken;
import io.onshore.connector.Settings;
import io.onshore.connector.StoredObject;
import io.onshore.connector.UploadRequest;
import io.onshore.connector.UploadSession;
import io.onshore.connector.residency.Aspect;
import io.onshore.connector.residency.Observation;
import io.onshore.connector.residency.Strength;
import io.onshore.connector.simulator.Disturbance;
import io.onshore.connector.simulator.Listening;
import io.onshore.connector.simulator.onedrive.OneDriveSimulator;
import io.onshore.connector.simulator.onedrive.Tenant;
import io.onshore.connector.toolkit.digest.RunningDigests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What went wrong with others' uploads to OneDrive, and must not with ours. */
class OneDriveUploadTest {
  private static final int UNIT = 327_680;
  private static final int LARGE = 14 * UNIT;
  private static final ObjectName NAME = new ObjectName("0198c0ffee.sealed");
  private static final Tenant LIBRARY =
      Tenant.singleGeo("clinic", "client-of-the-gateway", OneDriveHarness.SECRET, "AU")
          .withDocumentLibrary();

  private final OneDriveHarness harness = new OneDriveHarness();
  private final OneDriveSimulator simulator = harness.simulator();

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void shortLastPartIsNeverPaddedWithZeros() throws Exception {
    byte[] content = bytes(LARGE + 100);
    try (UploadSession session = begin(content)) {
      session.send(part(content, 0, LARGE));
      Part shorter = new Part(LARGE, 100, () -> new ByteArrayInputStream(content, LARGE, 99));
      assertThat(failureOf(() -> session.send(shorter)).kind()).isEqualTo(Kind.SOURCE_FAILED);
      assertThat(failureOf(() -> session.commit(digests(content))).kind())
          .isEqualTo(Kind.INCOMPLETE);
    }
    assertThat(harness.storedBytes(NAME)).isEmpty();
    assertThat(simulator.log().count(LAST_FRAGMENT)).isZero();
  }

  @Test
  void sourceThatTurnsShortBeforeCommitStoresNothing() throws Exception {
    byte[] content = bytes(LARGE + 100);
    int[] opened = {0};
    try (UploadSession session = begin(content)) {
      session.send(part(content, 0, LARGE));
      session.send(
          new Part(
              LARGE,
              100,
              () -> new ByteArrayInputStream(content, LARGE, opened[0]++ == 0 ? 100 : 50)));
      Failure failure = failureOf(() -> session.commit(digests(content)));
      assertThat(failure.kind()).isEqualTo(Kind.SOURCE_FAILED);
      assertThat(failure.effect()).isEqualTo(Effect.NONE);
      assertThat(harness.storedBytes(NAME)).isEmpty();
      assertThat(session.confirmed()).isEqualTo(Confirmed.upTo(LARGE));
    }
  }

  @Test
  void afterAFailedFragmentGoesOnFromTheServersOffset() throws Exception {
    byte[] content = bytes(3 * LARGE + 1);
    try (UploadSession session = begin(content)) {
      session.send(part(content, 0, LARGE));
      simulator.faults().next(FRAGMENT, OneDriveSimulator.refuse(500, "generalException"));
      assertThat(failureOf(() -> session.send(part(content, LARGE, LARGE))).kind())
          .isEqualTo(Kind.UNAVAILABLE);
      long from = session.confirmed().contiguous();
      assertThat(from).isEqualTo(LARGE);
      session.send(part(content, LARGE, LARGE));
      session.send(part(content, 2 * LARGE, LARGE));
      session.send(part(content, 3 * LARGE, 1));
      session.commit(digests(content));
    }
    assertStored(content);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, UNIT, UNIT + 1, LARGE, LARGE + 1, 2 * LARGE + 1})
  void storesSizesThatOthersNeverComplete(int size) throws Exception {
    byte[] content = bytes(size);
    try (UploadSession session = begin(content)) {
      if (session.expiresAt().isEmpty()) {
        session.send(part(content, 0, size));
      } else {
        for (int offset = 0; offset < size; offset += LARGE) {
          session.send(part(content, offset, Math.min(LARGE, size - offset)));
        }
      }
      assertThat(session.commit(digests(content)).size()).isEqualTo(size);
    }
    assertStored(content);
  }

  @Test
  void lastPartWaitsForCommit() throws Exception {
    byte[] content = bytes(LARGE + 1);
    try (UploadSession session = begin(content)) {
      session.send(part(content, 0, LARGE));
      session.send(part(content, LARGE, 1));
      assertThat(simulator.log().count(LAST_FRAGMENT)).isZero();
      assertThat(session.confirmed()).isEqualTo(Confirmed.upTo(LARGE));
      session.commit(digests(content));
    }
    assertThat(simulator.log().count(LAST_FRAGMENT)).isEqualTo(1);
  }

  @Test
  void sessionOfADayAgoIsLostHoweverMicrosoftSaysSo() throws Exception {
    byte[] content = bytes(LARGE + 1);
    for (int status : new int[] {401, 403, 404}) {
      try (UploadSession session = begin(content)) {
        assertThat(session.expiresAt())
            .contains(harness.clock().instant().plus(Duration.ofHours(24)));
        harness.clock().advance(Duration.ofHours(24));
        simulator.faults().next(SESSION_STATUS, OneDriveSimulator.refuse(status, "accessDenied"));
        assertThat(failureOf(session::confirmed).kind()).isEqualTo(Kind.SESSION_LOST);
        session.abandon();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404})
  void sessionThatDiesOfAgeIsLostWithWhateverItIsDoing(int status) throws Exception {
    byte[] content = bytes(2 * LARGE + 1);
    try (UploadSession early = begin(content);
        UploadSession late = begin(content)) {
      early.send(part(content, 0, LARGE));
      late.send(part(content, 0, LARGE));
      late.send(part(content, LARGE, LARGE));
      late.send(part(content, 2 * LARGE, 1));
      harness.clock().advance(Duration.ofHours(24));
      simulator
          .faults()
          .next(
              EnumSet.of(FRAGMENT, LAST_FRAGMENT, SESSION_STATUS),
              OneDriveSimulator.refuse(status, status == 401 ? "expiredToken" : "accessDenied"),
              100);
      assertThat(failureOf(() -> early.send(part(content, LARGE, LARGE))))
          .satisfies(OneDriveUploadTest::isLost);
      assertThat(failureOf(() -> late.commit(digests(content))))
          .satisfies(OneDriveUploadTest::isLost);
      simulator.faults().clear();
    }
    assertThat(harness.storedBytes(NAME)).isEmpty();
    storeOneByte();
  }

  private static void isLost(Failure failure) {
    assertThat(failure.kind()).isEqualTo(Kind.SESSION_LOST);
    assertThat(failure.effect()).isEqualTo(Effect.NONE);
  }

  private void storeOneByte() throws ConnectorException {
    assertThat(store(bytes(1)).size()).as("a new upload of that name").isEqualTo(1);
  }

  @Test
  void youngSessionThatIsRefusedIsForbiddenAndNotLost() throws Exception {
    byte[] content = bytes(LARGE + 1);
    try (UploadSession session = begin(content)) {
      harness.clock().advance(Duration.ofMinutes(14));
      simulator.faults().next(FRAGMENT, OneDriveSimulator.refuse(403, "accessDenied"));
      assertThat(failureOf(() -> session.send(part(content, 0, LARGE))).kind())
          .isEqualTo(Kind.FORBIDDEN);
    }
  }

  @Test
  void fragmentThatDoesNotFindItsUploadForAMomentIsTriedAgain() throws Exception {
    byte[] content = bytes(LARGE + 1);
    try (UploadSession session = begin(content)) {
      simulator.faults().next(FRAGMENT, OneDriveSimulator.refuse(404, "itemNotFound"));
      Failure hidden = failureOf(() -> session.send(part(content, 0, LARGE)));
      assertThat(hidden.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(hidden.retryable()).isTrue();
      assertThat(simulator.log().count(SESSION_STATUS)).isEqualTo(1);
      session.send(part(content, 0, LARGE));
      session.send(part(content, LARGE, 1));

      simulator.faults().next(LAST_FRAGMENT, OneDriveSimulator.refuse(404, "itemNotFound"));
      Failure atCommit = failureOf(() -> session.commit(digests(content)));
      assertThat(atCommit.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(atCommit.effect()).isEqualTo(Effect.NONE);
      session.commit(digests(content));
    }
    assertStored(content);
  }

  @Test
  void fragmentWhoseUploadIsGoneIsLost() throws Exception {
    byte[] content = bytes(2 * LARGE + 1);
    try (UploadSession session = begin(content)) {
      session.send(part(content, 0, LARGE));
      simulator.expireSessions();
      assertThat(failureOf(() -> session.send(part(content, LARGE, LARGE))))
          .satisfies(OneDriveUploadTest::isLost);
    }
  }

  @Test
  void lostAnswerToTheLastFragmentIsNeverToldAsFailed() throws Exception {
    byte[] content = bytes(LARGE + 1);
    try (UploadSession session = begin(content)) {
      session.send(part(content, 0, LARGE));
      session.send(part(content, LARGE, 1));
      simulator.faults().next(LAST_FRAGMENT, new Disturbance.LoseAnswer());
      assertThat(failureOf(() -> session.commit(digests(content))).effect())
          .isEqualTo(Effect.UNKNOWN);
      Failure again = failureOf(() -> session.commit(digests(content)));
      assertThat(again.kind()).isEqualTo(Kind.SESSION_LOST);
      assertThat(again.effect()).as("`find` has to settle it").isEqualTo(Effect.UNKNOWN);
    }
    assertThat(connector().find(NAME, harness.destination()).orElseThrow().digests())
        .satisfies(
            found -> assertThat(found.match(digests(content))).isEqualTo(Digests.Match.AGREES));
  }

  @Test
  void delayLongerThanTheCallTimeOutIsHandedOnAtOnce() throws Exception {
    try (Connector impatient = harness.newConnector(Duration.ofSeconds(5))) {
      impatient.check(harness.destination());
      simulator
          .faults()
          .next(EnumSet.of(CREATE_SESSION, ITEM), OneDriveSimulator.throttled("315"), 1);
      assertThat(failureOf(() -> impatient.check(harness.destination())).retry())
          .isEqualTo(new Retry.After(Duration.ofSeconds(315)));
    }
  }

  @Test
  void delayThatMicrosoftAsksForHoldsForTheWholeConnection() throws Exception {
    for (int status : new int[] {429, 503}) {
      simulator
          .faults()
          .next(
              ITEM,
              new Disturbance.Refuse(
                  status, "serviceNotAvailable", "", Map.of("Retry-After", "30")));
      failureOf(() -> connector().check(harness.destination()));
      int asked = harness.requests().size();
      harness.clock().advance(Duration.ofSeconds(29));
      Failure waiting = failureOf(() -> connector().find(NAME, harness.destination()));
      assertThat(waiting.kind()).isEqualTo(Kind.THROTTLED);
      assertThat(waiting.retry()).isEqualTo(new Retry.After(Duration.ofSeconds(1)));
      assertThat(harness.requests()).hasSize(asked);
      harness.clock().advance(Duration.ofSeconds(1));
      connector().check(harness.destination());
    }
  }

  @Test
  void waitsBeforeMicrosoftHasToRefuse() throws Exception {
    Map<String, String> nothingLeft =
        Map.of("RateLimit-Limit", "1250", "RateLimit-Remaining", "0", "RateLimit-Reset", "17");
    simulator.faults().next(SESSION_STATUS, new Disturbance.Remark(nothingLeft));
    try (UploadSession session = begin(bytes(LARGE + 1))) {
      assertThat(session.confirmed()).isEqualTo(Confirmed.upTo(0));
      Failure waiting = failureOf(session::confirmed);
      assertThat(waiting.kind()).isEqualTo(Kind.THROTTLED);
      assertThat(waiting.retry()).isEqualTo(new Retry.After(Duration.ofSeconds(17)));
      harness.clock().advance(Duration.ofSeconds(17));
      Map<String, String> someLeft = new HashMap<>(nothingLeft);
      someLeft.put("RateLimit-Remaining", "2");
      simulator.faults().next(SESSION_STATUS, new Disturbance.Remark(someLeft));
      session.confirmed();
      session.confirmed();
    }
  }

  @Test
  void asksForNoMoreThanTheTenantsAllowance() throws Exception {
    try (Connector small = open(harness.settings().with("units-per-minute", "6"))) {
      small.check(harness.destination());
      small.find(NAME, harness.destination());
      int asked = harness.requests().size();
      Failure spent = failureOf(() -> small.find(NAME, harness.destination()));
      assertThat(spent.kind()).as("1 + 2 + 2 and 1 units are spent").isEqualTo(Kind.THROTTLED);
      assertThat(spent.retry()).isEqualTo(new Retry.After(Duration.ofSeconds(10)));
      assertThat(harness.requests()).hasSize(asked);
      harness.clock().advance(Duration.ofSeconds(10));
      small.find(NAME, harness.destination());
    }
  }

  @Test
  void documentThatSharePointChangesIsExplainedAndRemoved() throws Exception {
    simulator.change(LIBRARY);
    simulator.rewriteAfterStoring("clinic", ".docx");
    ObjectName document = new ObjectName("0198c0ffee.docx");
    byte[] content = bytes(1000);
    assertThatThrownBy(() -> store(document, content))
        .isInstanceOfSatisfying(
            ConnectorException.class,
            e -> assertThat(e.failure()).isEqualTo(Failure.permanent(Kind.DIGEST_MISMATCH)))
        .hasMessageContaining("SharePoint changed the file");
    assertThat(harness.storedBytes(document)).isEmpty();
    store(content);
    assertStored(content);
  }

  @Test
  void damageOnTheWayToALibraryIsNotBlamedOnSharePoint() throws Exception {
    simulator.change(LIBRARY);
    simulator.faults().next(PUT_CONTENT, new Disturbance.FlipBit());
    assertThatThrownBy(() -> store(bytes(1000)))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("other bytes than were sent")
        .hasMessageNotContaining("SharePoint");
    assertThat(harness.storedBytes(NAME)).isEmpty();
  }

  @Test
  void documentLibraryIsADestinationLikeAnyOther() throws Exception {
    simulator.change(LIBRARY);
    Destination library = new Destination(Optional.of("b!clinic"), OneDriveHarness.FOLDER);
    byte[] content = bytes(LARGE + 1);
    connector().check(library);
    try (UploadSession session =
        connector().begin(new UploadRequest(library, NAME, content.length))) {
      session.send(part(content, 0, LARGE));
      session.send(part(content, LARGE, 1));
      session.commit(digests(content));
    }
    assertThat(connector().find(NAME, library)).isPresent();
    assertStored(content);
    assertThat(connector().probeResidency(library).observations())
        .contains(
            new Observation(
                Aspect.ACCOUNT, Set.of(), Strength.REPORTED, "drive.driveType", "documentLibrary"));
  }

  @Test
  void formsIsReservedAtTheRootOfALibraryOnly() throws Exception {
    simulator.change(LIBRARY);
    ObjectName forms = new ObjectName("forms");
    assertThat(
            failureOf(() -> connector().begin(new UploadRequest(Destination.folder(""), forms, 1))))
        .isEqualTo(Failure.permanent(Kind.NAME_REFUSED));
    store(forms, bytes(1));
    assertThat(harness.storedBytes(forms)).isPresent();
  }

  @Test
  void pathOfExactly400CharactersIsTaken() throws Exception {
    String folder = "d".repeat(200);
    simulator.createFolder("clinic", folder);
    ObjectName name = new ObjectName("n".repeat(199));
    byte[] content = bytes(1);
    try (UploadSession session =
        connector().begin(new UploadRequest(Destination.folder(folder), name, 1))) {
      session.send(part(content, 0, 1));
      assertThat(session.commit(digests(content)).size()).isEqualTo(1);
    }
  }

  @Test
  void uploadAddressOnAnUnknownHostIsRefused() throws Exception {
    OneDriveSimulator.Options elsewhere =
        new OneDriveSimulator.Options(
            Listening.local(),
            Listening.local(),
            Optional.of("http://uploads.example:1"),
            Path.of(System.getProperty("java.io.tmpdir")));
    try (OneDriveSimulator foreign = OneDriveSimulator.start(harness.clock(), elsewhere)) {
      foreign.add(Tenant.singleGeo("clinic", "client", "secret", "AU"));
      Settings settings =
          harness
              .settings()
              .with("client-id", "client")
              .with("client-secret", "secret")
              .with("graph-url", foreign.graphUrl())
              .with("login-url", foreign.loginUrl());
      try (Connector connector = open(settings)) {
        assertThatThrownBy(
                () -> connector.begin(new UploadRequest(Destination.folder(""), NAME, 10L * LARGE)))
            .isInstanceOf(ConnectorException.class)
            .hasMessageContaining("`upload-hosts`")
            .hasMessageNotContaining("uploads.example");
        try (Connector trusting = open(settings.with("upload-hosts", "uploads.example"))) {
          trusting.begin(new UploadRequest(Destination.folder(""), NAME, 10L * LARGE)).close();
        }
      }
    }
  }

  @Test
  void missingHashIsNotAMismatch() throws Exception {
    byte[] content = bytes(1000);
    simulator.hideHashes(true);
    assertThat(store(content).digests()).isEqualTo(Digests.NONE);
    simulator.hideHashes(false);
    assertThat(connector().find(NAME, harness.destination()).orElseThrow().digests())
        .satisfies(
            found -> assertThat(found.match(digests(content))).isEqualTo(Digests.Match.AGREES));
  }

  @Test
  void wrongBytesThatCannotBeRemovedAreToldAsStored() throws Exception {
    byte[] content = bytes(1000);
    simulator.faults().next(PUT_CONTENT, new Disturbance.FlipBit());
    simulator.faults().next(DELETE_ITEM, OneDriveSimulator.refuse(503, "serviceNotAvailable"));
    Failure failure = failureOf(() -> store(content));
    assertThat(failure.kind()).isEqualTo(Kind.DIGEST_MISMATCH);
    assertThat(failure.effect()).isEqualTo(Effect.STORED);
    assertThat(harness.storedBytes(NAME)).isPresent();
  }

  @Test
  void nameThatDiffersInCaseOnlyIsTaken() throws Exception {
    harness.takeName(new ObjectName("ABC.sealed"), new byte[] {1});
    ObjectName lower = new ObjectName("abc.sealed");
    byte[] content = bytes(10);
    try (UploadSession session =
        connector().begin(new UploadRequest(harness.destination(), lower, 10))) {
      session.send(part(content, 0, 10));
      assertThat(failureOf(() -> session.commit(digests(content))).kind())
          .isEqualTo(Kind.NAME_TAKEN);
    }
  }

  @Test
  void smallObjectWhoseCommitAnswerWasLostIsNotStoredTwiceNorAdopted() throws Exception {
    byte[] content = bytes(1000);
    try (UploadSession session = begin(content)) {
      session.send(part(content, 0, 1000));
      simulator.faults().next(PUT_CONTENT, new Disturbance.LoseAnswer());
      assertThat(failureOf(() -> session.commit(digests(content))).effect())
          .isEqualTo(Effect.UNKNOWN);
      Failure again = failureOf(() -> session.commit(digests(content)));
      assertThat(again.kind()).isEqualTo(Kind.NAME_TAKEN);
      assertThat(again.effect()).as("`find` has to settle it").isEqualTo(Effect.UNKNOWN);
    }
    assertStored(content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CON", "lpt1", "a_vti_b", "desktop.ini"})
  void reservedNameIsRefusedBeforeAnyCall(String name) throws Exception {
    Failure failure =
        failureOf(
            () ->
                connector()
                    .begin(new UploadRequest(harness.destination(), new ObjectName(name), 1)));
    assertThat(failure).isEqualTo(Failure.permanent(Kind.NAME_REFUSED));
    assertThat(harness.requests()).isEmpty();
  }

  @Test
  void pathLongerThan400CharactersIsRefusedBeforeAnyCall() throws Exception {
    Destination deep = Destination.folder("d".repeat(200));
    ObjectName name = new ObjectName("n".repeat(200));
    assertThat(failureOf(() -> connector().begin(new UploadRequest(deep, name, 1))))
        .isEqualTo(Failure.permanent(Kind.NAME_REFUSED));
    assertThat(harness.requests()).isEmpty();
  }

  @Test
  void missingFolderIsToldAndNotMade() throws Exception {
    for (long size : new long[] {1, LARGE}) {
      Failure failure =
          failureOf(
              () -> connector().begin(new UploadRequest(harness.missingDestination(), NAME, size)));
      assertThat(failure.kind()).isEqualTo(Kind.DESTINATION_MISSING);
    }
    assertThat(simulator.log().count(CREATE_SESSION)).isZero();
  }

  @Test
  void folderThatIsAFileIsNoDestination() throws Exception {
    harness.takeName(new ObjectName("file"), new byte[] {1});
    Destination file = Destination.folder(OneDriveHarness.FOLDER + "/file");
    assertThat(failureOf(() -> connector().check(file)).kind()).isEqualTo(Kind.DESTINATION_MISSING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/../b", "a:b", "..", "a?b"})
  void folderThatIsNoPathIsMisconfigured(String folder) throws Exception {
    assertThat(failureOf(() -> connector().check(Destination.folder(folder))).kind())
        .isEqualTo(Kind.MISCONFIGURED);
    assertThat(harness.requests()).isEmpty();
  }

  @Test
  void takesAFolderByIdAndTheRoot() throws Exception {
    String id = simulator.createFolder("clinic", "By id");
    byte[] content = bytes(5);
    for (Destination destination : Set.of(Destination.folder("id:" + id), Destination.folder(""))) {
      connector().check(destination);
      try (UploadSession session = connector().begin(new UploadRequest(destination, NAME, 5))) {
        session.send(part(content, 0, 5));
        session.commit(digests(content));
      }
      assertThat(connector().find(NAME, destination)).isPresent();
    }
    assertThat(simulator.fileBytes("clinic", "By id", NAME.value())).isPresent();
    assertThat(simulator.fileBytes("clinic", "", NAME.value())).isPresent();
  }

  @Test
  void storesInThePersonalDriveOfWhoeverConsented() throws Exception {
    simulator.add(Tenant.personal("consumers", "client", "secret"));
    Settings settings =
        harness
            .settings()
            .with("tenant-id", "consumers")
            .with("client-id", "client")
            .with("client-secret", "secret")
            .without("drive-id")
            .with("acts-as", "person");
    harness
        .consented()
        .put(simulator.consent("consumers", Set.of("Files.ReadWrite", "offline_access")));
    byte[] content = bytes(LARGE + 7);
    try (Connector connector = open(settings);
        UploadSession session =
            connector.begin(new UploadRequest(Destination.folder(""), NAME, content.length))) {
      session.send(part(content, 0, LARGE));
      session.send(part(content, LARGE, 7));
      session.commit(digests(content));
      assertThat(connector.find(NAME, Destination.folder(""))).isPresent();
    }
    assertThat(simulator.fileBytes("consumers", "", NAME.value()))
        .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(content));
  }

  @Test
  void applicationWithoutADriveIsMisconfigured() throws Exception {
    try (Connector connector = open(harness.settings().without("drive-id"))) {
      assertThatThrownBy(() -> connector.check(harness.destination()))
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("`drive-id`");
    }
    assertThat(harness.requests()).isEmpty();
  }

  @Test
  void downloadCarriesNoTokenAndACutOneFails() throws Exception {
    byte[] content = bytes(LARGE);
    StoredObject stored = store(content);
    try (InputStream in =
        connector().readBack().orElseThrow().open(stored, harness.destination())) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
    simulator.faults().next(DOWNLOAD, new Disturbance.CutAnswerAfter(LARGE / 2));
    try (InputStream in =
        connector().readBack().orElseThrow().open(stored, harness.destination())) {
      assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
    }
    assertThat(simulator.log().latest())
        .filteredOn(seen -> seen.operation().equals("DOWNLOAD"))
        .hasSize(2)
        .noneMatch(seen -> seen.headers().containsKey("authorization"));
  }

  @Test
  void namesItselfToMicrosoft() throws Exception {
    store(bytes(3));
    assertThat(simulator.log().latest())
        .isNotEmpty()
        .allSatisfy(
            seen ->
                assertThat(seen.headers()).containsEntry("user-agent", "ISV|Onshore|Gateway/0.1"));
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
                            connector()
                                .resume(new ResumeToken(session.token().provider(), damaged)))
                    .kind())
            .isEqualTo(Kind.MISCONFIGURED);
      }
    }
  }

  /** A killed gateway's successor reads an answer before it asks anything through the SDK. */
  @Test
  void resumesInAProcessThatHasNotUsedTheSdkYet() throws Exception {
    ResumeToken token;
    try (UploadSession session = begin(bytes(LARGE + 1))) {
      token = session.token();
    }
    ParseNodeFactoryRegistry.defaultInstance.contentTypeAssociatedFactories.clear();
    SerializationWriterFactoryRegistry.defaultInstance.contentTypeAssociatedFactories.clear();

    try (Connector successor = harness.newConnector();
        UploadSession session = successor.resume(token)) {
      assertThat(session.confirmed().contiguous()).isZero();
    }
  }

  private Connector connector() throws ConnectorException {
    return harness.connector();
  }

  private Connector open(Settings settings) throws ConnectorException {
    return new OneDriveConnectorFactory()
        .open(
            settings,
            new ConnectorContext(
                harness.clock(),
                "ISV|Onshore|Gateway/0.1",
                Duration.ofMinutes(1),
                harness.vault()));
  }

  private UploadSession begin(byte[] content) throws ConnectorException {
    return begin(NAME, content);
  }

  private UploadSession begin(ObjectName name, byte[] content) throws ConnectorException {
    return connector().begin(new UploadRequest(harness.destination(), name, content.length));
  }

  private StoredObject store(byte[] content) throws ConnectorException {
    return store(NAME, content);
  }

  private StoredObject store(ObjectName name, byte[] content) throws ConnectorException {
    try (UploadSession session = begin(name, content)) {
      int split = session.expiresAt().isEmpty() ? content.length : UNIT;
      for (int offset = 0; offset < content.length; offset += split) {
        session.send(part(content, offset, Math.min(split, content.length - offset)));
      }
      return session.commit(digests(content));
    }
  }

  private void assertStored(byte[] content) {
    assertThat(harness.storedBytes(NAME))
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

  private static Digests digests(byte[] content) {
    try {
      return RunningDigests.of(
          Set.of(DigestAlgorithm.QUICKXOR, DigestAlgorithm.SHA256),
          new ByteArrayInputStream(content));
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
