package io.onshore.connector.simulator.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onshore.connector.simulator.Disturbance;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The double refuses what Dropbox refuses. */
class DropboxSimulatorTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  private static final String COMMIT = "\"commit\":{\"path\":\"/a\",\"strict_conflict\":true}}";
  private static final App FULL = new App("full", "secret", App.Access.FULL, "");
  private static final App FOLDER = new App("folder", "secret", App.Access.APP_FOLDER, "Ours");
  private static final Team TEAM = new Team("dbtid:1", "One", true);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-02T12:00:00Z"));
  private final InstantSource source = now::get;
  private final DropboxSimulator simulator =
      DropboxSimulator.start(source.withZone(ZoneOffset.UTC));
  private final HttpClient http = HttpClient.newHttpClient();
  private final Account account = Account.member("clara", TEAM, "AU");
  private final String full;
  private final String folder;

  DropboxSimulatorTest() {
    simulator.add(FULL);
    simulator.add(FOLDER);
    simulator.add(account);
    full = simulator.consent(account, FULL, DropboxSimulator.USER_SCOPES).bearer();
    folder = simulator.consent(account, FOLDER, DropboxSimulator.USER_SCOPES).bearer();
  }

  @AfterEach
  void close() {
    simulator.close();
    http.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"path\":\"/a\",\"colour\":\"red\"} | unknown field 'colour'",
        "{\"mode\":\"add\"} | missing",
        "{\"path\":\"/a\",\"mode\":\"replace\"} | unknown tag 'replace'",
        "{\"path\":\"/a\",\"mode\":{\".tag\":\"update\"}} | missing",
        "{\"path\":\"a\"} | 'pattern' is not kept",
        "{\"path\":\"/a\",\"content_hash\":\"abc\"} | 'min_length' is not kept",
        "{\"path\":\"/a\",\"mute\":\"yes\"} | expected boolean",
        "[] | expected object",
        "{ | could not decode input as JSON",
      })
  void argumentThatIsNotDescribedIsRefusedInWords(String argument, String words) throws Exception {
    HttpResponse<byte[]> answer = content("files/upload", argument, new byte[1], full);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(text(answer)).contains("files/upload").contains(words);
    assertThat(answer.headers().firstValue("X-Dropbox-Request-Id")).isPresent();
  }

  @Test
  void everyRouteHasItsHostItsTokenAndItsScope() throws Exception {
    assertThat(rpc("files/upload", "{\"path\":\"/a\"}", full).statusCode()).isEqualTo(404);
    assertThat(rpc("files/nonsense", "null", full).statusCode()).isEqualTo(404);
    HttpResponse<byte[]> nobody = rpc("users/get_current_account", "null", "Bearer nobody");
    assertThat(nobody.statusCode()).isEqualTo(401);
    assertThat(tags(nobody)).isEqualTo("expired_access_token");
    String narrow = simulator.consent(account, FULL, Set.of("account_info.read")).bearer();
    HttpResponse<byte[]> scope = rpc("files/get_metadata", "{\"path\":\"/a\"}", narrow);
    assertThat(scope.statusCode()).isEqualTo(401);
    assertThat(tags(scope)).isEqualTo("missing_scope");
    assertThat(JSON.readTree(scope.body()).at("/error/required_scope").asText())
        .isEqualTo("files.metadata.read");
    assertThat(rpc("team_log/get_events", "{}", full).statusCode()).isEqualTo(400);
  }

  @Test
  void uploadIsFoundReadAndDeletedAgain() throws Exception {
    byte[] bytes = "sealed".getBytes(StandardCharsets.UTF_8);
    JsonNode stored = ok(content("files/upload", "{\"path\":\"/New/a.bin\"}", bytes, full));
    assertThat(stored.path("path_display").asText()).isEqualTo("/New/a.bin");
    JsonNode found = ok(rpc("files/get_metadata", "{\"path\":\"/NEW/A.BIN\"}", full));
    assertThat(found.path(".tag").asText()).isEqualTo("file");
    assertThat(found.path("id")).isEqualTo(stored.path("id"));
    assertThat(ok(rpc("files/get_metadata", "{\"path\":\"/New\"}", full)).path(".tag").asText())
        .isEqualTo("folder");
    HttpResponse<byte[]> read =
        content("files/download", "{\"path\":" + stored.path("id") + "}", new byte[0], full);
    assertThat(read.body()).isEqualTo(bytes);
    String delete = "{\"path\":" + stored.path("id") + ",\"parent_rev\":";
    assertThat(tags(rpc("files/delete_v2", delete + "\"5f0000000099\"}", full)))
        .isEqualTo("path_write/conflict/file");
    ok(rpc("files/delete_v2", delete + stored.path("rev") + "}", full));
    assertThat(tags(rpc("files/get_metadata", "{\"path\":\"/New/a.bin\"}", full)))
        .isEqualTo("path/not_found");
  }

  @Test
  void conflictsAreAsStrictAsIsAsked() throws Exception {
    byte[] bytes = {1, 2, 3};
    JsonNode first = ok(content("files/upload", "{\"path\":\"/a\"}", bytes, full));
    JsonNode same = ok(content("files/upload", "{\"path\":\"/a\"}", bytes, full));
    assertThat(same.path("rev")).as("nothing was written").isEqualTo(first.path("rev"));
    String strict = "{\"path\":\"/a\",\"strict_conflict\":true}";
    assertThat(tags(content("files/upload", strict, bytes, full))).isEqualTo("path");
    assertThat(tags(content("files/upload", "{\"path\":\"/a\"}", new byte[] {9}, full)))
        .isEqualTo("path");
    JsonNode renamed =
        ok(content("files/upload", "{\"path\":\"/a\",\"autorename\":true}", new byte[1], full));
    assertThat(renamed.path("name").asText()).isEqualTo("a (1)");
    assertThat(tags(content("files/upload", "{\"path\":\"/a/b\"}", bytes, full))).isEqualTo("path");
    assertThat(tags(content("files/upload", "{\"path\":\"/thumbs.db\"}", bytes, full)))
        .isEqualTo("path");
  }

  @Test
  void hashIsOfTheBytesOfTheCall() throws Exception {
    String wrong = "{\"path\":\"/a\",\"content_hash\":\"" + EMPTY + "\"}";
    assertThat(tags(content("files/upload", wrong, new byte[1], full)))
        .isEqualTo("content_hash_mismatch");
    ok(content("files/upload", wrong, new byte[0], full));
  }

  @Test
  void sequentialSessionTellsItsOffset() throws Exception {
    String id = start("{}");
    ok(append(id, 0, false, new byte[10]));
    HttpResponse<byte[]> wrong = append(id, 0, false, new byte[10]);
    assertThat(tags(wrong)).isEqualTo("incorrect_offset");
    assertThat(JSON.readTree(wrong.body()).at("/error/correct_offset").asLong()).isEqualTo(10);
    assertThat(tags(finish(id, 9))).isEqualTo("lookup_failed/incorrect_offset");
    assertThat(ok(finish(id, 10)).path("size").asLong()).isEqualTo(10);
    assertThat(tags(finish(id, 10))).isEqualTo("lookup_failed/not_found");
    assertThat(simulator.openSessions()).isZero();
  }

  @Test
  void concurrentSessionTellsNothingButKeepsItsRules() throws Exception {
    String id = start("{\"session_type\":\"concurrent\"}");
    byte[] unit = new byte[4 << 20];
    assertThat(tags(append(id, 1, false, new byte[0])))
        .isEqualTo("concurrent_session_invalid_offset");
    assertThat(tags(append(id, 0, false, new byte[5])))
        .isEqualTo("concurrent_session_invalid_data_size");
    assertThat(tags(finish(id, 5))).isEqualTo("concurrent_session_not_closed");
    ok(append(id, unit.length, true, new byte[5]));
    assertThat(tags(append(id, 0, false, unit))).isEqualTo("closed");
    assertThat(tags(finish(id, unit.length + 5))).isEqualTo("concurrent_session_missing_data");
  }

  @Test
  void sessionLivesSevenDaysAndForItsOwnerOnly() throws Exception {
    String id = start("{}");
    String arg = cursor(id, 0) + ",\"close\":false}";
    assertThat(tags(content("files/upload_session/append_v2", arg, new byte[1], folder)))
        .isEqualTo("not_found");
    now.set(now.get().plus(Duration.ofDays(7)));
    String later = simulator.consent(account, FULL, DropboxSimulator.USER_SCOPES).bearer();
    assertThat(tags(content("files/upload_session/append_v2", arg, new byte[1], later)))
        .isEqualTo("not_found");
  }

  @Test
  void pathsStartFromTheRootThatIsNamed() throws Exception {
    simulator.createFolder(account.root(), "/Common");
    simulator.createFolder(account.home(), "/Apps/Ours/Mine");
    String common = "{\"path\":\"/Common\"}";
    assertThat(tags(rpc("files/get_metadata", common, full))).isEqualTo("path/not_found");
    ok(rooted(common, "{\".tag\":\"root\",\"root\":\"" + account.root() + "\"}", full));
    HttpResponse<byte[]> old = rooted(common, "{\".tag\":\"root\",\"root\":\"77\"}", full);
    assertThat(old.statusCode()).isEqualTo(422);
    assertThat(JSON.readTree(old.body()).at("/error/invalid_root/root_namespace_id").asText())
        .isEqualTo(account.root());
    assertThat(
            rooted(common, "{\".tag\":\"namespace_id\",\"namespace_id\":\"77\"}", full)
                .statusCode())
        .isEqualTo(422);
    JsonNode mine = ok(rpc("files/get_metadata", "{\"path\":\"/Mine\"}", folder));
    assertThat(mine.path("path_display").asText()).isEqualTo("/Mine");
  }

  @Test
  void readOnlyFolderTakesNothing() throws Exception {
    simulator.createReadOnlyFolder(account.home(), "/Look");
    JsonNode seen = ok(rpc("files/get_metadata", "{\"path\":\"/Look\"}", full));
    assertThat(seen.at("/sharing_info/read_only").asBoolean()).isTrue();
    HttpResponse<byte[]> refused =
        content("files/upload", "{\"path\":\"/Look/a\"}", new byte[1], full);
    assertThat(JSON.readTree(refused.body()).at("/error/reason/.tag").asText())
        .isEqualTo("no_write_permission");
  }

  @Test
  void sharedFolderKeepsItsIdWhenAnotherTeamGetsIt() throws Exception {
    simulator.createTeamFolder(account.home(), "/Common", TEAM);
    simulator.createFolder(account.home(), "/Common/Photos");
    String id =
        ok(rpc("files/get_metadata", "{\"path\":\"/Common\"}", full))
            .at("/sharing_info/shared_folder_id")
            .asText();
    JsonNode inside =
        ok(rpc("files/get_metadata", "{\"path\":\"/Common/Photos\"}", full)).path("sharing_info");
    assertThat(inside.path("parent_shared_folder_id").asText()).isEqualTo(id);
    assertThat(inside.has("shared_folder_id")).isFalse();
    simulator.giveFolder(account.home(), "/Common", new Team("dbtid:2", "Two", true));
    JsonNode shared =
        ok(rpc("sharing/get_folder_metadata", "{\"shared_folder_id\":\"" + id + "\"}", full));
    assertThat(shared.at("/owner_team/id").asText()).isEqualTo("dbtid:2");
    assertThatThrownBy(() -> simulator.giveFolder(account.home(), "/Mine", TEAM))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void placementThatWasMovedIsTheLastInTheLog() throws Exception {
    App team = new App("team", "secret", App.Access.TEAM, "");
    simulator.add(team);
    simulator.movePlacement(TEAM, "australia_only", now.get());
    simulator.movePlacement(TEAM, "uk_only", now.get().plusSeconds(60));
    JsonNode events =
        ok(rpc(
                "team_log/get_events",
                "{\"event_type\":{\".tag\":\"data_placement_restriction_satisfy_policy\"}}",
                simulator.consent(account, team, DropboxSimulator.TEAM_SCOPES).bearer()))
            .path("events");
    assertThat(events).hasSize(2);
    assertThat(events.path(1).at("/details/placement_restriction/.tag").asText())
        .isEqualTo("uk_only");
  }

  @Test
  void secondWriteIntoANamespaceIsRefusedWhileOneIsUnderWay() throws Exception {
    simulator.faults().next(DropboxOperation.UPLOAD, new Disturbance.Hold());
    Thread holding =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    content("files/upload", "{\"path\":\"/held\"}", new byte[1], full);
                  } catch (IOException | InterruptedException cut) {
                    // The double is closed before it answers.
                  }
                });
    assertThat(simulator.awaitHeld(Duration.ofSeconds(30))).isTrue();
    HttpResponse<byte[]> second =
        content("files/upload", "{\"path\":\"/second\"}", new byte[1], full);
    assertThat(second.statusCode()).isEqualTo(429);
    assertThat(JSON.readTree(second.body()).at("/error/reason/.tag").asText())
        .isEqualTo("too_many_write_operations");
    assertThat(holding.isAlive()).isTrue();
  }

  @Test
  void everyPublishedRouteOfTheDoubleIsDescribed() {
    for (String route :
        Set.of(
            "auth/token/revoke",
            "users/get_current_account",
            "files/upload",
            "files/upload_session/start",
            "files/upload_session/append_v2",
            "files/upload_session/finish",
            "files/get_metadata",
            "files/download",
            "files/delete_v2")) {
      assertThat(Published.DESCRIPTION.knows(route)).as(route).isTrue();
      assertThat(DropboxOperation.of("/2/" + route)).isNotEqualTo(DropboxOperation.OTHER);
    }
  }

  @Test
  void demoTellsTwoTeamsApart() throws Exception {
    try (DropboxSimulator demo = DropboxSimulator.start(Clock.systemUTC())) {
      demo.addDemo();
      assertThat(demo.accounts()).hasSize(4);
      HttpResponse<String> page =
          http.send(
              HttpRequest.newBuilder(URI.create(demo.apiUrl() + "/__admin-onshore/")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(page.body())
          .contains("au-practice", "australia_only", "uk_only", "individual (basic, no team)");
    }
  }

  private String start(String argument) throws Exception {
    return ok(content("files/upload_session/start", argument, new byte[0], full))
        .path("session_id")
        .asText();
  }

  private static String cursor(String id, long offset) {
    return "{\"cursor\":{\"session_id\":\"" + id + "\",\"offset\":" + offset + "}";
  }

  private HttpResponse<byte[]> append(String id, long offset, boolean close, byte[] bytes)
      throws Exception {
    return content(
        "files/upload_session/append_v2",
        cursor(id, offset) + ",\"close\":" + close + "}",
        bytes,
        full);
  }

  private HttpResponse<byte[]> finish(String id, long offset) throws Exception {
    return content(
        "files/upload_session/finish", cursor(id, offset) + "," + COMMIT, new byte[0], full);
  }

  private HttpResponse<byte[]> rpc(String route, String argument, String bearer)
      throws IOException, InterruptedException {
    return send(
        request(simulator.apiUrl(), route, bearer)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(argument)));
  }

  private HttpResponse<byte[]> rooted(String argument, String root, String bearer)
      throws IOException, InterruptedException {
    return send(
        request(simulator.apiUrl(), "files/get_metadata", bearer)
            .header("Content-Type", "application/json")
            .header("Dropbox-API-Path-Root", root)
            .POST(HttpRequest.BodyPublishers.ofString(argument)));
  }

  private HttpResponse<byte[]> content(String route, String argument, byte[] body, String bearer)
      throws IOException, InterruptedException {
    return send(
        request(simulator.contentUrl(), route, bearer)
            .header("Content-Type", "application/octet-stream")
            .header("Dropbox-API-Arg", argument)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  private static HttpRequest.Builder request(String base, String route, String bearer) {
    return HttpRequest.newBuilder(URI.create(base + "/2/" + route)).header("Authorization", bearer);
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static JsonNode ok(HttpResponse<byte[]> answer) throws IOException {
    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  /** The tags of the unions in an error, the outermost first. */
  private static String tags(HttpResponse<byte[]> answer) throws IOException {
    JsonNode error = JSON.readTree(answer.body()).path("error");
    StringBuilder tags = new StringBuilder(error.path(".tag").asText());
    Optional<JsonNode> at = inner(error);
    while (at.isPresent()) {
      tags.append('/').append(at.get().path(".tag").asText());
      at = inner(at.get());
    }
    return tags.toString();
  }

  private static Optional<JsonNode> inner(JsonNode union) {
    return Optional.of(union.path(union.path(".tag").asText())).filter(value -> value.has(".tag"));
  }
}
