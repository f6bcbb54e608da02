package io.onshore.connector.onedrive;

import static io.onshore.connector.simulator.onedrive.GraphOperation.CONSENT;
import static io.onshore.connector.simulator.onedrive.GraphOperation.ITEM;
import static io.onshore.connector.simulator.onedrive.GraphOperation.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Destination;
import io.onshore.connector.Digests;
import io.onshore.connector.Failure;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.ObjectName;
import io.onshore.connector.Part;
import io.onshore.connector.Settings;
import io.onshore.connector.StoredObject;
import io.onshore.connector.UploadRequest;
import io.onshore.connector.UploadSession;
import io.onshore.connector.credential.Authorization;
import io.onshore.connector.credential.Tokens;
import io.onshore.connector.residency.AccountKind;
import io.onshore.connector.residency.Aspect;
import io.onshore.connector.residency.Observation;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.connector.residency.Strength;
import io.onshore.connector.simulator.Disturbance;
import io.onshore.connector.simulator.Seen;
import io.onshore.connector.simulator.onedrive.OneDriveSimulator;
import io.onshore.connector.simulator.onedrive.Tenant;
import io.onshore.connector.testkit.TestClock;
import io.onshore.connector.toolkit.oauth.MemoryVault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Acting for a person, from Microsoft's page to the stored file. */
class OneDriveConsentTest {
  private static final URI REDIRECT = URI.create("https://gateway.example.org/connected");
  private static final ObjectName NAME = new ObjectName("0198c0ffee.sealed");
  private static final int LARGE = 14 * 327_680;

  /** The pair of RFC 7636 appendix B. */
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private final TestClock clock = TestClock.atNoon();
  private final OneDriveSimulator simulator = OneDriveSimulator.start(clock);
  private final MemoryVault vault = new MemoryVault();
  private final HttpClient browser = HttpClient.newHttpClient();

  @BeforeEach
  void addAccount() {
    simulator.add(Tenant.personal("consumers", "client", "secret"));
  }

  @AfterEach
  void close() {
    simulator.close();
  }

