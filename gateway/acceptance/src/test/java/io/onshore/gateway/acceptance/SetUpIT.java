package io.onshore.gateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onshore.connector.simulator.box.BoxUser;
import io.onshore.connector.simulator.box.Zone;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What practice admins set up over HTTP, beside what the set-up file declares. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SetUpIT {
  private static final String AMERICAN = "110017";

  private World world;
  private String americanFolder;

  @BeforeAll
  void start(@TempDir Path folder) {
    world = new World(folder, Map.of("onshore.policy.look", "200ms"));
    world.box.add(
        BoxUser.managed(AMERICAN, "Owner abroad", "11001", new Zone("100001", "United States")));
    americanFolder = world.box.createFolder(AMERICAN, "Onshore Abroad");
    world.box.share(americanFolder, "110011", true);
  }

  @AfterAll
  void stop() {
    world.close();
  }

  private HttpResponse<String> change(
      String method, String path, Optional<String> ifMatch, String type, String body) {
    HttpRequest.Builder request =
        world
            .request(World.ADMIN, path)
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    ifMatch.ifPresent(tag -> request.header("If-Match", tag));
    return world.send(request.build());
  }

  private HttpResponse<String> put(String path, String ifMatch, String body) {
    return change("PUT", path, Optional.of(ifMatch), "application/json", body);
  }

  private static JsonNode is(int status, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return World.json(answer);
  }

  private static void refused(int status, String code, HttpResponse<String> answer) {
    assertThat(is(status, answer).path("code").asText()).as(answer.body()).isEqualTo(code);
  }

  /** The version that the next change is made from. */
  private String tag() {
    return world
        .get(World.ADMIN, "/destinations/onedrive-australia")
        .headers()
        .firstValue("ETag")
        .orElseThrow();
  }

  private JsonNode make(String id, String connection, String folder, String use) {
    return is(
        201,
        world.post(
            World.ADMIN,
            "/destinations",
            """
            {"id":"%s","name":"Made %s","connection":"%s","folder":"%s","use":%s}
            """
                .formatted(id, id, connection, folder, use)));
  }

  private Optional<JsonNode> listed(String person, String id) {
    return world
        .read(person, "/destinations")
        .path("destinations")
        .valueStream()
        .filter(each -> each.path("id").asText().equals(id))
        .findFirst();
  }

  private HttpResponse<String> declare(String destination) {
    return world.post(
        World.CLINICIAN,
        "/transfers",
        "{\"destinationId\":\"%s\",\"size\":1000}".formatted(destination));
  }

  private HttpResponse<String> remove(String path) {
    return change("DELETE", path, Optional.of(tag()), "application/json", "");
  }

  @Test
  void anAdminSetsADestinationUpAndIsToldItsOwnerAndZone() {
    JsonNode made = make("box-made", "box", world.ownedFolder, "null");
    assertThat(made.path("check").path("identity").path("owner").asText())
        .isEqualTo(World.BOX_OWNER);
    assertThat(made.path("check").path("observations").findValuesAsText("rawLabel"))
        .contains("Australia");
    assertThat(listed(World.CLINICIAN, "box-made")).isPresent();

    String renamed =
        "{\"name\":\"Renamed\",\"connection\":\"box\",\"folder\":\"%s\"}"
            .formatted(world.ownedFolder);
    refused(
        428,
        "SETUP_VERSION_NEEDED",
        change("PUT", "/destinations/box-made", Optional.empty(), "application/json", renamed));
    String before = tag();
    JsonNode changed = is(200, put("/destinations/box-made", before, renamed));
    assertThat(changed.path("name").asText()).isEqualTo("Renamed");
    refused(412, "SETUP_CHANGED", put("/destinations/box-made", before, renamed));
    refused(
        422,
        "DESTINATION_UNUSABLE",
        put("/destinations/box-made", tag(), renamed.replace(world.ownedFolder, "404404")));
    assertThat(world.get(World.NEIGHBOUR, "/destinations/box-made").statusCode()).isIn(403, 404);

    assertThat(remove("/destinations/box-made").statusCode()).isEqualTo(204);
    assertThat(listed(World.CLINICIAN, "box-made")).isEmpty();
    refused(404, "DESTINATION_UNKNOWN", world.get(World.ADMIN, "/destinations/box-made"));
  }

  @Test
  void whatTheFileDeclaresIsChangedInTheFileOnly() {
    String body = "{\"name\":\"Mine\",\"connection\":\"au\",\"folder\":\"Onshore/Photos\"}";
    refused(409, "DECLARED_IN_FILE", put("/destinations/onedrive-australia", tag(), body));
    refused(409, "DECLARED_IN_FILE", remove("/destinations/onedrive-australia"));
    refused(409, "DECLARED_IN_FILE", remove("/connections/au"));
    assertThat(
            world.read(World.ADMIN, "/destinations/onedrive-australia").path("declaredIn").asText())
        .isEqualTo("FILE");
    assertThat(world.get(World.CLINICIAN, "/destinations/onedrive-australia").statusCode())
        .isEqualTo(403);
  }

  @Test
  void aConnectionsSecretIsNeverGivenBackAndItsFoldersAreAskedAbout() {
    String connection =
        """
        {"id":"box-two","provider":"box","secretsExpireOn":"%s",
         "settings":{"client-id":"onshore-demo","client-secret":"demo-secret",
                     "acts-as":"application","enterprise-id":"11001"},
         "allowedFolders":[{"folder":"%s","places":["AU"]}]}
        """;
    LocalDate soon = LocalDate.now(ZoneOffset.UTC).plusDays(5);
    HttpResponse<String> abroad =
        world.post(World.ADMIN, "/connections", connection.formatted(soon, americanFolder));
    refused(422, "FOLDER_REFUSED", abroad);
    assertThat(abroad.body()).contains(AMERICAN).contains("United States");
    refused(
        409,
        "CONNECTION_MISCONFIGURED",
        world.post(
            World.ADMIN,
            "/connections",
            connection
                .formatted(soon, world.ownedFolder)
                .replace("\"acts-as\"", "\"api-url\":\"http://127.0.0.1:1\",\"acts-as\"")));

    HttpResponse<String> made =
        world.post(World.ADMIN, "/connections", connection.formatted(soon, world.ownedFolder));
    JsonNode settings = is(201, made);
    assertThat(made.body()).doesNotContain("demo-secret");
    assertThat(settings.path("secrets").get(0).asText()).isEqualTo("client-secret");
    assertThat(settings.path("allowedFolders").get(0).path("owner").asText())
        .isEqualTo(World.BOX_OWNER);
    assertThat(world.get(World.ADMIN, "/connections/box-two/settings").body())
        .doesNotContain("demo-secret");

    make("allowed", "box-two", world.ownedFolder, "null");
    HttpResponse<String> elsewhere =
        world.post(
            World.ADMIN,
            "/destinations",
            "{\"id\":\"elsewhere\",\"name\":\"E\",\"connection\":\"box-two\",\"folder\":\"%s\"}"
                .formatted(world.boxFolder));
    refused(422, "RULES_REFUSED", elsewhere);
    assertThat(elsewhere.body()).contains("allows other folders only");

    JsonNode secrets =
        world
            .read(World.ADMIN, "/expiries")
            .path("expiries")
            .valueStream()
            .filter(each -> each.path("target").asText().equals("box-two"))
            .findFirst()
            .orElseThrow();
    assertThat(secrets.path("kind").asText()).isEqualTo("SECRETS");
    assertThat(secrets.path("daysLeft").asLong()).isBetween(4L, 5L);

    refused(409, "NOT_NOW", remove("/connections/box-two"));
    assertThat(remove("/destinations/allowed").statusCode()).isEqualTo(204);
    assertThat(remove("/connections/box-two").statusCode()).isEqualTo(204);
  }

  @Test
  void aDestinationForOthersIsNeitherListedNorTakenButSeenByAnAdmin() {
    make("for-compliance", "box", world.ownedFolder, "{\"roles\":[\"compliance\"]}");
    assertThat(listed(World.COMPLIANCE, "for-compliance").orElseThrow().path("usable").asBoolean())
        .isTrue();
    assertThat(listed(World.ADMIN, "for-compliance").orElseThrow().path("usable").asBoolean())
        .isFalse();
    assertThat(listed(World.CLINICIAN, "for-compliance")).isEmpty();
    refused(403, "DESTINATION_NOT_FOR_YOU", declare("for-compliance"));
    assertThat(remove("/destinations/for-compliance").statusCode()).isEqualTo(204);
  }

  @Test
  void aStoppedDestinationTakesNoFileUntilItIsLetGoOn() {
    refused(
        403,
        "FORBIDDEN",
        world.post(
            World.CLINICIAN, "/destinations/onedrive-australia/stop", "{\"reason\":\"no\"}"));
    is(
        200,
        world.post(
            World.COMPLIANCE, "/providers/onedrive/stop", "{\"reason\":\"a key was lost\"}"));
    refused(409, "DESTINATION_STOPPED", declare("onedrive-australia"));
    JsonNode shown = listed(World.CLINICIAN, "onedrive-australia").orElseThrow();
    assertThat(shown.path("available").asBoolean()).isFalse();
    assertThat(shown.path("waiting").asText()).contains("a key was lost");
    assertThat(world.read(World.ADMIN, "/stops").path("stops").get(0).path("scope").asText())
        .isEqualTo("PROVIDER");
    assertThat(world.post(World.ADMIN, "/providers/onedrive/resume", "").statusCode())
        .isEqualTo(204);
    is(201, declare("onedrive-australia"));
  }

  @Test
  void aProofStoresComparesAndDeletesAFileOfItsOwn() {
    for (String destination : new String[] {"onedrive-australia", "box-australia", "disk-abroad"}) {
      JsonNode proof =
          is(200, world.post(World.ADMIN, "/destinations/" + destination + "/proof", ""));
      assertThat(proof.path("proven").asBoolean()).as(proof.toPrettyString()).isTrue();
      assertThat(proof.path("left").isMissingNode() || proof.path("left").isNull()).isTrue();
      assertThat(proof.path("steps").findValuesAsText("act"))
          .containsExactly("WRITE", "FIND", "COMPARE_DIGEST", "READ_BACK", "EVIDENCE", "DELETE");
      assertThat(
              world
                  .read(World.COMPLIANCE, "/destinations/" + destination + "/proofs")
                  .path("proofs")
                  .get(0)
                  .path("id")
                  .asText())
          .isEqualTo(proof.path("id").asText());
    }
    assertThat(world.post(World.CLINICIAN, "/destinations/box-australia/proof", "").statusCode())
        .isEqualTo(403);
  }

  @Test
  void theWholeSetUpGoesOutAndComesBackWithItsDifferences() {
    String yaml = "application/yaml";
    String out = world.get(World.ADMIN, "/setup").body();
    assertThat(out).contains("onedrive-australia").doesNotContain("demo-secret");
    JsonNode same = is(200, change("POST", "/setup/diff", Optional.empty(), yaml, out));
    assertThat(same.path("changes")).isEmpty();

    // The destinations come last, each at the same depth.
    String item = out.substring(out.lastIndexOf("\n", out.lastIndexOf("- id:")) + 1);
    String depth = item.substring(0, item.indexOf('-'));
    String more =
        out.stripTrailing()
            + """

            %1$s- id: "imported"
            %1$s  name: "Imported"
            %1$s  connection: "box"
            %1$s  folder: "%2$s"
            """
                .formatted(depth, world.boxFolder);
    JsonNode difference = is(200, change("POST", "/setup/diff", Optional.empty(), yaml, more));
    assertThat(difference.path("changes").get(0).path("kind").asText()).isEqualTo("ADDED");
    assertThat(difference.path("changes").get(0).path("id").asText()).isEqualTo("imported");
    assertThat(difference.path("changes").get(0).has("before")).isFalse();
    assertThat(difference.path("changes").get(0).path("after").asText())
        .contains("name: Imported")
        .contains("connection: box");
    refused(412, "SETUP_CHANGED", change("PUT", "/setup", Optional.of("\"0000\""), yaml, more));
    String digest = "\"" + difference.path("digest").asText() + "\"";
    is(200, change("PUT", "/setup", Optional.of(digest), yaml, more));
    assertThat(listed(World.CLINICIAN, "imported")).isPresent();
    HttpResponse<String> declared =
        change(
            "POST",
            "/setup/diff",
            Optional.empty(),
            yaml,
            out.replace("OneDrive practice library", "Another name"));
    refused(422, "RULES_REFUSED", declared);
    assertThat(declared.body()).contains("declared in the set-up file");
    assertThat(remove("/destinations/imported").statusCode()).isEqualTo(204);
  }
}
