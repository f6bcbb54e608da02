package io.onshore.gateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onshore.connector.simulator.Room;
import io.onshore.connector.simulator.box.BoxUser;
import io.onshore.connector.simulator.box.Zone;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Guides with live evidence from the providers, and the room that is left at them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuideIT {
  private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0};
  private static final String AMERICAN = "110019";

  private World world;
  private String americanFolder;

  @BeforeAll
  void start(@TempDir Path folder) {
    world =
        new World(folder, Map.of("onshore.policy.look", "200ms", "onshore.room.every", "300ms"));
    world.box.add(
        BoxUser.managed(AMERICAN, "Owner abroad", "11001", new Zone("100001", "United States")));
    americanFolder = world.box.createFolder(AMERICAN, "Onshore Abroad");
    world.box.share(americanFolder, "110011", true);
  }

  @AfterAll
  void stop() {
    world.close();
  }

  private JsonNode guide(String destination) {
    return world.read(World.ADMIN, "/destinations/" + destination + "/guide");
  }

  private JsonNode step(String destination, String id) {
    return guide(destination)
        .path("steps")
        .valueStream()
        .filter(step -> step.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private void is(String state, String destination, String id) {
    JsonNode step = step(destination, id);
    assertThat(step.path("state").asText()).as(step.toPrettyString()).isEqualTo(state);
  }

  private JsonNode lookAgain(String destination) {
    JsonNode call = guide(destination).path("lookAgain");
    assertThat(call.path("method").asText()).isEqualTo("POST");
    return posted(200, call.path("path").asText().replace("/api/v1", ""), "");
  }

  private JsonNode posted(int status, String path, String body) {
    HttpResponse<String> answer = world.post(World.ADMIN, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return World.json(answer);
  }

  @Test
  void boxInTheAustraliaZoneIsDoneStepByStepWithTheEvidence() {
    lookAgain("box-owned");
    JsonNode guide = guide("box-owned");
    assertThat(guide.path("guide").asText()).isEqualTo("box-zones");
    assertThat(guide.path("title").asText()).isEqualTo("Box with its zone in Australia");
    for (String done :
        new String[] {
          "connect", "enterprise", "owner", "read-zone", "zone", "copies", "contract", "verdict"
        }) {
      is("DONE", "box-owned", done);
    }
    JsonNode evidence = step("box-owned", "zone").path("evidence");
    assertThat(evidence.path("source").asText())
        .isEqualTo("storage_policy_assignment.storage_policy");
    assertThat(evidence.path("label").asText()).isEqualTo("Australia");
    assertThat(evidence.path("grade").asText()).isEqualTo("TENANT_MEASURED");
    assertThat(step("box-owned", "owner").path("saw").asText()).contains(World.BOX_OWNER);

    is("NOT_DONE", "box-owned", "proof");
    JsonNode proof = step("box-owned", "proof").path("call");
    posted(200, proof.path("path").asText().replace("/api/v1", ""), "");
    is("DONE", "box-owned", "proof");
    is("NOT_DONE", "box-owned", "review");
    assertThat(guide("box-owned").path("next").asText()).isEqualTo("review");
  }

  @Test
  void aFolderOwnedInTheUnitedStatesIsNotDoneAndSaysWhatWasSeen() {
    posted(
        201,
        "/destinations",
        """
        {"id":"abroad","name":"Abroad","connection":"box","folder":"%s"}
        """
            .formatted(americanFolder));
    lookAgain("abroad");
    is("DONE", "abroad", "read-zone");
    JsonNode zone = step("abroad", "zone");
    assertThat(zone.path("state").asText()).isEqualTo("NOT_DONE");
    assertThat(zone.path("saw").asText()).isEqualTo("the US (`United States`)");
    assertThat(zone.path("todo").asText()).contains("Australia");
    is("CAN_NOT_TELL", "abroad", "copies");

    world.box.moveToZone(AMERICAN, new Zone("100003", "Australia"));
    lookAgain("abroad");
    is("DONE", "abroad", "zone");
  }

  @Test
  void aTenantOfOneGeographyIsAttestedAndOneOfSeveralIsRead() {
    lookAgain("onedrive-australia");
    assertThat(guide("onedrive-australia").path("guide").asText()).isEqualTo("onedrive-australia");
    is("NOT_NEEDED", "onedrive-australia", "data-location");
    is("DONE", "onedrive-australia", "location");
    assertThat(step("onedrive-australia", "location").path("evidence").path("label").asText())
        .isEqualTo("AUS");

    lookAgain("onedrive-unknown");
    is("NOT_DONE", "onedrive-unknown", "data-location");
    is("CAN_NOT_TELL", "onedrive-unknown", "location");
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    posted(
        201,
        step("onedrive-unknown", "data-location")
            .path("call")
            .path("path")
            .asText()
            .replace("/api/v1", ""),
        """
        {"about":"CONTENT","places":["AU"],"lookedOn":"%s","validUntil":"%s",
         "source":"admin centre, Data location","mediaType":"image/png","attachment":"%s"}
        """
            .formatted(today, today.plusDays(90), Base64.getEncoder().encodeToString(PICTURE)));
    is("DONE", "onedrive-unknown", "data-location");
    is("DONE", "onedrive-unknown", "location");
    assertThat(step("onedrive-unknown", "location").path("evidence").path("grade").asText())
        .isEqualTo("ADMIN_ATTESTATION");
  }

  @Test
  void aGuideIsForThoseWhoSetUpAndForTheirOwnDestinations() {
    assertThat(world.get(World.CLINICIAN, "/destinations/box-owned/guide").statusCode())
        .isEqualTo(403);
    assertThat(world.get(World.COMPLIANCE, "/destinations/box-owned/guide").statusCode())
        .isEqualTo(200);
    HttpResponse<String> foreign = world.get(World.ISLAND_ADMIN, "/destinations/box-owned/guide");
    assertThat(foreign.statusCode()).as(foreign.body()).isEqualTo(404);
  }

  private JsonNode space(String destination) {
    return world
        .read(World.CLINICIAN, "/destinations")
        .path("destinations")
        .valueStream()
        .filter(each -> each.path("id").asText().equals(destination))
        .findFirst()
        .orElseThrow()
        .path("space");
  }

  @Test
  void theChooserShowsHowManyPhotosAreLeftAndAFullAccountTakesNoByte() {
    world.oneDrive.room("au-clinic", new Room.Limited(10_000_000_000L, 8_100_000_000L));
    World.await(
        () -> space("onedrive-australia").path("text").asText().equals("about 380 photos left"));
    assertThat(space("onedrive-australia").path("photos").asLong()).isEqualTo(380);
    assertThat(space("onedrive-australia").path("remainingBytes").asLong())
        .isEqualTo(1_900_000_000L);
    assertThat(space("onedrive-australia").path("asOf").asText()).endsWith("Z");

    world.oneDrive.room("au-clinic", new Room.Limited(10_000_000_000L, 9_999_999_500L));
    World.await(
        () ->
            space("onedrive-australia").path("text").asText().equals("no room for another photo"));
    HttpResponse<String> full =
        world.post(
            World.CLINICIAN,
            "/transfers",
            "{\"destinationId\":\"onedrive-australia\",\"size\":1000}");
    assertThat(full.statusCode()).as(full.body()).isEqualTo(507);
    assertThat(World.json(full).path("code").asText()).isEqualTo("DESTINATION_FULL");
    World.await(
        () ->
            world
                .read(World.ADMIN, "/expiries")
                .path("alerts")
                .findValuesAsText("kind")
                .contains("SPACE"));
    world.oneDrive.room("au-clinic", Room.AMPLE);
    World.await(
        () ->
            space("onedrive-australia")
                .path("text")
                .asText()
                .equals("room for more than 10,000 photos"));
  }
}
