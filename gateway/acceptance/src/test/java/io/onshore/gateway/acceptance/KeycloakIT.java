package io.onshore.gateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged gateway with a real Keycloak: the realm that comes with the containers, and beside
 * it a second practice, groups, and a locum who works in both.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeycloakIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PASSWORD = "onshore-demo";
  private static final String SECRET = "a-secret-of-the-test-of-32-characters";
  private static final String ADMIN = "adam-admin";
  private static final String LOCUM = "lou-locum";
  private static final String LEAVER = "connie-compliance";
  private static final int TOKEN_SECONDS = 10;

  private final HttpClient client = HttpClient.newHttpClient();
  private Keycloak keycloak;
  private App app;
  private JsonNode realm;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    int port = App.freePort();
    realm = realm("http://localhost:" + port);
    long began = System.nanoTime();
    keycloak =
        new Keycloak(
            Path.of(System.getProperty("onshore.keycloak")), realm, folder.resolve("keycloak.log"));
    System.out.printf(
        "keycloak: up after %d s%n", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
    Path setUp =
        Files.writeString(
            folder.resolve("setup.yaml"),
            """
            practices:
              - {id: harbour, name: Harbour Street Clinic, jurisdiction: AU-VIC}
              - {id: island, name: Island Clinic, jurisdiction: AU-TAS}
            """);
    app =
        App.start(
            folder,
            Map.of(
                "quarkus.oidc.auth-server-url", keycloak.url(),
                "quarkus.oidc.client-id", "onshore",
                "quarkus.oidc.credentials.secret", SECRET,
                "quarkus.oidc.token.audience", "onshore",
                "quarkus.oidc.roles.role-claim-path", "groups,group_paths",
                "onshore.identity.step-up.max-age", "5s",
                "onshore.setup-file", setUp.toString()),
            port);
  }

  @AfterAll
  void stop() {
    app.close();
    keycloak.close();
  }

  /** The realm of the containers, with what the tests need beside it. */
  private static JsonNode realm(String gateway) throws IOException {
    ObjectNode realm =
        (ObjectNode) JSON.readTree(Path.of(System.getProperty("onshore.realm")).toFile());
    realm.put("accessTokenLifespan", TOKEN_SECONDS);
    realm.set(
        "groups",
        JSON.readTree(
            """
            [{"name": "harbour", "subGroups": [{"name": "auditor"}]},
             {"name": "island", "subGroups": [{"name": "clinician"}]}]
            """));
    for (JsonNode each : realm.path("clients")) {
      ObjectNode client = (ObjectNode) each;
      client
          .withArray("protocolMappers")
          .add(
              JSON.readTree(
                  """
                  {"name": "groups by path", "protocol": "openid-connect",
                   "protocolMapper": "oidc-group-membership-mapper",
                   "config": {"claim.name": "group_paths", "full.path": "true",
                              "id.token.claim": "true", "access.token.claim": "true"}}
                  """));
      if (client.path("clientId").asText().equals("onshore")) {
        client.put("secret", SECRET);
        client.putArray("redirectUris").add(gateway + "/login");
        client.withObject("/attributes").put("post.logout.redirect.uris", gateway + "/");
      }
    }
    realm
        .withArray("users")
        .add(
            JSON.readTree(
                """
                {"username": "%s", "enabled": true, "emailVerified": true,
                 "email": "lou@locums.example", "firstName": "Lou", "lastName": "Locum",
                 "groups": ["/harbour/auditor", "/island/clinician"],
                 "credentials": [{"type": "password", "value": "%s", "temporary": false}]}
                """
                    .formatted(LOCUM, PASSWORD)));
    return realm;
  }

  private URI address(String path) {
    return URI.create(app.url() + path);
  }

  /** Signs a person in by the code flow, and gives the browser with their session. */
  private Browser signedIn(String person) {
    Browser browser = new Browser();
    HttpResponse<String> form = browser.open(address("/login?return=/api/v1/me"));
    assertThat(form.uri().toString()).startsWith(keycloak.url());
    assertThat(form.uri().getQuery()).contains("code_challenge_method=S256", "response_type=code");
    HttpResponse<String> back = enter(browser, form, person);
    assertThat(back.uri().getPath()).as(back.body()).isEqualTo("/api/v1/me");
    assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
    return browser;
  }

  private static HttpResponse<String> enter(
      Browser browser, HttpResponse<String> form, String person) {
    return browser.submit(form, Map.of("username", person, "password", PASSWORD));
  }

  private HttpResponse<String> asked(Browser browser, String path) {
    return browser.script(HttpRequest.newBuilder(address(path)));
  }

  private HttpResponse<String> published(Browser browser) {
    return browser.script(
        HttpRequest.newBuilder(address("/api/v1/policy/rules/999/publication"))
            .header("Sec-Fetch-Site", "same-origin")
            .POST(HttpRequest.BodyPublishers.noBody()));
  }

  private HttpResponse<String> bearer(HttpResponse<String> granted, String path) {
    assertThat(granted.statusCode()).as(granted.body()).isEqualTo(200);
    try {
      return client.send(
          HttpRequest.newBuilder(address(path))
              .header(
                  "Authorization", "Bearer " + World.json(granted).path("access_token").asText())
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static List<String> roles(HttpResponse<String> me) {
    return World.json(me).path("roles").valueStream().map(JsonNode::asText).toList();
  }

  private static void wait(int seconds) {
    try {
      TimeUnit.SECONDS.sleep(seconds);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Test
  void aPersonSignsInByTheCodeFlowAndHasASession() {
    Browser browser = signedIn("clara-clinician");
    HttpResponse<String> me = asked(browser, "/api/v1/me");
    assertThat(World.json(me).path("practice").path("id").asText()).isEqualTo("harbour");
    assertThat(roles(me)).containsExactly("clinician");
    assertThat(asked(browser, "/api/v1/destinations").statusCode()).isEqualTo(200);
    assertThat(asked(browser, "/api/v1/reviews").statusCode()).isEqualTo(403);
    assertThat(asked(new Browser(), "/api/v1/me").statusCode()).isIn(401, 499);
  }

  @Test
  void aProgramSignsInForItselfAndHasTheRoleOfOne() {
    HttpResponse<String> granted =
        keycloak.token(
            Map.of(
                "grant_type", "client_credentials",
                "client_id", "harbour-records",
                "client_secret", "harbour-records-demo"));
    assertThat(roles(bearer(granted, "/api/v1/me"))).containsExactly("service");
    assertThat(bearer(granted, "/api/v1/transfers").statusCode()).isEqualTo(200);
    assertThat(bearer(granted, "/api/v1/reviews").statusCode()).isEqualTo(403);
  }

  @Test
  void groupsGiveALocumARoleOfTheirOwnInEachPractice() {
    Browser browser = signedIn(LOCUM);
    HttpResponse<String> unsaid = asked(browser, "/api/v1/destinations");
    assertThat(unsaid.statusCode()).isEqualTo(409);
    assertThat(World.json(unsaid).path("code").asText()).isEqualTo("PRACTICE_NOT_CHOSEN");
    for (Map.Entry<String, String> each :
        Map.of("island", "clinician", "harbour", "auditor").entrySet()) {
      HttpResponse<String> chosen =
          browser.script(
              HttpRequest.newBuilder(address("/api/v1/me/practice"))
                  .header("Content-Type", "application/json")
                  .PUT(HttpRequest.BodyPublishers.ofString("{\"id\":\"" + each.getKey() + "\"}")));
      assertThat(chosen.statusCode()).as(chosen.body()).isEqualTo(204);
      HttpResponse<String> me = asked(browser, "/api/v1/me");
      assertThat(World.json(me).path("practice").path("id").asText()).isEqualTo(each.getKey());
      assertThat(roles(me)).containsExactly(each.getValue());
    }
  }

  @Test
  void aGraveDecisionSendsAPersonToSignInAgain() {
    Browser browser = signedIn(ADMIN);
    assertThat(published(browser).statusCode()).as("just signed in").isEqualTo(404);
    wait(6);
    HttpResponse<String> refused = published(browser);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(401);
    assertThat(World.json(refused).path("code").asText()).isEqualTo("STEP_UP_NEEDED");

    HttpResponse<String> again = browser.open(address("/login?fresh=true&return=/api/v1/me"));
    assertThat(again.uri().toString())
        .as("Keycloak asks, though its own session stands")
        .startsWith(keycloak.url());
    assertThat(again.uri().getQuery()).contains("max_age=5");
    HttpResponse<String> back = enter(browser, again, ADMIN);
    assertThat(back.uri().getPath()).as(back.body()).isEqualTo("/api/v1/me");
    assertThat(published(browser).statusCode()).as("only the rules are missing").isEqualTo(404);
  }

  @Test
  void whoeverIsLockedOutLosesTheSessionWithTheNextRenewal() {
    Browser browser = signedIn(LEAVER);
    assertThat(asked(browser, "/api/v1/reviews").statusCode()).isEqualTo(200);
    for (JsonNode user : realm.path("users")) {
      if (user.path("username").asText().equals(LEAVER)) {
        keycloak.disable(user.path("id").asText());
      }
    }
    wait(TOKEN_SECONDS + 2);
    assertThat(asked(browser, "/api/v1/reviews").statusCode()).isIn(401, 499);
    assertThat(
            keycloak
                .token(
                    Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "onshore-demo",
                        "username",
                        LEAVER,
                        "password",
                        PASSWORD))
                .statusCode())
        .isEqualTo(400);
  }
}
