package io.onshore.connector.simulator.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onshore.connector.credential.Tokens;
import io.onshore.connector.simulator.Answer;
import io.onshore.connector.simulator.Call;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The double does what Box does, and nothing that Box's own description does not allow. */
class BoxSimulatorTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Published PUBLISHED = new Published();
  private static final byte[] NONE = {};
  private static final int PART = 8 * 1024 * 1024;
  private static final Zone AUSTRALIA = new Zone("100003", "Australia");

  private Instant now = Instant.parse("2026-03-02T12:00:00Z");
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final BoxSimulator box = BoxSimulator.start(new Turned());
  private String folder = "";
  private String bearer = "";

  /** A clock that the test sets. */
  private final class Turned extends Clock {
    @Override
    public Instant instant() {
      return now;
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

  @SuppressWarnings("ArrayRecordComponent") // a value to read once; never compared
  private record Reply(int status, byte[] body, HttpResponse<byte[]> raw) {
    JsonNode json() throws IOException {
      return JSON.readTree(body);
    }

    String code() throws IOException {
      return json().path("code").asText();
    }

    JsonNode first() throws IOException {
      return json().path("entries").path(0);
    }
  }

  @BeforeEach
  void addUsers() {
    box.add(BoxUser.managed("1", "Service", "77", AUSTRALIA));
    box.add(BoxUser.managed("2", "Owner", "77", AUSTRALIA));
    box.add(BoxUser.managed("3", "Stranger", "88", AUSTRALIA));
    box.add(App.withSecret("app", "secret", Set.of("1"), true));
    box.add(App.withSecret("other", "secret", Set.of("3"), false));
    folder = box.createFolder("2", "Photos");
    box.share(folder, "1", true);
    bearer = box.consent("1", "app").access();
  }

  @AfterEach
  void close() {
    box.close();
  }

  @Test
  void storesAWholeFormAndReportsItsSizeAndSha1() throws Exception {
    Reply stored = upload("a.bin", new byte[] {1, 2, 3}, sha1(new byte[] {1, 2, 3}));
    assertThat(stored.status()).isEqualTo(201);
    assertThat(stored.first().path("size").asLong()).isEqualTo(3);
    assertThat(stored.first().path("sha1").asText()).isEqualTo(sha1(new byte[] {1, 2, 3}));
    assertThat(stored.first().path("owned_by").path("id").asText()).isEqualTo("2");
    Reply file = api("GET", "/files/" + stored.first().path("id").asText() + "?fields=size", NONE);
    assertThat(file.json().path("size").asLong()).isEqualTo(3);
    assertThat(file.json().has("name")).as("a field that was not asked for").isFalse();
  }

  @Test
  void refusesAFormWhoseFileComesFirst() throws Exception {
    String boundary = "b";
    String form = part(boundary, "file", "abc") + part(boundary, "attributes", attributes("a.bin"));
    Reply refused = form(boundary, form + "--b--\r\n", "");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("metadata_after_file_contents");
  }

  @Test
  void refusesAFormWithoutAFile() throws Exception {
    String form = part("b", "attributes", attributes("a.bin")) + part("b", "other", "abc");
    assertThat(form("b", form + "--b--\r\n", "").status()).isEqualTo(400);
    assertThat(box.fileBytes(folder, "a.bin")).isEmpty();
  }

  @Test
  void refusesAWrongDigestAndStoresNothing() throws Exception {
    Reply refused = upload("a.bin", new byte[] {1}, sha1(new byte[] {2}));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("bad_digest");
    assertThat(box.fileBytes(folder, "a.bin")).isEmpty();
  }

  @Test
  void comparesNamesWithoutRegardToCaseAndNamesTheFileInTheWay() throws Exception {
    Reply first = upload("a.bin", new byte[] {1}, "");
    Reply second = upload("A.BIN", new byte[] {2}, "");
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.code()).isEqualTo("item_name_in_use");
    Reply preflight = preflight("A.bin");
    assertThat(preflight.status()).isEqualTo(409);
    assertThat(preflight.json().at("/context_info/conflicts/0/id").asText())
        .isEqualTo(first.first().path("id").asText());
    assertThat(preflight("b.bin").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a:b", ".", " a", "a "})
  void refusesNamesThatBoxRefuses(String name) throws Exception {
    assertThat(preflight(name).code()).isEqualTo("item_name_invalid");
  }

  @Test
  void refusesASessionForASmallFile() throws Exception {
    assertThat(session("a.bin", 19_999_999).code()).isEqualTo("file_size_too_small");
    assertThat(session("a.bin", 20_000_000).status()).isEqualTo(201);
  }

  @Test
  void takesPartsInAnyOrderAndMakesAFileAtCommit() throws Exception {
    byte[] content = content();
    String id = session("a.bin", content.length).json().path("id").asText();
    for (int offset : new int[] {2 * PART, 0, PART}) {
      assertThat(put(id, content, offset, Math.min(PART, content.length - offset)).status())
          .isEqualTo(200);
      assertThat(box.fileBytes(folder, "a.bin")).isEmpty();
    }
    JsonNode parts = upload("GET", "/files/upload_sessions/" + id + "/parts", NONE).json();
    assertThat(parts.path("total_count").asInt()).isEqualTo(3);
    Reply committed = commit(id, parts.path("entries"), content);
    assertThat(committed.status()).isEqualTo(201);
    assertThat(committed.first().path("sha1").asText()).isEqualTo(sha1(content));
    assertThat(box.fileBytes(folder, "a.bin")).hasValue(content);
    assertThat(box.openSessions()).isZero();
  }

  @Test
  void listsPartsPageByPage() throws Exception {
    byte[] content = content();
    String id = session("a.bin", content.length).json().path("id").asText();
    put(id, content, 0, PART);
    put(id, content, PART, PART);
    JsonNode page =
        upload("GET", "/files/upload_sessions/" + id + "/parts?offset=1&limit=1", NONE).json();
    assertThat(page.path("total_count").asInt()).isEqualTo(2);
    assertThat(page.path("entries")).hasSize(1);
    assertThat(page.path("entries").path(0).path("offset").asLong()).isEqualTo(PART);
  }

  @Test
  void refusesMisalignedOverlappingAndDamagedParts() throws Exception {
    byte[] content = content();
    String id = session("a.bin", content.length).json().path("id").asText();
    assertThat(put(id, content, 1, PART).status()).isEqualTo(416);
    assertThat(put(id, content, 0, PART - 1).status()).isEqualTo(416);
    byte[] other = content.clone();
    other[5] ^= 1;
    byte[] sent = Arrays.copyOf(other, PART);
    Reply damaged =
        upload(
            "PUT",
            "/files/upload_sessions/" + id,
            sent,
            "Content-Type",
            "application/octet-stream",
            "Digest",
            sha(Arrays.copyOf(content, PART)),
            "Content-Range",
            "bytes 0-" + (PART - 1) + "/" + content.length);
    assertThat(damaged.status()).isEqualTo(412);
    assertThat(put(id, content, 0, PART).status()).isEqualTo(200);
    Reply again = put(id, content, 0, PART);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.code()).isEqualTo("range_overlaps_existing_part");
  }

  @Test
  void commitRefusesMissingPartsAndAWrongDigest() throws Exception {
    byte[] content = content();
    String id = session("a.bin", content.length).json().path("id").asText();
    put(id, content, 0, PART);
    JsonNode one = upload("GET", "/files/upload_sessions/" + id + "/parts", NONE).json();
    assertThat(commit(id, one.path("entries"), content).code()).isEqualTo("parts_mismatch");
    put(id, content, PART, PART);
    put(id, content, 2 * PART, content.length - 2 * PART);
    JsonNode all = upload("GET", "/files/upload_sessions/" + id + "/parts", NONE).json();
    assertThat(commit(id, one.path("entries"), content).code()).isEqualTo("parts_mismatch");
    assertThat(commit(id, all.path("entries"), new byte[] {1}).code()).isEqualTo("bad_digest");
    assertThat(commit(id, all.path("entries"), content).status()).isEqualTo(201);
  }

  @Test
  void sessionLivesSevenDaysAndBelongsToItsUser() throws Exception {
    String id = session("a.bin", 20_000_000).json().path("id").asText();
    String mine = bearer;
    bearer = box.consent("3", "other").access();
    assertThat(upload("GET", "/files/upload_sessions/" + id, NONE).code()).isEqualTo("forbidden");
    now = now.plus(Duration.ofDays(7));
    bearer = box.consent("1", "app").access();
    assertThat(upload("GET", "/files/upload_sessions/" + id, NONE).code())
        .isEqualTo("session_expired");
    bearer = mine;
    assertThat(upload("GET", "/files/upload_sessions/" + id, NONE).status())
        .as("an access token of a week ago")
        .isEqualTo(401);
  }

  @Test
  void secondSessionForANameIsRefusedWithTheFirstIfAsked() throws Exception {
    box.refuseSecondSessionForAName(true);
    String id = session("a.bin", 20_000_000).json().path("id").asText();
    Reply second = session("a.bin", 20_000_000);
    assertThat(second.code()).isEqualTo("session_conflict");
    assertThat(second.json().at("/context_info/session/id").asText()).isEqualTo(id);
  }

  @Test
  void refusesWhatThePublishedDescriptionDoesNotAllow() throws Exception {
    assertThat(api("GET", "/storage_policy_assignments?resolved_for_id=2", NONE).status())
        .as("a missing parameter")
        .isEqualTo(400);
    assertThat(
            api(
                    "GET",
                    "/storage_policy_assignments?resolved_for_type=group&resolved_for_id=2",
                    NONE)
                .status())
        .as("a value that is not listed")
        .isEqualTo(400);
    assertThat(api("GET", "/users/me?select=id", NONE).status())
        .as("an unknown parameter")
        .isEqualTo(400);
    assertThat(
            upload(
                    "POST",
                    "/files/upload_sessions",
                    json("{\"folder_id\":\"" + folder + "\",\"file_name\":\"a\"}"),
                    "Content-Type",
                    "application/json")
                .status())
        .as("a missing member")
        .isEqualTo(400);
    assertThat(
            upload(
                    "POST",
                    "/files/upload_sessions",
                    json(
                        "{\"folder_id\":"
                            + folder
                            + ",\"file_name\":\"a\",\"file_size\":20000000}"),
                    "Content-Type",
                    "application/json")
                .status())
        .as("a number for a text")
        .isEqualTo(400);
    String id = session("a.bin", 20_000_000).json().path("id").asText();
    assertThat(
            upload(
                    "PUT",
                    "/files/upload_sessions/" + id,
                    new byte[PART],
                    "Content-Type",
                    "application/octet-stream",
                    "Content-Range",
                    "bytes 0-" + (PART - 1) + "/20000000")
                .status())
        .as("a missing header")
        .isEqualTo(400);
    assertThat(api("GET", "/files/upload_sessions/" + id, NONE).status())
        .as("an upload address on the other host")
        .isEqualTo(404);
  }

  @Test
  void zonesAreToldOnlyToWhoManagesUsersOfTheSameEnterprise() throws Exception {
    String asked = "/storage_policy_assignments?resolved_for_type=user&resolved_for_id=2";
    JsonNode assignment = api("GET", asked, NONE).first();
    String zone = assignment.path("storage_policy").path("id").asText();
    assertThat(zone).isEqualTo("100003");
    assertThat(api("GET", "/storage_policies/" + zone, NONE).json().path("name").asText())
        .isEqualTo("Australia");
    assertThat(api("GET", asked.replace("id=2", "id=3"), NONE).status()).isEqualTo(404);
    bearer = box.consent("3", "other").access();
    assertThat(api("GET", asked, NONE).code()).isEqualTo("insufficient_scope");
  }

  @Test
  void folderTellsWhoseItIs() throws Exception {
    JsonNode own = api("GET", "/folders/" + folder, NONE).json();
    assertThat(own.path("owned_by").path("id").asText()).isEqualTo("2");
    assertThat(own.path("is_externally_owned").asBoolean()).isFalse();
    String theirs = box.createFolder("3", "Shared");
    assertThat(api("GET", "/folders/" + theirs, NONE).status()).isEqualTo(404);
    box.share(theirs, "1", false);
    assertThat(
            api("GET", "/folders/" + theirs + "?fields=is_externally_owned", NONE)
                .json()
                .path("is_externally_owned")
                .asBoolean())
        .isTrue();
    assertThat(api("GET", "/users/me", NONE).json().at("/enterprise/id").asText()).isEqualTo("77");
  }

  @Test
  void folderThatIsGivenAwayKeepsItsIdAndHasAnotherOwner() throws Exception {
    box.putFile(folder, "a.bin", new byte[] {1});
    box.giveFolder(folder, "3");
    String asked = "/folders/" + folder + "?fields=owned_by,is_externally_owned";
    JsonNode told = api("GET", asked, NONE).json();
    assertThat(told.path("owned_by").path("id").asText()).isEqualTo("3");
    assertThat(told.path("is_externally_owned").asBoolean()).isTrue();
    assertThat(box.fileCount(folder)).isEqualTo(1);
    bearer = box.consent("2", "app").access();
    assertThat(api("GET", asked, NONE).json().path("owned_by").path("id").asText())
        .as("whoever had it still sees it")
        .isEqualTo("3");
    assertThatThrownBy(() -> box.giveFolder("nothing", "3"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void userThatIsMovedHasAnotherZone() throws Exception {
    box.moveToZone("2", new Zone("100001", "United States"));
    JsonNode told =
        api("GET", "/storage_policy_assignments?resolved_for_type=user&resolved_for_id=2", NONE)
            .json();
    assertThat(told.path("entries").path(0).path("storage_policy").path("id").asText())
        .isEqualTo("100001");
    box.add(BoxUser.personal("4", "Somebody"));
    assertThatThrownBy(() -> box.moveToZone("4", AUSTRALIA))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void downloadsAreRedirectedToTheOtherHostAndRefuseTokensThere() throws Exception {
    String id = upload("a.bin", new byte[] {7, 8}, "").first().path("id").asText();
    Reply redirection = api("GET", "/files/" + id + "/content", NONE);
    assertThat(redirection.status()).isEqualTo(302);
    String address = redirection.raw().headers().firstValue("Location").orElseThrow();
    assertThat(address).startsWith(box.uploadUrl().replace("/api/2.0", "/dl/"));
    assertThat(send("GET", address, NONE).body()).containsExactly(7, 8);
    assertThat(send("GET", address, NONE, "Authorization", "Bearer " + bearer).status())
        .isEqualTo(401);
  }

  @Test
  void refreshTokenWorksOnce() throws Exception {
    Tokens tokens = box.consent("2", "app");
    String form =
        "client_id=app&client_secret=secret&grant_type=refresh_token&refresh_token="
            + tokens.refresh().orElseThrow();
    JsonNode next = token(form).json();
    assertThat(next.path("refresh_token").asText()).isNotBlank();
    assertThat(token(form).json().path("error").asText()).isEqualTo("invalid_grant");
  }

  @Test
  void applicationStandsForItsEnterpriseOrAUserOfIt() throws Exception {
    String form = "client_id=app&client_secret=secret&grant_type=client_credentials";
    assertThat(token(form).status()).as("for nobody").isEqualTo(400);
    assertThat(me(form + "&box_subject_type=enterprise&box_subject_id=77")).isEqualTo("1");
    assertThat(me(form + "&box_subject_type=user&box_subject_id=2")).isEqualTo("2");
    assertThat(token(form + "&box_subject_type=user&box_subject_id=3").status()).isEqualTo(400);
    assertThat(token(form + "&box_subject_type=enterprise&box_subject_id=88").status())
        .isEqualTo(400);
  }

  @Test
  void endedGrantIsGone() throws Exception {
    String form = "client_id=app&client_secret=secret&token=" + bearer;
    assertThat(revoke(form).status()).isEqualTo(200);
    assertThat(api("GET", "/users/me", NONE).status()).isEqualTo(401);
    assertThat(revoke(form).json().path("error").asText()).isEqualTo("invalid_token");
  }

  @Test
  void demoHasAPlaceForEachPractice() {
    try (BoxSimulator fresh = BoxSimulator.start(Clock.systemUTC())) {
      assertThat(BoxDemo.addTo(fresh))
          .extracting(BoxDemo.Place::folderId)
          .containsExactly("300001", "300002", "300003", "300004");
    }
  }

  private String me(String form) throws Exception {
    bearer = token(form).json().path("access_token").asText();
    return api("GET", "/users/me", NONE).json().path("id").asText();
  }

  private Reply token(String form) throws Exception {
    return send("POST", box.url() + "/oauth2/token", json(form), FORM);
  }

  private Reply revoke(String form) throws Exception {
    return send("POST", box.url() + "/oauth2/revoke", json(form), FORM);
  }

  private static final String[] FORM = {"Content-Type", "application/x-www-form-urlencoded"};

  private Reply preflight(String name) throws Exception {
    return api(
        "OPTIONS",
        "/files/content",
        json("{\"name\":\"" + name + "\",\"parent\":{\"id\":\"" + folder + "\"}}"),
        "Content-Type",
        "application/json");
  }

  private Reply session(String name, long size) throws Exception {
    return upload(
        "POST",
        "/files/upload_sessions",
        json(
            "{\"folder_id\":\""
                + folder
                + "\",\"file_name\":\""
                + name
                + "\",\"file_size\":"
                + size
                + "}"),
        "Content-Type",
        "application/json");
  }

  private Reply put(String id, byte[] content, int offset, int length) throws Exception {
    byte[] part = Arrays.copyOfRange(content, offset, offset + length);
    return upload(
        "PUT",
        "/files/upload_sessions/" + id,
        part,
        "Content-Type",
        "application/octet-stream",
        "Digest",
        sha(part),
        "Content-Range",
        "bytes " + offset + "-" + (offset + length - 1) + "/" + content.length);
  }

  private Reply commit(String id, JsonNode parts, byte[] content) throws Exception {
    return upload(
        "POST",
        "/files/upload_sessions/" + id + "/commit",
        json("{\"parts\":" + parts + "}"),
        "Content-Type",
        "application/json",
        "Digest",
        sha(content));
  }

  private Reply upload(String name, byte[] content, String digest) throws Exception {
    String head = part("b", "attributes", attributes(name));
    String file = new String(content, StandardCharsets.ISO_8859_1);
    return form("b", head + part("b", "file", file) + "--b--\r\n", digest);
  }

  private Reply form(String boundary, String form, String digest) throws Exception {
    return upload(
        "POST",
        "/files/content",
        form.getBytes(StandardCharsets.ISO_8859_1),
        digest.isEmpty()
            ? new String[] {"Content-Type", "multipart/form-data; boundary=" + boundary}
            : new String[] {
              "Content-Type", "multipart/form-data; boundary=" + boundary, "Content-MD5", digest
            });
  }

  private String attributes(String name) {
    return "{\"name\":\"" + name + "\",\"parent\":{\"id\":\"" + folder + "\"}}";
  }

  private static String part(String boundary, String name, String content) {
    return "--"
        + boundary
        + "\r\nContent-Disposition: form-data; name=\""
        + name
        + "\"\r\n\r\n"
        + content
        + "\r\n";
  }

  private Reply api(String method, String path, byte[] body, String... headers) throws Exception {
    return authorised(method, box.apiUrl() + path, body, headers);
  }

  private Reply upload(String method, String path, byte[] body, String... headers)
      throws Exception {
    return authorised(method, box.uploadUrl() + path, body, headers);
  }

  private Reply authorised(String method, String address, byte[] body, String... headers)
      throws Exception {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Authorization";
    all[headers.length + 1] = "Bearer " + bearer;
    return send(method, address, body, all);
  }

  /** Sends, and holds every answer to Box's own description. */
  private Reply send(String method, String address, byte[] body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address))
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
            .headers(headers.length == 0 ? new String[] {"Accept", "*/*"} : headers);
    HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
    Reply reply = new Reply(response.statusCode(), response.body(), response);
    BoxOperation asked =
        PUBLISHED
            .find(new Call(method, "", URI.create(address).getPath(), Map.of(), Map.of(), NONE))
            .operation();
    if (asked != BoxOperation.OTHER) {
      Answer answer =
          Answer.text(
              reply.status(), "application/json", new String(reply.body(), StandardCharsets.UTF_8));
      assertThat(PUBLISHED.wrongInAnswer(asked, answer))
          .as("what is wrong with the answer %s to %s", reply.status(), asked)
          .isEqualTo(Optional.empty());
    }
    return reply;
  }

  private static byte[] content() {
    byte[] content = new byte[2 * PART + 4_000_000];
    new Random(7).nextBytes(content);
    return content;
  }

  private static byte[] json(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String sha(byte[] bytes) throws NoSuchAlgorithmException {
    return "sha="
        + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(bytes));
  }

  private static String sha1(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
  }
}
