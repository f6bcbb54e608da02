package io.onshore.connector.googledrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Destination;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.ObjectName;
import io.onshore.connector.Part;
import io.onshore.connector.Settings;
import io.onshore.connector.UploadRequest;
import io.onshore.connector.UploadSession;
import io.onshore.connector.credential.Authorization;
import io.onshore.connector.credential.Authorization.Asked;
import io.onshore.connector.credential.Tokens;
import io.onshore.connector.simulator.googledrive.Account;
import io.onshore.connector.simulator.googledrive.DriveOperation;
import io.onshore.connector.simulator.googledrive.GoogleDriveSimulator;
import io.onshore.connector.toolkit.digest.RunningDigests;
import io.onshore.connector.toolkit.oauth.MemoryVault;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GoogleSignInTest {
  private static final String PERSON = "anna@gmail.com";
  private static final URI BACK = URI.create("https://gateway.example/connections/back");
  private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-0123";
  private static final ObjectName NAME = new ObjectName("0198c0ffee.sealed");
  private static final Destination MY_DRIVE = Destination.folder("");

  private final GoogleDriveHarness harness = new GoogleDriveHarness();
  private final GoogleDriveSimulator simulator = harness.simulator();
  private final MemoryVault vault = new MemoryVault();

  GoogleSignInTest() {
    simulator.addClient("client", "secret");
    simulator.add(Account.consumer(PERSON));
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void personConsentsOnGooglesPageAndFilesGoToTheirDrive() throws Exception {
    Connector connector = person();
    assertThat(failureOf(connector)).isEqualTo(Kind.REAUTHORISE);
    Map<String, String> asked = query(page(connector));
    assertThat(asked)
        .containsEntry("access_type", "offline")
        .containsEntry("prompt", "consent")
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("scope", GoogleSignIn.OWN_FILES)
        .containsEntry("client_id", "client");
    Tokens tokens = consent(connector);
    assertThat(tokens.refresh()).isPresent();
    vault.put(tokens);
    store(connector, MY_DRIVE);
    assertThat(simulator.fileBytes(simulator.myDrive(PERSON), NAME.value())).hasSize(1);
    assertThat(connector.find(NAME, MY_DRIVE)).isPresent();
  }

  @Test
  void secondConsentBringsARefreshTokenAsWell() throws Exception {
    Connector connector = person();
    assertThat(consent(connector).refresh()).isPresent();
    assertThat(consent(connector).refresh()).isPresent();
  }

  @Test
  void codeWorksOnceAndOnlyWithItsVerifier() throws Exception {
    Connector connector = person();
    String code = code(connector);
    ConnectorException thrown =
        catchThrowableOfType(
            ConnectorException.class, () -> flow(connector).redeem(code, BACK, "another"));
    assertThat(thrown.failure().kind()).isEqualTo(Kind.REAUTHORISE);
    assertThat(thrown).hasMessageNotContaining(code);
  }

  @Test
  void refreshTokenStaysTheSameHoweverOftenItIsUsed() throws Exception {
    Connector connector = person();
    Tokens first = consent(connector);
    vault.put(first);
    for (int i = 0; i < 3; i++) {
      simulator.expireAccessTokens();
      assertThat(connector.find(NAME, MY_DRIVE)).isEmpty();
      assertThat(vault.newest().orElseThrow().refresh()).isEqualTo(first.refresh());
    }
  }

  @Test
  void threadsThatMeetAnExpiredTokenRenewItOnce() throws Exception {
    Connector connector = person();
    vault.put(consent(connector));
    assertThat(connector.find(NAME, MY_DRIVE)).isEmpty();
    long before = simulator.log().count(DriveOperation.TOKEN);
    simulator.expireAccessTokens();
    List<CompletableFuture<Void>> asking =
        IntStream.range(0, 8)
            .mapToObj(
                ignored ->
                    CompletableFuture.runAsync(
                        () -> {
                          try {
                            assertThat(connector.find(NAME, MY_DRIVE)).isEmpty();
                          } catch (ConnectorException e) {
                            throw new AssertionError(e);
                          }
                        },
                        command -> Thread.ofVirtual().start(command)))
            .toList();
    asking.forEach(CompletableFuture::join);
    assertThat(simulator.log().count(DriveOperation.TOKEN)).isEqualTo(before + 1);
  }

  @Test
  void revokingEndsTheWholeGrantAndTwiceIsHarmless() throws Exception {
    Connector connector = person();
    Tokens tokens = consent(connector);
    vault.put(tokens);
    store(connector, MY_DRIVE);
    assertThat(flow(connector).revocable()).isTrue();
    flow(connector).revoke(tokens);
    flow(connector).revoke(tokens);
    assertThat(failureOf(connector)).isEqualTo(Kind.REAUTHORISE);
  }

  @Test
  void folderThatNobodyPickedCannotBeSeenAndOnePickedCan() throws Exception {
    Connector connector = person();
    vault.put(consent(connector));
    Destination folder =
        Destination.folder(simulator.createFolder(simulator.myDrive(PERSON), "Photos"));
    ConnectorException thrown =
        catchThrowableOfType(ConnectorException.class, () -> connector.check(folder));
    assertThat(thrown.failure().kind()).isEqualTo(Kind.DESTINATION_MISSING);
    assertThat(thrown).hasMessageContaining("picked");
    simulator.pick(folder.folder(), "client");
    connector.check(folder);
    store(connector, folder);
    assertThat(simulator.fileBytes(folder.folder(), NAME.value())).hasSize(1);
  }

  @Test
  void strangersFilesAreNotSeenAndNotTouched() throws Exception {
    Connector connector = person();
    vault.put(consent(connector));
    String stranger =
        simulator.putFile(simulator.myDrive(PERSON), NAME.value(), "another app", new byte[] {1});
    assertThat(stranger).isNotEmpty();
    assertThat(connector.find(NAME, MY_DRIVE)).isEmpty();
    store(connector, MY_DRIVE);
    assertThat(simulator.fileBytes(simulator.myDrive(PERSON), NAME.value())).hasSize(2);
  }

  @Test
  void serviceAccountStandsForASubjectWhoseAdminDelegatedIt() throws Exception {
    simulator.add(Account.member("desk@clinic.example"));
    Settings settings =
        harness
            .settings()
            .without("shared-drive-id")
            .without("evidence-subject")
            .with("subject", "desk@clinic.example");
    Connector connector = harness.open(settings, vault, Duration.ofMinutes(1));
    assertThat(failureOf(connector)).isEqualTo(Kind.REAUTHORISE);
    simulator.delegate(
        GoogleDriveHarness.GATEWAY, GoogleDriveHarness.PRACTICE, Set.of(GoogleSignIn.ALL_FILES));
    store(connector, MY_DRIVE);
    assertThat(simulator.fileBytes(simulator.myDrive("desk@clinic.example"), NAME.value()))
        .hasSize(1);
  }

  @Test
  void keyOfSomebodyElseIsRefused() throws Exception {
    String other =
        simulator.addServiceAccount("other@double.example", GoogleDriveSimulator.newKey());
    Settings settings =
        harness
            .settings()
            .with(
                "service-account-key",
                other.replace("other@double.example", GoogleDriveHarness.GATEWAY));
    Connector connector = harness.open(settings, vault, Duration.ofMinutes(1));
    assertThat(failureOf(connector)).isEqualTo(Kind.REAUTHORISE);
  }

  @Test
  void evidenceTokensStayOutOfTheConnectionsVault() throws Exception {
    Connector connector = harness.open(harness.settings(), vault, Duration.ofMinutes(1));
    connector.check(harness.destination());
    Tokens before = vault.newest().orElseThrow();
    assertThat(connector.probeResidency(harness.destination()).observations()).isNotEmpty();
    assertThat(simulator.log().count(DriveOperation.POLICIES)).isEqualTo(1);
    assertThat(vault.newest()).contains(before);
  }

  @Test
  void whatIsMissingOrCannotBeReadIsNamedWithoutItsValue() {
    Map<String, Settings> wrong =
        Map.of(
            "client-id", harness.settings().with("acts-as", "person").without("evidence-subject"),
            "evidence-subject", harness.settings().with("acts-as", "person"),
            "service-account-key", harness.settings().without("service-account-key"));
    wrong.forEach(
        (name, settings) ->
            assertThatThrownBy(() -> harness.open(settings, vault, Duration.ofMinutes(1)))
                .isInstanceOf(ConnectorException.class)
                .hasMessageContaining("`" + name + "`"));
    for (String key : List.of("{}", "no json", "{\"client_email\":\"a\",\"private_key\":\"b\"}")) {
      assertThatThrownBy(
              () ->
                  harness.open(
                      harness.settings().with("service-account-key", key),
                      vault,
                      Duration.ofMinutes(1)))
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("`service-account-key`")
          .hasMessageNotContaining("client_email");
    }
  }

  private Connector person() throws ConnectorException {
    return harness.open(
        harness
            .settings()
            .without("service-account-key")
            .without("shared-drive-id")
            .without("evidence-subject")
            .with("acts-as", "person")
            .with("client-id", "client")
            .with("client-secret", "secret"),
        vault,
        Duration.ofMinutes(1));
  }

  private static Kind failureOf(Connector connector) {
    ConnectorException thrown =
        catchThrowableOfType(ConnectorException.class, () -> connector.check(MY_DRIVE));
    assertThat(thrown).as("the call fails").isNotNull();
    return thrown.failure().kind();
  }

  private static Authorization flow(Connector connector) {
    return connector.authorization().orElseThrow();
  }

  private static URI page(Connector connector) throws Exception {
    String challenge =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                MessageDigest.getInstance("SHA-256")
                    .digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
    return flow(connector).page(new Asked(BACK, "a-state", challenge));
  }

  /** Presses the button on the page. */
  private static String code(Connector connector) throws Exception {
    try (HttpClient browser = HttpClient.newHttpClient()) {
      HttpResponse<String> pressed =
          browser.send(
              HttpRequest.newBuilder(page(connector))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(BodyPublishers.ofString("account=anna%40gmail.com"))
                  .build(),
              BodyHandlers.ofString());
      Map<String, String> back =
          query(URI.create(pressed.headers().firstValue("Location").orElseThrow()));
      assertThat(back).containsEntry("state", "a-state");
      return back.getOrDefault("code", "");
    }
  }

  private static Tokens consent(Connector connector) throws Exception {
    return flow(connector).redeem(code(connector), BACK, VERIFIER);
  }

  private static Map<String, String> query(URI address) {
    Map<String, String> values = new HashMap<>();
    for (String pair : address.getRawQuery().split("&", -1)) {
      String[] sides = pair.split("=", 2);
      values.put(
          URLDecoder.decode(sides[0], StandardCharsets.UTF_8),
          URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
    }
    return values;
  }

  private static void store(Connector connector, Destination destination) throws Exception {
    byte[] content = {1, 2, 3};
    connector.check(destination);
    try (UploadSession session = connector.begin(new UploadRequest(destination, NAME, 3))) {
      session.send(new Part(0, 3, () -> new ByteArrayInputStream(content)));
      session.commit(
          RunningDigests.of(
              Set.of(DigestAlgorithm.SHA256, DigestAlgorithm.MD5),
              new ByteArrayInputStream(content)));
    }
  }
}
