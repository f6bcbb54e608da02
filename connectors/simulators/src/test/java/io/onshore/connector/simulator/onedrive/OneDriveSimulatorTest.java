package io.onshore.connector.simulator.onedrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.onshore.connector.simulator.Disturbance;
import io.onshore.connector.simulator.onedrive.Client.Reply;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneDriveSimulatorTest {
  private static final int UNIT = 327_680;
  private static final byte[] NONE = new byte[0];

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-02T12:00:00Z"));
  private final OneDriveSimulator simulator = OneDriveSimulator.start(new MovableClock());
  private final Client client = new Client();

  @BeforeEach
  void addTenants() {
    OneDriveSimulator.demoTenants().values().forEach(simulator::add);
    simulator.createFolder("au-clinic", "Onshore/Photos");
  }

  @AfterEach
  void close() {
    simulator.close();
  }

  @Test
  void storesASmallFileAndReportsItsSizeAndHash() throws Exception {
    Reply stored = put("one.bin", new byte[] {0x4a}, "fail");
    assertThat(stored.status()).isEqualTo(201);
    assertThat(stored.json().path("size").asLong()).isEqualTo(1);
    // A published test vector of QuickXorHash.
    assertThat(stored.json().path("file").path("hashes").path("quickXorHash").asText())
        .isEqualTo("SgAAAAAAAAAAAAAAAQAAAAAAAAA=");
    assertThat(simulator.fileBytes("au-clinic", "Onshore/Photos", "one.bin"))
        .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(0x4a));
  }

  @Test
  void comparesNamesWithoutRegardToCase() throws Exception {
    put("a.bin", new byte[] {1}, "fail");
    Reply second = put("A.BIN", new byte[] {2}, "fail");
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.code()).isEqualTo("nameAlreadyExists");
  }

  @Test
  void replacesOrRenamesWhenAskedTo() throws Exception {
    put("a.bin", new byte[] {1}, "fail");
    Reply replaced = put("a.bin", new byte[] {2}, "replace");
    assertThat(replaced.json().path("eTag").asText()).endsWith(",2\"");
    Reply renamed = put("a.bin", new byte[] {3}, "rename");
    assertThat(renamed.json().path("name").asText()).isEqualTo("a.bin 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CON", "a%3Cb", "x_vti_y", "%7E$a", "trailing.", "a%7Cb"})
  void refusesNamesThatOneDriveRefuses(String name) throws Exception {
    Reply refused = put(name, new byte[] {1}, "fail");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.innerCode()).isEqualTo("invalidName");
  }

  @Test
  void refusesAPathThatIsTooLong() throws Exception {
    assertThat(put("n".repeat(256), new byte[] {1}, "fail").innerCode()).isEqualTo("pathIsTooLong");
  }

  @Test
  void understandsPathsWithEncodedColons() throws Exception {
    put("a.bin", new byte[] {1}, "fail");
    Reply item = graph("GET", "/items/root%3A%2FOnshore%2FPhotos%2Fa.bin%3A", NONE);
    assertThat(item.json().path("name").asText()).isEqualTo("a.bin");
    String folder = simulator.createFolder("au-clinic", "Onshore/Photos");
    assertThat(graph("GET", "/items/" + folder + ":/a.bin", NONE).json().path("id"))
        .isEqualTo(item.json().path("id"));
  }

  @Test
  void takesFragmentsInOrderAndCompletesWithTheLast() throws Exception {
    byte[] content = bytes(2 * UNIT + 1);
    String upload = open("big.bin");
    Reply first = fragment(upload, content, 0, UNIT);
    assertThat(first.status()).isEqualTo(202);
    assertThat(first.json().path("nextExpectedRanges").get(0).asText()).isEqualTo(UNIT + "-");
    assertThat(fragment(upload, content, UNIT, 2 * UNIT).status()).isEqualTo(202);
    assertThat(client.get(upload).json().path("nextExpectedRanges").get(0).asText())
        .isEqualTo(2 * UNIT + "-");
    Reply last = fragment(upload, content, 2 * UNIT, 2 * UNIT + 1);
    assertThat(last.status()).isEqualTo(201);
    assertThat(last.json().path("size").asLong()).isEqualTo(content.length);
    assertThat(simulator.fileBytes("au-clinic", "Onshore/Photos", "big.bin"))
        .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(content));
    assertThat(client.get(upload).status()).isEqualTo(404);
    assertThat(simulator.openSessions()).isZero();
  }

  @Test
  void uploadHostIsAnotherOneAndRefusesTokens() throws Exception {
    String upload = open("big.bin");
    assertThat(upload).startsWith(simulator.uploadUrl()).doesNotStartWith(simulator.graphUrl());
    Reply refused = client.get(upload, "Authorization", "Bearer " + token());
    assertThat(refused.status()).isEqualTo(401);
    assertThat(client.get(upload).status()).isEqualTo(200);
  }

  @Test
  void refusesOverlapsAndGapsWith416() throws Exception {
    byte[] content = bytes(3 * UNIT);
    String upload = open("big.bin");
    fragment(upload, content, 0, UNIT);
    Reply again = fragment(upload, content, 0, UNIT);
    assertThat(again.status()).isEqualTo(416);
    assertThat(again.innerCode()).isEqualTo("fragmentOverlap");
    Reply ahead = fragment(upload, content, 2 * UNIT, 3 * UNIT);
    assertThat(ahead.status()).isEqualTo(416);
    assertThat(ahead.innerCode()).isEqualTo("fragmentOutOfOrder");
  }

  @Test
  void refusesMisalignedFragmentsAndAChangedTotal() throws Exception {
    byte[] content = bytes(2 * UNIT);
    String upload = open("big.bin");
    assertThat(fragment(upload, content, 0, UNIT - 1).status()).isEqualTo(400);
    fragment(upload, content, 0, UNIT);
    Reply changed = fragment(upload, bytes(3 * UNIT), UNIT, 2 * UNIT);
    assertThat(changed.status()).isEqualTo(400);
    assertThat(client.get(upload).json().path("nextExpectedRanges").get(0).asText())
        .isEqualTo(UNIT + "-");
  }

  @Test
  void refusesAFragmentOf60MiB() throws Exception {
    int tooMuch = 60 * 1024 * 1024;
    String upload = open("big.bin");
    Reply refused =
        client.send(
            "PUT",
            upload,
            new byte[tooMuch],
            "Content-Range",
            "bytes 0-" + (tooMuch - 1) + "/" + 2L * tooMuch);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.innerCode()).isEqualTo("maxFragmentLengthExceeded");
  }

  @Test
  void lastFragmentMeetsATakenNameAndTheSessionSurvives() throws Exception {
    byte[] content = bytes(UNIT + 5);
    String upload = open("big.bin");
    fragment(upload, content, 0, UNIT);
    simulator.putFile("au-clinic", "Onshore/Photos", "big.bin", new byte[] {7});
    assertThat(fragment(upload, content, UNIT, UNIT + 5).status()).isEqualTo(409);
    assertThat(client.get(upload).status()).isEqualTo(200);
    assertThat(simulator.fileBytes("au-clinic", "Onshore/Photos", "big.bin"))
        .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(7));
  }

  @Test
  void idleSessionsAreForgottenAndOldOnesExpire() throws Exception {
    byte[] content = bytes(200 * UNIT);
    String idle = open("idle.bin");
    now.updateAndGet(time -> time.plus(Duration.ofMinutes(16)));
    assertThat(client.get(idle).status()).isEqualTo(404);

    String old = open("old.bin");
    for (int hour = 0; hour < 24 * 6; hour++) {
      assertThat(fragment(old, content, hour * UNIT, (hour + 1) * UNIT).status()).isEqualTo(202);
      now.updateAndGet(time -> time.plus(Duration.ofMinutes(10)));
    }
    Reply expired = client.get(old);
    assertThat(expired.status()).isEqualTo(401);
    assertThat(expired.innerCode()).isEqualTo("expiredToken");
  }

  @Test
  void deletedSessionIsGone() throws Exception {
    String upload = open("big.bin");
    assertThat(client.send("DELETE", upload, NONE).status()).isEqualTo(204);
    assertThat(client.send("DELETE", upload, NONE).status()).isEqualTo(404);
  }

  @Test
  void downloadsAreRedirectedToTheOtherHost() throws Exception {
    Reply stored = put("a.bin", new byte[] {1, 2, 3}, "fail");
    Reply redirection =
        graph("GET", "/items/" + stored.json().path("id").asText() + "/content", NONE);
    assertThat(redirection.status()).isEqualTo(302);
    assertThat(redirection.header("Location")).startsWith(simulator.uploadUrl());
    assertThat(client.get(redirection.header("Location")).body()).containsExactly(1, 2, 3);
    assertThat(
            client
                .get(redirection.header("Location"), "Authorization", "Bearer " + token())
                .status())
        .isEqualTo(401);
  }

  @Test
  void corruptedByteShowsInTheContentButNotInTheHash() throws Exception {
    Reply stored = put("a.bin", new byte[] {1, 2, 3}, "fail");
    simulator.corruptStoredByte("au-clinic");
    Reply after = graph("GET", "/items/" + stored.json().path("id").asText(), NONE);
    assertThat(after.json().path("file")).isEqualTo(stored.json().path("file"));
    assertThat(simulator.fileBytes("au-clinic", "Onshore/Photos", "a.bin"))
        .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(1, 3, 3));
  }

  @Test
  void writesToAReadOnlyFolderAreForbiddenButReadsAreNot() throws Exception {
    simulator.forbidWrites("au-clinic", "Onshore/Photos");
    assertThat(put("a.bin", new byte[] {1}, "fail").status()).isEqualTo(403);
    assertThat(graph("GET", "/root:/Onshore/Photos", NONE).status()).isEqualTo(200);
  }

  @Test
  void signInRefusesInMicrosoftsShape() throws Exception {
    Reply refused =
        client.form(
            simulator.loginUrl() + "/au-clinic/oauth2/v2.0/token",
            "grant_type=client_credentials&client_id=onshore-demo&client_secret=wrong&scope=x%2F.default");
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.json().path("error").asText()).isEqualTo("invalid_client");
    assertThat(refused.json().path("error_codes").get(0).asInt()).isEqualTo(7000215);
    assertThat(refused.json().path("error_description").asText()).startsWith("AADSTS7000215: ");
  }

  @Test
  void refreshTokenIsRotatedAndTheOldOneLives() throws Exception {
    String old = simulator.consent("personal", Set.of("Files.ReadWrite")).refresh().orElseThrow();
    String form = "grant_type=refresh_token&refresh_token=" + old;
    String first = refresh(form).path("refresh_token").asText();
    assertThat(first).isNotEqualTo(old).isNotBlank();
    assertThat(refresh(form).path("access_token").asText()).isNotBlank();
    assertThat(refresh(form.replace(old, first)).path("access_token").asText()).isNotBlank();
    simulator.revoke("personal");
    assertThat(refresh(form).path("error").asText()).isEqualTo("invalid_grant");
  }

  @Test
  void consentOnThePageBringsTokensForThatTenantOnly() throws Exception {
    String page =
        simulator.loginUrl()
            + "/personal/oauth2/v2.0/authorize?client_id=onshore-demo&response_type=code&state=s"
            + "&redirect_uri=https%3A%2F%2Fgateway.example.org%2Fback"
            + "&scope=Files.ReadWrite%20offline_access";
    String html = new String(client.get(page).body(), StandardCharsets.UTF_8);
    assertThat(html).contains("Allow as personal").doesNotContain("au-clinic");
    String back = client.form(page, "account=personal").header("Location");
    assertThat(back).startsWith("https://gateway.example.org/back?code=").endsWith("&state=s");
    String code = back.substring(back.indexOf('=') + 1, back.indexOf('&'));
    String form =
        "grant_type=authorization_code&code="
            + code
            + "&redirect_uri=https%3A%2F%2Fgateway.example.org%2Fback";
    JsonNode tokens = refresh(form);
    assertThat(tokens.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(tokens.path("refresh_token").asText()).isNotBlank();
    assertThat(tokens.path("scope").asText())
        .as("Microsoft does not name offline_access")
        .isEqualTo("Files.ReadWrite");
    assertThat(refresh(form).path("error").asText()).as("once").isEqualTo("invalid_grant");
    assertThat(
            client
                .get(
                    simulator.graphUrl() + "/v1.0/me/drive",
                    "Authorization",
                    "Bearer " + tokens.path("access_token").asText())
                .json()
                .path("driveType")
                .asText())
        .isEqualTo("personal");
    assertThat(client.get(page.replace("/personal/", "/nobody/")).status()).isEqualTo(400);
  }

  @Test
  void personalAccountHasNoApplicationSignIn() throws Exception {
    Reply refused =
        client.form(
            simulator.loginUrl() + "/personal/oauth2/v2.0/token",
            "grant_type=client_credentials&client_id=onshore-demo&client_secret=demo-secret"
                + "&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("error_codes").get(0).asInt()).isEqualTo(700016);
  }

  @Test
  void applicationAsksForEverythingApprovedAndForNothingElse() throws Exception {
    Reply refused =
        client.form(
            simulator.loginUrl() + "/au-clinic/oauth2/v2.0/token",
            "grant_type=client_credentials&client_id=onshore-demo&client_secret=demo-secret"
                + "&scope=Files.ReadWrite");
    assertThat(refused.json().path("error_codes").get(0).asInt()).isEqualTo(1002012);
  }

  @Test
  void accessTokensExpireByTheLentClock() throws Exception {
    String token = token();
    String drive = simulator.graphUrl() + "/v1.0/drives/b%21au-clinic";
    assertThat(client.get(drive, "Authorization", "Bearer " + token).status()).isEqualTo(200);
    now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
    assertThat(client.get(drive, "Authorization", "Bearer " + token).status()).isEqualTo(401);
  }

  @Test
  void anApplicationHasNoDriveOfItsOwn() throws Exception {
    Reply refused =
        client.get(simulator.graphUrl() + "/v1.0/me/drive", "Authorization", "Bearer " + token());
    assertThat(refused.status()).isEqualTo(400);
  }

  @Test
  void anotherTenantsDriveIsNotFound() throws Exception {
    Reply refused =
        client.get(
            simulator.graphUrl() + "/v1.0/drives/b%21single-geo",
            "Authorization",
            "Bearer " + token());
    assertThat(refused.status()).isEqualTo(404);
  }

  @Test
  void onlyTenantsWithSeveralGeographiesHaveALocationCode() throws Exception {
    assertThat(sites("au-clinic").findValuesAsText("dataLocationCode"))
        .containsExactlyInAnyOrder("AUS", "NAM");
    assertThat(sites("single-geo").findValuesAsText("dataLocationCode")).containsExactly("");
  }

  @Test
  void tenantThatMovedTellsItsNewGeographyAndKeepsItsFiles() throws Exception {
    simulator.putFile("au-clinic", "Onshore/Photos", "a.bin", new byte[] {1});
    simulator.moveToGeography("au-clinic", "GBR");
    assertThat(sites("au-clinic").findValuesAsText("dataLocationCode"))
        .containsExactlyInAnyOrder("GBR", "NAM");
    assertThat(simulator.fileCount("au-clinic", "Onshore/Photos")).isEqualTo(1);
  }

  @Test
  void driveThatWasGivenAwayHasAnotherOwner() throws Exception {
    JsonNode before = graph("GET", "", NONE).json();
    assertThat(before.at("/owner/user/id").asText()).isEqualTo(simulator.owner("au-clinic"));
    simulator.replaceOwner("au-clinic", "0f6a");
    JsonNode after = graph("GET", "", NONE).json();
    assertThat(after.at("/owner/user/id").asText()).isEqualTo("0f6a");
    assertThat(after.path("id")).isEqualTo(before.path("id"));
  }

  @Test
  void aLostAnswerLeavesTheFileStored() throws Exception {
    simulator.faults().next(GraphOperation.PUT_CONTENT, new Disturbance.LoseAnswer());
    assertThatThrownBy(() -> put("a.bin", new byte[] {1}, "fail")).isInstanceOf(IOException.class);
    assertThat(simulator.fileBytes("au-clinic", "Onshore/Photos", "a.bin")).isPresent();
  }

  @Test
  void aCutRequestStoresNothing() throws Exception {
    simulator.faults().next(GraphOperation.PUT_CONTENT, new Disturbance.CutBefore());
    assertThatThrownBy(() -> put("a.bin", new byte[] {1}, "fail")).isInstanceOf(IOException.class);
    assertThat(simulator.fileBytes("au-clinic", "Onshore/Photos", "a.bin")).isEmpty();
  }

  @Test
  void aHeldRequestEndsWithTheDouble() throws Exception {
    String token = token();
    simulator.faults().next(GraphOperation.DRIVE, new Disturbance.Hold());
    // A bare socket: the JDK's client would send the request again.
    CompletableFuture<Void> ended =
        CompletableFuture.runAsync(
            () -> {
              URI graph = URI.create(simulator.graphUrl());
              String request =
                  "GET /v1.0/drives/b%21au-clinic HTTP/1.1\r\nHost: localhost\r\n"
                      + "Authorization: Bearer "
                      + token
                      + "\r\n\r\n";
              try (Socket socket = new Socket(graph.getHost(), graph.getPort())) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                while (socket.getInputStream().read() >= 0) {
                  // Whatever comes, what matters is that it ends.
                }
              } catch (IOException cut) {
                // As good an end as any.
              }
            });
    assertThat(simulator.awaitHeld(Duration.ofSeconds(30))).isTrue();
    assertThat(ended).isNotDone();
    simulator.close();
    assertThat(ended).succeedsWithin(Duration.ofSeconds(30));
  }

  @Test
  void adminListsAndHandsOutWhatIsStored() throws Exception {
    put("a.bin", new byte[] {1, 2, 3}, "fail");
    String admin = simulator.graphUrl() + "/__admin-onshore";
    JsonNode object = client.get(admin + "/objects").json().path("objects").get(0);
    assertThat(object.path("path").asText()).isEqualTo("Onshore/Photos/a.bin");
    assertThat(object.path("size").asLong()).isEqualTo(3);
    assertThat(object.path("sha256").asText())
        .isEqualTo("039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81");
    assertThat(client.get(admin + "/objects/" + object.path("id").asText() + "/content").body())
        .containsExactly(1, 2, 3);
    String page = new String(client.get(admin + "/").body(), StandardCharsets.UTF_8);
    assertThat(page).contains("Onshore/Photos/a.bin");
    assertThat(client.get(admin + "/requests").json().path("counts").path("PUT_CONTENT").asInt())
        .isEqualTo(1);
  }

  @Test
  void adminSetsFaults() throws Exception {
    String admin = simulator.graphUrl() + "/__admin-onshore";
    assertThat(
            client
                .send(
                    "POST",
                    admin + "/faults",
                    "{\"fault\":\"throttle\",\"retryAfter\":\"7\",\"operation\":\"put_content\"}"
                        .getBytes(StandardCharsets.UTF_8))
                .status())
        .isEqualTo(204);
    Reply throttled = put("a.bin", new byte[] {1}, "fail");
    assertThat(throttled.status()).isEqualTo(429);
    assertThat(throttled.header("Retry-After")).isEqualTo("7");
    assertThat(put("a.bin", new byte[] {1}, "fail").status()).isEqualTo(201);
    assertThat(
            client.send("POST", admin + "/faults", "{}".getBytes(StandardCharsets.UTF_8)).status())
        .isEqualTo(400);
  }

  @Test
  void namesTheLastRefusedRequest() throws Exception {
    simulator
        .faults()
        .next(EnumSet.of(GraphOperation.DRIVE), OneDriveSimulator.refuse(403, "accessDenied"), 1);
    Reply refused = graph("GET", "", NONE);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(simulator.lastRefusedRequestId())
        .isEqualTo(Optional.of(refused.header("request-id")));
  }

  private JsonNode sites(String tenant) throws Exception {
    return client
        .get(
            simulator.graphUrl() + "/v1.0/sites?$filter=siteCollection/root%20ne%20null",
            "Authorization",
            "Bearer " + token(tenant))
        .json();
  }

  private JsonNode refresh(String form) throws Exception {
    return client
        .form(
            simulator.loginUrl() + "/personal/oauth2/v2.0/token",
            form + "&client_id=onshore-demo&client_secret=demo-secret")
        .json();
  }

  private String token() throws Exception {
    return token("au-clinic");
  }

  private String token(String tenant) throws Exception {
    return client
        .form(
            simulator.loginUrl() + "/" + tenant + "/oauth2/v2.0/token",
            "grant_type=client_credentials&client_id=onshore-demo&client_secret=demo-secret"
                + "&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default")
        .json()
        .path("access_token")
        .asText();
  }

  private Reply graph(String method, String rest, byte[] body) throws Exception {
    return client.send(
        method,
        simulator.graphUrl() + "/v1.0/drives/b%21au-clinic" + rest,
        body,
        "Authorization",
        "Bearer " + token(),
        "Content-Type",
        "application/json");
  }

  private Reply put(String name, byte[] content, String conflict) throws Exception {
    return graph(
        "PUT",
        "/root:/Onshore/Photos/" + name + ":/content?@microsoft.graph.conflictBehavior=" + conflict,
        content);
  }

  private String open(String name) throws Exception {
    Reply opened =
        graph(
            "POST",
            "/root:/Onshore/Photos/" + name + ":/createUploadSession",
            "{\"item\":{\"@microsoft.graph.conflictBehavior\":\"fail\"}}"
                .getBytes(StandardCharsets.UTF_8));
    return opened.json().path("uploadUrl").asText();
  }

  private Reply fragment(String upload, byte[] content, int from, int to) throws Exception {
    return client.send(
        "PUT",
        upload,
        Arrays.copyOfRange(content, from, to),
        "Content-Range",
        "bytes " + from + "-" + (to - 1) + "/" + content.length);
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + i / 997);
    }
    return bytes;
  }

  private final class MovableClock extends Clock {
    @Override
    public Instant instant() {
      return now.get();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("the double reckons in instants");
    }
  }
}