  @Test
  void personConnectsOnMicrosoftsPageAndStoresInTheirOwnDrive() throws Exception {
    try (Connector connector = open(Map.of())) {
      Tokens tokens = connect(connector);
      assertThat(tokens.scopes()).contains(Set.of("Files.ReadWrite"));
      assertThat(tokens.expiresAt()).isEqualTo(clock.instant().plusSeconds(3599));
      simulator.createFolder("consumers", "Photos");
      byte[] content = new byte[LARGE + 7];
      store(connector, Destination.folder("Photos"), content);
      assertThat(simulator.fileBytes("consumers", "Photos", NAME.value()))
          .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(content));
    }
    assertThat(simulator.log().count(CONSENT)).isEqualTo(2);
  }

  @Test
  void pageAsksForExactlyWhatTheConnectionNeeds() throws Exception {
    try (Connector drive = open(Map.of());
        Connector folder = open(Map.of("access", "app-folder"))) {
      assertThat(page(drive).getRawQuery())
          .contains("scope=Files.ReadWrite%20offline_access", "state=s-1", "response_mode=query");
      assertThat(page(folder).getRawQuery())
          .contains("scope=Files.ReadWrite.AppFolder%20offline_access");
    }
  }

  @Test
  void nothingIsAskedOfMicrosoftBeforeSomebodyHasConnected() throws Exception {
    try (Connector connector = open(Map.of())) {
      assertThat(failureOf(() -> connector.check(Destination.folder(""))))
          .isEqualTo(Failure.permanent(Kind.REAUTHORISE));
    }
    assertThat(simulator.log().latest()).isEmpty();
  }

  @Test
  void newestRefreshTokenIsTheOneThatIsKept() throws Exception {
    try (Connector connector = open(Map.of())) {
      Tokens first = connect(connector);
      clock.advance(Duration.ofHours(1));
      connector.check(Destination.folder(""));
      Tokens second = vault.newest().orElseThrow();
      assertThat(second.access()).isNotEqualTo(first.access());
      assertThat(second.refresh()).isPresent().isNotEqualTo(first.refresh());
      clock.advance(Duration.ofDays(89));
      connector.check(Destination.folder(""));
      clock.advance(Duration.ofDays(89));
      connector.check(Destination.folder(""));
    }
  }

  @Test
  void consentThatIsUnusedFor90DaysHasToBeGivenAnew() throws Exception {
    try (Connector connector = open(Map.of())) {
      connect(connector);
      clock.advance(Duration.ofDays(90));
      assertThat(failureOf(() -> connector.check(Destination.folder(""))).kind())
          .isEqualTo(Kind.REAUTHORISE);
      connect(connector);
      connector.check(Destination.folder(""));
    }
  }

  @Test
  void consentThatIsRevokedAtMicrosoftIsNotTriedAgain() throws Exception {
    try (Connector connector = open(Map.of())) {
      connect(connector);
      simulator.revoke("consumers");
      Failure failure = failureOf(() -> connector.check(Destination.folder("")));
      assertThat(failure.kind()).isEqualTo(Kind.REAUTHORISE);
      assertThat(failure.retryable()).isFalse();
    }
  }

  /** Continuous access evaluation: Microsoft may refuse a token long before its end. */
  @Test
  void tokenThatIsChallengedIsRenewedOnceAndThenThePersonIsAsked() throws Exception {
    Disturbance challenge =
        new Disturbance.Refuse(
            401,
            "InvalidAuthenticationToken",
            "",
            Map.of("WWW-Authenticate", "Bearer error=\"insufficient_claims\", claims=\"e30=\""));
    try (Connector connector = open(Map.of())) {
      connect(connector);
      long asked = simulator.log().count(TOKEN);
      simulator.faults().next(ITEM, challenge);
      connector.check(Destination.folder(""));
      assertThat(simulator.log().count(TOKEN)).isEqualTo(asked + 1);
      simulator.faults().next(Set.of(ITEM), challenge, 2);
      assertThat(failureOf(() -> connector.check(Destination.folder(""))).kind())
          .isEqualTo(Kind.REAUTHORISE);
      assertThat(simulator.log().count(TOKEN)).isEqualTo(asked + 2);
    }
  }

  @Test
  void codeOfSomebodyElseIsRefusedWithoutBeingRepeated() throws Exception {
    try (Connector connector = open(Map.of())) {
      String code = code(connector);
      Authorization authorization = connector.authorization().orElseThrow();
      assertThatThrownBy(() -> authorization.redeem(code, REDIRECT, "another-verifier"))
          .isInstanceOfSatisfying(
              ConnectorException.class,
              e -> assertThat(e.failure().kind()).isEqualTo(Kind.REAUTHORISE))
          .hasMessageNotContaining(code);
      assertThat(authorization.revocable()).isFalse();
    }
  }

  @Test
  void keepsToTheAppFolderWhereThatIsAllItMayTouch() throws Exception {
    try (Connector connector = open(Map.of("access", "app-folder"))) {
      connect(connector);
      simulator.createFolder("consumers", "Apps/client/Photos");
      byte[] small = new byte[] {1, 2, 3};
      byte[] large = new byte[LARGE + 1];
      for (String folder : new String[] {"", "Photos"}) {
        Destination destination = Destination.folder(folder);
        connector.check(destination);
        byte[] content = folder.isEmpty() ? small : large;
        StoredObject stored = store(connector, destination, content);
        assertThat(connector.find(NAME, destination)).contains(stored);
        try (InputStream in = connector.readBack().orElseThrow().open(stored, destination)) {
          assertThat(in.readAllBytes()).isEqualTo(content);
        }
        connector.discard().orElseThrow().discard(stored, destination);
        assertThat(connector.find(NAME, destination)).isEmpty();
      }
    }
    assertThat(simulator.log().latest())
        .extracting(Seen::target)
        .noneMatch(target -> target.contains("/root"));
  }

  @Test
  void missingFolderInTheAppFolderIsTold() throws Exception {
    try (Connector connector = open(Map.of("access", "app-folder"))) {
      connect(connector);
      assertThat(failureOf(() -> connector.check(Destination.folder("Photos"))).kind())
          .isEqualTo(Kind.DESTINATION_MISSING);
    }
  }

  @Test
  void consentToTheAppFolderDoesNotOpenTheDrive() throws Exception {
    try (Connector folder = open(Map.of("access", "app-folder"));
        Connector drive = open(Map.of())) {
      connect(folder);
      assertThat(failureOf(() -> drive.check(Destination.folder(""))).kind())
          .isEqualTo(Kind.FORBIDDEN);
    }
  }

  @Test
  void appFolderTellsTheKindOfTheDriveAroundIt() throws Exception {
    try (Connector connector = open(Map.of("access", "app-folder"))) {
      connect(connector);
      ResidencyEvidence evidence = connector.probeResidency(Destination.folder(""));
      assertThat(evidence.observations())
          .containsExactly(
              new Observation(
                  Aspect.ACCOUNT,
                  Set.of(),
                  Strength.REPORTED,
                  "parentReference.driveType",
                  "personal"));
      assertThat(evidence.identity().account()).isEqualTo(AccountKind.PERSONAL);
      assertThat(evidence.identity().place().orElseThrow()).contains("/01ITEM");
      assertThat(evidence.identity().owner()).as("who owns the drive around it").isEmpty();
    }
  }

  @Test
  void appFolderInAnotherDriveOrForAnApplicationIsMisconfigured() throws Exception {
    try (Connector connector = open(Map.of("access", "app-folder", "drive-id", "b!other"))) {
      assertThatThrownBy(() -> connector.check(Destination.folder("")))
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("`access`");
    }
    for (Map<String, String> wrong :
        Set.of(
            Map.of("access", "app-folder", "acts-as", "application"),
            Map.of("access", "everything"))) {
      assertThatThrownBy(() -> open(wrong))
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("`access`");
    }
    assertThat(simulator.log().latest()).isEmpty();
  }

  private Connector open(Map<String, String> more) throws ConnectorException {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "tenant-id", "consumers",
                "client-id", "client",
                "client-secret", "secret",
                "graph-url", simulator.graphUrl(),
                "login-url", simulator.loginUrl()));
    settings.putAll(more);
    return new OneDriveConnectorFactory()
        .open(
            new Settings(settings),
            new ConnectorContext(clock, "ISV|Onshore|Gateway/0.1", Duration.ofMinutes(1), vault));
  }

  /** What the gateway and a person's browser do together. */
  private Tokens connect(Connector connector) throws Exception {
    Tokens tokens =
        connector.authorization().orElseThrow().redeem(code(connector), REDIRECT, VERIFIER);
    vault.put(tokens);
    return tokens;
  }

  private String code(Connector connector) throws IOException, InterruptedException {
    URI page = page(connector);
    assertThat(ask(HttpRequest.newBuilder(page)).body()).contains("Allow as consumers");
    String back =
        ask(HttpRequest.newBuilder(page).POST(BodyPublishers.ofString("account=consumers")))
            .headers()
            .firstValue("Location")
            .orElseThrow();
    Matcher redirected =
        Pattern.compile(Pattern.quote(REDIRECT.toString()) + "\\?code=([^&]+)&state=s-1")
            .matcher(back);
    assertThat(redirected.matches()).as(back).isTrue();
    return redirected.group(1);
  }

  private static URI page(Connector connector) {
    return connector
        .authorization()
        .orElseThrow()
        .page(new Authorization.Asked(REDIRECT, "s-1", CHALLENGE));
  }

  private HttpResponse<String> ask(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return browser.send(request.build(), BodyHandlers.ofString());
  }

  private static StoredObject store(Connector connector, Destination destination, byte[] content)
      throws ConnectorException {
    try (UploadSession session =
        connector.begin(new UploadRequest(destination, NAME, content.length))) {
      int split = session.expiresAt().isEmpty() ? content.length : LARGE;
      for (int offset = 0; offset < content.length; offset += split) {
        int from = offset;
        int length = Math.min(split, content.length - from);
        session.send(new Part(from, length, () -> new ByteArrayInputStream(content, from, length)));
      }
      return session.commit(Digests.NONE);
    }
  }

  private static Failure failureOf(ThrowingCallable call) {
    ConnectorException thrown = catchThrowableOfType(ConnectorException.class, call);
    assertThat(thrown).as("the call fails").isNotNull();
    return thrown.failure();
  }
}
