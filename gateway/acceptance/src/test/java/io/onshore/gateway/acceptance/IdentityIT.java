package io.onshore.gateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Who somebody is here: practices, roles in each, places, the strength of the sign-in, leaving. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdentityIT {
  private World world;

  @BeforeAll
  void start(@TempDir Path folder) {
    world =
        new World(
            folder,
            Map.of(
                "onshore.policy.look", "200ms",
                "onshore.identity.roles.nurses-of-the-island", "island/clinician",
                "onshore.identity.step-up.acr", "gold,platinum"));
  }

  @AfterAll
  void stop() {
    world.close();
  }

  private static String list(String... texts) {
    return List.of(texts).stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
  }

  private HttpRequest.Builder as(Map<String, String> claims, String path) {
    return HttpRequest.newBuilder(world.api(path))
        .header("Authorization", "Bearer " + world.issuer.tokenOf("lou-locum", claims));
  }

  private HttpResponse<String> get(Map<String, String> claims, String practice, String path) {
    HttpRequest.Builder request = as(claims, path);
    if (!practice.isEmpty()) {
      request.header("Onshore-Practice", practice);
    }
    return world.send(request.build());
  }

  private static String code(HttpResponse<String> problem) {
    return World.json(problem).path("code").asText();
  }

  @Test
  void oneWhoActsForTwoPracticesSaysForWhichAndHasThereTheRolesOfThatOne() {
    Map<String, String> locum =
        Map.of("groups", list("/harbour/compliance", "nurses-of-the-island", "unheard-of"));

    HttpResponse<String> unsaid = get(locum, "", "/destinations");
    assertThat(unsaid.statusCode()).isEqualTo(409);
    assertThat(code(unsaid)).isEqualTo("PRACTICE_NOT_CHOSEN");
    assertThat(World.json(unsaid).path("hint").asText()).contains("harbour, island");

    JsonNode me = World.json(get(locum, "", "/me"));
    assertThat(me.has("practice")).isFalse();
    assertThat(me.path("practices").findValuesAsText("id")).containsExactly("harbour", "island");
    assertThat(me.path("practices").findValuesAsText("jurisdiction"))
        .containsExactly("AU-VIC", "AU-TAS");

    assertThat(World.json(get(locum, "island", "/me")).path("roles"))
        .hasToString("[\"clinician\"]");
    assertThat(World.json(get(locum, "harbour", "/me")).path("roles"))
        .hasToString("[\"compliance\"]");
    assertThat(get(locum, "harbour", "/reviews").statusCode()).isEqualTo(200);
    assertThat(get(locum, "island", "/reviews").statusCode()).isEqualTo(403);
    assertThat(get(locum, "island", "/destinations").body()).contains("own-onedrive");
    assertThat(get(locum, "harbour", "/destinations").body()).doesNotContain("own-onedrive");
  }

  @Test
  void aPracticeThatIsNotTheirsLooksLikeOneThatIsNone() {
    Map<String, String> locum = Map.of("practices", list("harbour"), "groups", list("auditor"));
    HttpResponse<String> another = get(locum, "island", "/destinations");
    HttpResponse<String> none = get(locum, "no-such-practice", "/destinations");
    assertThat(another.statusCode()).isEqualTo(403);
    assertThat(code(another)).isEqualTo("PRACTICE_UNKNOWN");
    assertThat(another.body()).isEqualTo(none.body());
    assertThat(get(locum, "harbour", "/destinations").statusCode()).isEqualTo(200);
    assertThat(get(locum, "", "/destinations").statusCode()).as("their only one").isEqualTo(200);
  }

  @Test
  void aBrowsersChoiceIsKeptInACookieThatOpensNothing() {
    Map<String, String> locum =
        Map.of("practices", list("harbour", "island"), "groups", list("clinician"));
    HttpResponse<String> chosen =
        world.send(
            as(locum, "/me/practice")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"id\":\"island\"}"))
                .build());
    assertThat(chosen.statusCode()).as(chosen.body()).isEqualTo(204);
    assertThat(chosen.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("onshore-practice=island")
        .contains("HttpOnly")
        .containsIgnoringCase("SameSite=Lax");
    assertThat(
            world
                .send(
                    as(locum, "/me/practice")
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString("{\"id\":\"records-operator\"}"))
                        .build())
                .statusCode())
        .isEqualTo(403);
    assertThat(
            world
                .send(
                    as(locum, "/destinations").header("Cookie", "onshore-practice=island").build())
                .statusCode())
        .as("a program says it by the header")
        .isEqualTo(409);
  }

  @Test
  void anOperatorSeesThatTheyAreOneAndNothingOfAnyPractice() {
    Map<String, String> operator = Map.of("groups", list("operator"));
    assertThat(World.json(get(operator, "", "/me")).path("roles")).hasToString("[\"operator\"]");
    for (String path : List.of("/destinations", "/transfers", "/policy", "/reviews")) {
      assertThat(get(operator, "", path).statusCode()).as(path).isEqualTo(403);
      assertThat(get(operator, "harbour", path).statusCode()).as(path).isEqualTo(403);
    }
  }

  @Test
  void wherePeopleAreIsShownAndRubbishIsNotBelieved() {
    Map<String, String> abroad =
        Map.of("practice", "\"harbour\"", "groups", list("clinician"), "jurisdiction", "\"NZ\"");
    assertThat(World.json(get(abroad, "", "/me")).path("jurisdiction").asText()).isEqualTo("NZ");
    Map<String, String> rubbish =
        Map.of(
            "practice", "\"harbour\"",
            "groups", list("clinician"),
            "jurisdiction", "\"somewhere; nice\"");
    JsonNode me = World.json(get(rubbish, "", "/me"));
    assertThat(me.path("roles")).hasToString("[\"clinician\"]");
    assertThat(me.has("jurisdiction")).isFalse();
    for (String claim : List.of("7", "{}", "[]", "[null]", "\"../harbour\"")) {
      assertThat(get(Map.of("practice", claim), "", "/me").statusCode())
          .as("practice " + claim)
          .isEqualTo(403);
    }
  }

  private HttpResponse<String> grave(Map<String, String> claims) {
    return world.send(
        HttpRequest.newBuilder(world.api("/policy/rules/999/publication"))
            .header("Authorization", "Bearer " + world.issuer.tokenOf(World.ADMIN, claims))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build());
  }

  private static String ago(Duration age) {
    return "" + Instant.now().minus(age).getEpochSecond();
  }

  @Test
  void aGraveDecisionNeedsARecentAndStrongSignIn() {
    Map<String, String> good =
        Map.of("auth_time", ago(Duration.ofMinutes(14)), "acr", "\"platinum\"");
    assertThat(grave(good).statusCode()).as("only the rules are missing").isEqualTo(404);

    for (Map<String, String> weak :
        List.of(
            Map.of("auth_time", ago(Duration.ofMinutes(16)), "acr", "\"gold\""),
            Map.of("auth_time", "\"soon\"", "acr", "\"gold\""),
            Map.of("auth_time", ago(Duration.ofMinutes(1)), "acr", "\"bronze\""),
            Map.of("auth_time", ago(Duration.ofMinutes(1))))) {
      HttpResponse<String> refused = grave(weak);
      assertThat(refused.statusCode()).as(weak.toString()).isEqualTo(401);
      assertThat(code(refused)).isEqualTo("STEP_UP_NEEDED");
      assertThat(World.json(refused).path("hint").asText()).contains("/login?fresh=true");
      assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
          .startsWith("Bearer error=\"insufficient_user_authentication\"")
          .contains("max_age=\"900\"")
          .contains("acr_values=\"gold platinum\"");
    }
    assertThat(world.post(World.CLINICIAN, "/policy/rules/999/publication", "").statusCode())
        .as("a role that may not is told that, and is not sent to sign in again")
        .isEqualTo(403);
  }

  /** The directory's entry of somebody, as soon as it is like this; it is written apart. */
  private JsonNode awaitPerson(String practice, String subject, Predicate<JsonNode> like) {
    Map<String, String> auditor = Map.of("practices", list(practice), "groups", list("auditor"));
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    JsonNode people = World.json(get(auditor, "", "/people"));
    while (true) {
      for (JsonNode each : people.path("people")) {
        if (each.path("subject").asText().equals(subject) && like.test(each)) {
          return each;
        }
      }
      assertThat(System.nanoTime()).as("in time: " + people).isLessThan(until);
      people = World.json(get(auditor, "", "/people"));
    }
  }

  private static Predicate<JsonNode> named(String name) {
    return each -> each.path("name").asText().equals(name);
  }

  private static Map<String, String> nurse(String practice, String name) {
    return Map.of(
        "sub",
        "\"7f0c2a51\"",
        "name",
        "\"" + name + "\"",
        "practices",
        list(practice),
        "groups",
        list("compliance"));
  }

  @Test
  void peopleHaveTheNamesOfTheirTokensInTheirOwnPracticeAlone() {
    String maiden = Planted.secret("a name of staff", "Nora Nightingale");
    String married = Planted.secret("a name of staff", "Nora Nightjar-Reed");
    assertThat(get(nurse("harbour", maiden), "", "/reviews").statusCode()).isEqualTo(200);
    JsonNode seen = awaitPerson("harbour", "7f0c2a51", named(maiden));
    assertThat(seen.path("roles")).hasToString("[\"compliance\"]");
    assertThat(seen.path("offered").asBoolean()).isTrue();
    assertThat(seen.path("lastSeenOn").asText()).matches("\\d{4}-\\d\\d-\\d\\d");

    assertThat(get(nurse("harbour", married), "", "/reviews").statusCode()).isEqualTo(200);
    awaitPerson("harbour", "7f0c2a51", named(married));
    HttpResponse<String> role = get(nurse("harbour", married), "", "/people?role=compliance");
    assertThat(role.body()).contains(married).doesNotContain(maiden);
    assertThat(get(nurse("harbour", married), "", "/people?role=clinician").body())
        .doesNotContain(married);
    assertThat(code(get(nurse("harbour", married), "", "/people?role=boss")))
        .isEqualTo("INVALID_REQUEST");

    Map<String, String> elsewhere =
        Map.of("practices", list("island"), "groups", list("practice-admin"));
    awaitPerson("island", "sub-lou-locum", each -> true);
    assertThat(get(elsewhere, "", "/people").body())
        .contains("sub-lou-locum")
        .doesNotContain("7f0c2a51")
        .doesNotContain(married);
    assertThat(
            get(Map.of("practices", list("harbour"), "groups", list("clinician")), "", "/people")
                .statusCode())
        .isEqualTo(403);
    assertThat(world.read(World.COMPLIANCE, "/audit/events").toString()).doesNotContain("Nora");
  }

  @Test
  void whoLeavesMayNothingMoreAndWhatTheyBeganIsThePractices() throws IOException {
    String good = Files.readString(world.setUp());
    HttpResponse<String> sent =
        world.send(
            world
                .request(World.CLINICIAN, "/destinations/onedrive-australia/transfers")
                .header("Prefer", "wait=0")
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Sealed.sample()))
                .build());
    String id = World.json(sent).path("id").asText();
    assertThat(id).as(sent.body()).startsWith("trf_");
    String subject = "sub-" + World.CLINICIAN;
    awaitPerson("harbour", subject, each -> each.path("offered").asBoolean());
    try {
      World.replace(
          world.setUp(), good.replaceFirst(" *- \\{login: clara-clinician, roles: \\[]}\n", ""));
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (world.get(World.CLINICIAN, "/transfers/" + id).statusCode() == 200) {
        assertThat(System.nanoTime()).as("in time").isLessThan(until);
      }
      HttpResponse<String> gone = world.get(World.CLINICIAN, "/transfers/" + id);
      assertThat(gone.statusCode()).isEqualTo(403);
      assertThat(code(gone)).isEqualTo("PRACTICE_UNKNOWN");
      assertThat(
              awaitPerson("harbour", subject, named(World.CLINICIAN)).path("offered").asBoolean())
          .as("named, and given nothing more")
          .isFalse();
      assertThat(world.post(World.CLINICIAN, "/transfers/" + id + "/cancel", "").statusCode())
          .isEqualTo(403);

      JsonNode kept = world.awaitState(World.COMPLIANCE, id, "VERIFIED");
      assertThat(kept.path("destinationId").asText()).isEqualTo("onedrive-australia");
      assertThat(world.read(World.ADMIN, "/transfers").toString()).contains(id);
    } finally {
      World.replace(world.setUp(), good);
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (world.get(World.CLINICIAN, "/transfers/" + id).statusCode() != 200) {
        assertThat(System.nanoTime()).as("in time").isLessThan(until);
      }
    }
  }
}
