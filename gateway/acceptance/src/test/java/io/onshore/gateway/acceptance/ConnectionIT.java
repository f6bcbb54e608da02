package io.onshore.gateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An account that a person connects, loses, reconnects and disconnects. */
class ConnectionIT {
  private static final String CONNECTION = "/connections/own-account";
  private static final String AUTHORIZATION = CONNECTION + "/authorization";
  private static final Pattern ACCOUNT = Pattern.compile("name=\"account\" value=\"([^\"]+)\"");

  @TempDir Path folder;

  private World world;

  @BeforeEach
  void start() throws IOException {
    world = new World(folder, Map.of());
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void holdsFilesUntilAPersonConnectedTheAccountAndKeepsNoReadableToken() throws IOException {
    assertThat(connection().path("state").asText()).isEqualTo("NOT_CONNECTED");
    assertThat(world.get(World.ISLAND_CLINICIAN, "/destinations").body())
        .contains("wait until the practice admin has connected the account");
    String early = sent();
    awaitHeld(early);

    connect();
    assertThat(connection().path("state").asText()).isEqualTo("CONNECTED");
    assertThat(connection().path("connectedBy").asText()).isEqualTo("sub-iris-admin");
    assertThat(connection().path("scopes").path("missing")).isEmpty();
    assertVerified(early);
    assertVerified(sent());
    assertThat(world.get(World.ISLAND_CLINICIAN, "/destinations").body())
        .as("somebody's own account is recognised as such")
        .contains("ACCOUNT-PERSONAL");

    world.oneDrive.revoke("personal");
    String held = sent();
    awaitHeld(held);
    assertThat(connection().path("state").asText()).isEqualTo("RECONNECT_NEEDED");
    assertThat(connection().path("transfersWaiting").asInt()).isEqualTo(1);
    world.app.kill();
    world.app.startAgain();
    awaitHeld(held);

    connect();
    assertVerified(held);
    assertThat(connection().path("transfersWaiting").asInt()).isZero();

    HttpResponse<String> disconnected =
        world.send(world.request(World.ISLAND_ADMIN, AUTHORIZATION).DELETE().build());
    assertThat(disconnected.statusCode()).as(disconnected.body()).isEqualTo(200);
    assertThat(World.json(disconnected).path("state").asText()).isEqualTo("DISCONNECTED");
    awaitHeld(sent());
    assertThat(world.oneDrive.openSessions()).isZero();

    assertNowhereOnDisk(world.oneDrive.tokensHandedOut());
  }

  @Test
  void keepsPracticesPeopleAndRolesApart() {
    assertThat(world.get(World.ADMIN, CONNECTION).statusCode()).isEqualTo(404);
    assertThat(world.get(World.ADMIN, "/connections").body()).doesNotContain("own-account");
    assertThat(world.get(World.ISLAND_CLINICIAN, "/connections").statusCode()).isEqualTo(403);
    assertThat(world.post(World.ADMIN, AUTHORIZATION, "").statusCode()).isEqualTo(404);
    assertThat(world.post(World.ISLAND_CLINICIAN, AUTHORIZATION, "").statusCode()).isEqualTo(403);
    HttpResponse<String> application = world.post(World.ADMIN, "/connections/au/authorization", "");
    assertThat(application.statusCode()).isEqualTo(409);
    assertThat(World.json(application).path("code").asText()).isEqualTo("CONNECTION_NOT_A_PERSONS");

    // Somebody else's way back, then the same one again: both start again.
    URI back = allowed(invited());
    assertThat(page(World.ADMIN, back).statusCode()).isEqualTo(400);
    assertThat(page(World.ISLAND_ADMIN, back).statusCode()).isEqualTo(400);
    assertThat(page(World.ISLAND_CLINICIAN, back).statusCode()).isEqualTo(403);
    assertThat(connection().path("state").asText()).isEqualTo("NOT_CONNECTED");

    HttpResponse<String> denied = page(World.ISLAND_ADMIN, decided(invited(), ""));
    assertThat(denied.statusCode()).isEqualTo(200);
    assertThat(denied.body()).contains("You said no");

    assertThat(world.send(HttpRequest.newBuilder(back).build()).statusCode())
        .as("nobody signed in is sent to the sign-in")
        .isIn(302, 401);
  }

  private JsonNode connection() {
    return World.json(world.get(World.ISLAND_ADMIN, CONNECTION));
  }

  private URI invited() {
    HttpResponse<String> invitation = world.post(World.ISLAND_ADMIN, AUTHORIZATION, "");
    assertThat(invitation.statusCode()).as(invitation.body()).isEqualTo(200);
    assertThat(invitation.headers().firstValue("Cache-Control")).hasValue("no-store");
    return URI.create(World.json(invitation).path("authorizeUrl").asText());
  }

  /** The person picks the account on the provider's page. */
  private URI allowed(URI page) {
    Matcher account = ACCOUNT.matcher(world.send(HttpRequest.newBuilder(page).build()).body());
    assertThat(account.find()).isTrue();
    return decided(page, account.group(1));
  }

  private URI decided(URI page, String account) {
    HttpResponse<String> answer =
        world.send(
            HttpRequest.newBuilder(page)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("account=" + account))
                .build());
    assertThat(answer.statusCode()).isEqualTo(302);
    return URI.create(answer.headers().firstValue("Location").orElseThrow());
  }

  private HttpResponse<String> page(String person, URI back) {
    return world.send(
        HttpRequest.newBuilder(back)
            .header("Authorization", "Bearer " + world.issuer.tokenOf(person))
            .build());
  }

  private void connect() {
    HttpResponse<String> connected = page(World.ISLAND_ADMIN, allowed(invited()));
    assertThat(connected.statusCode()).as(connected.body()).isEqualTo(200);
    assertThat(connected.body()).contains("The account is connected").doesNotContain("<script");
  }

  private String sent() {
    HttpResponse<String> answer =
        world.send(
            world
                .request(World.ISLAND_CLINICIAN, "/destinations/own-onedrive/transfers")
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Sealed.sample()))
                .build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode transfer = World.json(answer);
    String id = transfer.path("id").asText();
    if (transfer.path("state").asText().equals("AWAITING_ACKNOWLEDGEMENT")) {
      // Once the account is known to be somebody's own, the clinician is warned of that.
      HttpResponse<String> acknowledged =
          world.post(
              World.ISLAND_CLINICIAN,
              "/transfers/" + id + "/acknowledgement",
              "{\"findings\":[\"ACCOUNT-PERSONAL\"],\"reasonCode\":\"KNOWN\"}");
      assertThat(acknowledged.statusCode()).as(acknowledged.body()).isEqualTo(200);
    }
    return id;
  }

  private void awaitHeld(String id) {
    JsonNode held =
        world.await(
            World.ISLAND_CLINICIAN,
            id,
            transfer -> transfer.path("failure").path("kind").asText().equals("REAUTHORISE"));
    assertThat(held.path("state").asText()).isEqualTo("QUEUED");
    assertThat(held.path("failure").path("hint").asText()).contains("nothing is lost");
  }

  private void assertVerified(String id) {
    JsonNode done = world.awaitState(World.ISLAND_CLINICIAN, id, "VERIFIED");
    assertThat(
            world.oneDrive.fileBytes(
                "personal", "Onshore/Photos", done.path("stored").path("name").asText()))
        .contains(Sealed.sample());
  }

  private void assertNowhereOnDisk(Set<String> secrets) throws IOException {
    assertThat(secrets).isNotEmpty();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        for (String secret : secrets) {
          assertThat(text.contains(secret)).as("%s holds a token", file).isFalse();
        }
      }
    }
  }
}
