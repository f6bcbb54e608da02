package io.onshore.connector.simulator.googledrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onshore.connector.simulator.Disturbance;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleDriveSimulatorTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ALL = "https://www.googleapis.com/auth/drive";
  private static final String OWN = "https://www.googleapis.com/auth/drive.file";
  private static final String ANNA = "anna@clinic.example";
  private static final String DRIVE = "0AClinic";
  private static final int UNIT = 262_144;

  private final Clock clock = Clock.fixed(Instant.parse("2026-03-02T12:00:00Z"), ZoneOffset.UTC);
  private final GoogleDriveSimulator simulator = GoogleDriveSimulator.start(clock);
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private String token = "";

  GoogleDriveSimulatorTest() {
    simulator.addClient("client", "secret");
    simulator.add(Account.member(ANNA));
    simulator.addSharedDrive(DRIVE, ANNA);
    token = simulator.consent(ANNA, "client", Set.of(ALL)).access();
  }

  @AfterEach
  void close() {
    simulator.close();
  }

  /** An answer, read. */
  private record Reply(int status, String body, HttpResponse<String> raw) {
    JsonNode json() throws IOException {
      return JSON.readTree(body);
    }

    String reason() throws IOException {
      return json().path("error").path("errors").path(0).path("reason").asText();
    }

    String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }
  }

  @Test
  void idIsUsedOnceAndOnlyByWhomItWasSetAsideFor() throws Exception {
    String id = newId();
    assertThat(create(id, "a", "x").status()).isEqualTo(200);
    Reply again = create(id, "a", "x");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.reason()).isEqualTo("fileIdInUse");
    assertThat(create("1MadeUpByTheClient", "a", "x").status()).isEqualTo(400);
  }

  @Test
  void severalFilesMayHaveOneName() throws Exception {
    assertThat(create(newId(), "same", "1").status()).isEqualTo(200);
    assertThat(create(newId(), "same", "2").status()).isEqualTo(200);
    assertThat(find("SAME").path("files")).hasSize(2);
    assertThat(find("other").path("files")).isEmpty();
  }

  @Test
  void answersHoldWhatIsAskedForAndLittleOtherwise() throws Exception {
    Reply thin = create(newId(), "a", "x");
    assertThat(thin.json().properties()).hasSize(4);
    Reply asked =
        call(
            "GET",
            "/drive/v3/files/"
                + thin.json().path("id").asText()
                + "?supportsAllDrives=true&fields=size,md5Checksum",
            "");
    assertThat(asked.json().properties()).hasSize(2);
    assertThat(asked.json().path("size").isTextual()).isTrue();
    assertThat(call("GET", "/drive/v3/files/root?fields=nonsense", "").reason())
        .isEqualTo("invalidParameter");
    assertThat(call("GET", "/drive/v3/about", "").status()).isEqualTo(400);
  }

  @Test
  void sharedDriveIsAsGoodAsMissingWithoutTheParameter() throws Exception {
    assertThat(call("GET", "/drive/v3/files/" + DRIVE, "").status()).isEqualTo(404);
    assertThat(call("GET", "/drive/v3/files/" + DRIVE + "?supportsAllDrives=true", "").status())
        .isEqualTo(200);
  }

  @Test
  void chunksAreTakenInOrderAndTheRangeSaysHowFar() throws Exception {
    String session = session(2 * UNIT + 1);
    assertThat(put(session, "bytes */" + (2 * UNIT + 1), 0).header("Range")).isEmpty();
    Reply first = put(session, "bytes 0-" + (UNIT - 1) + "/" + (2 * UNIT + 1), UNIT);
    assertThat(first.status()).isEqualTo(308);
    assertThat(first.header("Range")).isEqualTo("bytes=0-" + (UNIT - 1));
    simulator.keepOnlyOfNextChunk(0);
    assertThat(
            put(session, "bytes " + UNIT + "-" + (2 * UNIT - 1) + "/" + (2 * UNIT + 1), UNIT)
                .header("Range"))
        .isEqualTo("bytes=0-" + (UNIT - 1));
    Reply rest = put(session, "bytes " + UNIT + "-" + 2 * UNIT + "/" + (2 * UNIT + 1), UNIT + 1);
    assertThat(rest.status()).isEqualTo(200);
    assertThat(rest.json().path("size").asText()).isEqualTo(Integer.toString(2 * UNIT + 1));
    assertThat(put(session, "*/" + (2 * UNIT + 1), 0).status()).as("docs' spelling").isEqualTo(200);
    assertThat(simulator.openSessions()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "bytes 0-99/1000000, 100", // not a multiple of 256 KiB
    "bytes 0-262143/1000000, 100", // another length than the body's
    "bytes 262144-524287/1000000, 262144", // a gap
    "bytes 0-262143/999, 262144", // beyond the end
    "bytes 0-262143/2000000, 262144", // another total than declared
    "nonsense, 10"
  })
  void chunksThatBreakTheRuleAreRefused(String range, int length) throws Exception {
    String session = session(1_000_000);
    assertThat(put(session, range, length).status()).isEqualTo(400);
    assertThat(simulator.openSessions()).isEqualTo(1);
  }

  @Test
  void sessionThatExpiredIsNotFound() throws Exception {
    String session = session(UNIT + 1);
    simulator.expireSessions();
    assertThat(put(session, "bytes */" + (UNIT + 1), 0).status()).isEqualTo(404);
  }

  @Test
  void narrowScopeSeesOwnAndPickedFilesOnly() throws Exception {
    String folder = simulator.createFolder(simulator.myDrive(ANNA), "Photos");
    token = simulator.consent(ANNA, "client", Set.of(OWN)).access();
    assertThat(call("GET", "/drive/v3/files/" + folder, "").status()).isEqualTo(404);
    assertThat(createIn(folder, newId()).reason()).isEqualTo("appNotAuthorizedToFile");
    assertThat(createIn("root", newId()).status()).isEqualTo(200);
    simulator.pick(folder, "client");
    assertThat(createIn(folder, newId()).status()).isEqualTo(200);
    assertThat(call("GET", "/drive/v3/drives/" + DRIVE, "").reason())
        .isEqualTo("insufficientPermissions");
  }

  @Test
  void serviceAccountHasNoStorageOfItsOwn() throws Exception {
    String robot = "robot@double.iam.gserviceaccount.com";
    assertThat(simulator.addServiceAccount(robot, GoogleDriveSimulator.newKey()))
        .contains("\"client_email\":\"" + robot + "\"");
    token = simulator.consent(robot, robot, Set.of(ALL)).access();
    assertThat(createIn("root", newId()).reason()).isEqualTo("storageQuotaExceeded");
    assertThat(createIn(DRIVE, newId()).status()).as("no member of it").isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b", "a.b.c", "e30.e30.e30"})
  void statementThatIsNotSignedGetsNoToken(String assertion) throws Exception {
    Reply reply =
        call(
            "POST",
            "/token",
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion="
                + assertion);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("error").asText()).isEqualTo("invalid_grant");
  }

  @Test
  void compressedBodyIsRefused() throws Exception {
    assertThat(
            call(
                    "POST",
                    "/upload/drive/v3/files?uploadType=resumable&supportsAllDrives=true",
                    "{}",
                    "Content-Encoding",
                    "deflate")
                .status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no fences at all",
        "--b\r\nContent-Type: application/json\r\n\r\n{}\r\n--b--\r\n",
        "--b\r\nContent-Type: text/plain\r\n\r\n{}\r\n--b\r\nContent-Type: a/b\r\n\r\nx\r\n--b--\r\n"
      })
  void malformedBodyOfTwoPartsIsRefused(String body) throws Exception {
    assertThat(
            call(
                    "POST",
                    "/upload/drive/v3/files?uploadType=multipart&supportsAllDrives=true",
                    body,
                    "Content-Type",
                    "multipart/related; boundary=b")
                .status())
        .isEqualTo(400);
  }

  @Test
  void adminPageShowsWhatIsStored() throws Exception {
    assertThat(create(newId(), "shown.sealed", "x").status()).isEqualTo(200);
    Reply objects = call("GET", "/__admin-onshore/objects", "");
    assertThat(objects.json().path("objects"))
        .singleElement()
        .satisfies(
            object -> {
              assertThat(object.path("path").asText()).isEqualTo("shown.sealed");
              assertThat(object.path("account").asText()).isEqualTo(DRIVE);
              assertThat(object.path("md5Checksum").asText()).hasSize(32);
            });
    assertThat(call("GET", "/", "").body()).contains("Google Drive", "shown.sealed", "member");
    assertThat(call("POST", "/__admin-onshore/faults", "{\"fault\":\"standStill\"}").status())
        .isEqualTo(204);
    String session = session(UNIT + 1);
    assertThat(put(session, "bytes 0-" + (UNIT - 1) + "/" + (UNIT + 1), UNIT).header("Range"))
        .isEmpty();
  }

  @Test
  void folderThatIsMovedKeepsItsIdAndBelongsToTheOtherDrive() throws Exception {
    String folder = simulator.createFolder(simulator.myDrive(ANNA), "Photos");
    String inner = simulator.createFolder(folder, "Inner");
    String fields = "?supportsAllDrives=true&fields=driveId,owners(permissionId)";
    JsonNode mine = call("GET", "/drive/v3/files/" + inner + fields, "").json();
    assertThat(mine.at("/owners/0/permissionId").asText())
        .isEqualTo(
            call("GET", "/drive/v3/about?fields=user(permissionId)", "")
                .json()
                .at("/user/permissionId")
                .asText())
        .matches("[0-9]{20}");
    simulator.moveFolder(folder, DRIVE);
    JsonNode moved = call("GET", "/drive/v3/files/" + inner + fields, "").json();
    assertThat(moved.path("driveId").asText()).isEqualTo(DRIVE);
    assertThat(moved.has("owners")).isFalse();
    assertThatThrownBy(() -> simulator.moveFolder("nothing", DRIVE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void regionsThatAreChangedAreThoseOfEachUnit() throws Exception {
    String policies = "https://www.googleapis.com/auth/cloud-identity.policies.readonly";
    simulator.add(Account.superAdmin("admin@clinic.example"));
    simulator.setRegions(
        "clinic.example", List.of(new Region("top", "US"), new Region("desk", "ANY_REGION")));
    simulator.changeRegions("clinic.example", "EUROPE");
    token = simulator.consent("admin@clinic.example", "client", Set.of(policies)).access();
    JsonNode told =
        call(
                "GET",
                "/v1/policies?filter=setting.type.matches(%22data_regions.data_at_rest_region%22)",
                "")
            .json();
    assertThat(told.path("policies"))
        .hasSize(2)
        .allSatisfy(
            policy -> assertThat(policy.at("/setting/value/region").asText()).isEqualTo("EUROPE"));
  }

  @Test
  void demoHasAPracticeForEachAnswerAboutPlaces() throws Exception {
    assertThat(simulator.addDemoAccounts()).contains(GoogleDriveSimulator.DEMO_SERVICE_ACCOUNT);
    for (Account account :
        new Account[] {
          Account.superAdmin("admin@harbour.example"),
          Account.superAdmin("admin@thames.example"),
          Account.superAdmin("admin@lakeside.example"),
          Account.consumer("sam.taylor@gmail.com")
        }) {
      assertThat(simulator.accounts()).containsEntry(account.email(), account);
    }
    token = simulator.consent("admin@thames.example", "onshore-demo", Set.of(OWN)).access();
    assertThat(createIn("0AThamesPractice", newId()).status()).isEqualTo(200);
  }

  @Test
  void faultIsPlayedOnce() throws Exception {
    simulator.faults().next(DriveOperation.ABOUT, GoogleDriveSimulator.throttled("37"));
    Reply refused = call("GET", "/drive/v3/about?fields=user", "");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).isEqualTo("37");
    assertThat(refused.reason()).isEqualTo("rateLimitExceeded");
    assertThat(call("GET", "/drive/v3/about?fields=user", "").status()).isEqualTo(200);
    simulator.faults().next(DriveOperation.ABOUT, new Disturbance.Garble());
    assertThat(call("GET", "/drive/v3/about?fields=user", "").status()).isEqualTo(418);
  }

  private String newId() throws Exception {
    return call("GET", "/drive/v3/files/generateIds?count=1", "")
        .json()
        .path("ids")
        .path(0)
        .asText();
  }

  private Reply createIn(String parent, String id) throws Exception {
    return create(id, "n", "x", parent);
  }

  private Reply create(String id, String name, String content) throws Exception {
    return create(id, name, content, DRIVE);
  }

  private Reply create(String id, String name, String content, String parent) throws Exception {
    return call(
        "POST",
        "/upload/drive/v3/files?uploadType=multipart&supportsAllDrives=true",
        "--b\r\nContent-Type: application/json\r\n\r\n"
            + description(id, name, parent)
            + "\r\n--b\r\nContent-Type: application/octet-stream\r\n\r\n"
            + content
            + "\r\n--b--\r\n",
        "Content-Type",
        "multipart/related; boundary=b");
  }

  private static String description(String id, String name, String parent) {
    return "{\"id\":\"" + id + "\",\"name\":\"" + name + "\",\"parents\":[\"" + parent + "\"]}";
  }

  private JsonNode find(String name) throws Exception {
    String query =
        URLEncoder.encode(
            "name = '" + name + "' and '" + DRIVE + "' in parents and trashed = false",
            StandardCharsets.UTF_8);
    return call(
            "GET",
            "/drive/v3/files?supportsAllDrives=true&includeItemsFromAllDrives=true&corpora=drive"
                + "&driveId="
                + DRIVE
                + "&q="
                + query,
            "")
        .json();
  }

  private String session(int size) throws Exception {
    return call(
            "POST",
            "/upload/drive/v3/files?uploadType=resumable&supportsAllDrives=true&fields=id,size",
            description(newId(), "n", DRIVE),
            "X-Upload-Content-Length",
            Integer.toString(size))
        .header("Location");
  }

  private Reply put(String session, String range, int length) throws Exception {
    byte[] body = new byte[length];
    Arrays.fill(body, (byte) 7);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(session))
            .PUT(length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
            .header("Content-Range", range)
            .build();
    return reply(request);
  }

  private Reply call(String method, String path, String body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(simulator.url() + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("Authorization", "Bearer " + token);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return reply(request.build());
  }

  private Reply reply(HttpRequest request) throws Exception {
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    return new Reply(response.statusCode(), response.body(), response);
  }
}
