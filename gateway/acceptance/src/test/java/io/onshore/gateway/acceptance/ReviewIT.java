package io.onshore.gateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Cases from sends to their decision, and what a decision does at a provider. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReviewIT {
  private static final String UNKNOWN = "onedrive-unknown";
  private static final String FOLDER = "Onshore/Photos";

  private World world;

  @BeforeAll
  void start(@TempDir Path folder) {
    world =
        new World(
            folder,
            Map.of(
                "onshore.review.round", "300ms",
                "onshore.review.due-working-days.\"file-held\"", "3",
                "onshore.review.budget.least-sends", "1",
                "onshore.review.budget.least-interruptions", "1"));
  }

  @AfterAll
  void stop() {
    world.close();
  }

  private JsonNode declared(String person, String destination, String more) {
    byte[] photo = Sealed.sample();
    HttpResponse<String> declared =
        world.post(
            person,
            "/transfers",
            "{\"destinationId\":\"%s\",\"size\":%d%s}".formatted(destination, photo.length, more));
    assertThat(declared.statusCode()).as(declared.body()).isEqualTo(201);
    JsonNode transfer = World.json(declared);
    HttpResponse<String> sent =
        world.send(
            world
                .request(person, "/uploads/" + transfer.path("id").asText())
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Offset", "0")
                .header("Content-Type", "application/offset+octet-stream")
                .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(photo))
                .build());
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(204);
    return transfer;
  }

  private static String findings(JsonNode transfer) {
    return transfer
        .path("decision")
        .path("findings")
        .valueStream()
        .filter(finding -> finding.path("severity").asText().equals("WARN"))
        .map(finding -> "\"" + finding.path("id").asText() + "\"")
        .collect(Collectors.joining(","));
  }

  /** Sends past warnings, and waits for the end. */
  private JsonNode overridden(String person) {
    JsonNode transfer = declared(person, UNKNOWN, "");
    String id = transfer.path("id").asText();
    HttpResponse<String> acknowledged =
        world.post(
            person,
            "/transfers/" + id + "/acknowledgement",
            "{\"findings\":[%s],\"reasonCode\":\"PATIENT_AGREED\",\"reason\":\"MRN 1234567\"}"
                .formatted(findings(transfer)));
    assertThat(acknowledged.statusCode()).as(acknowledged.body()).isEqualTo(200);
    return world.awaitState(person, id, "VERIFIED");
  }

  private List<JsonNode> cases(String filter) {
    return world.read(World.COMPLIANCE, "/reviews" + filter).path("cases").valueStream().toList();
  }

  private JsonNode caseOf(String kind, JsonNode transfer) {
    for (JsonNode each : cases("?state=open&kind=" + kind)) {
      JsonNode whole = one(each.path("id").asText());
      if (whole
          .path("file")
          .path("seen")
          .findValuesAsText("transferId")
          .contains(transfer.path("id").asText())) {
        return whole;
      }
    }
    throw new AssertionError("no case " + kind);
  }

  private JsonNode one(String id) {
    return world.read(World.COMPLIANCE, "/reviews/" + id);
  }

  private HttpResponse<String> decide(String person, JsonNode each, String decision) {
    return world.post(
        person,
        "/reviews/" + each.path("id").asText() + "/decision",
        "{\"version\":%d,%s}".formatted(each.path("version").asLong(), decision));
  }

  /** Sends of which this became, by all rules together. */
  private long became(String what) {
    return world
        .read(World.COMPLIANCE, "/reviews/rates")
        .path("rules")
        .findValues("became")
        .stream()
        .mapToLong(each -> each.path(what).asLong())
        .sum();
  }

  private JsonNode await(String id, String state) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      JsonNode whole = one(id);
      if (whole.path("state").asText().equals(state)) {
        return whole;
      }
      assertThat(System.nanoTime()).as(whole.toPrettyString()).isLessThan(until);
      try {
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(interrupted);
      }
    }
  }

  @Test
  void anOverriddenWarningIsDecidedByAnotherPersonAndDeletedAtTheProvider() {
    JsonNode transfer = overridden(World.CLINICIAN_IN_CHARGE);
    JsonNode opened = caseOf("WARNING_OVERRIDDEN", transfer);
    JsonNode saw = opened.path("file").path("seen").get(0).path("saw");
    assertThat(saw.path("rulebook").asText()).startsWith("sha256:");
    assertThat(saw.path("findings").findValuesAsText("text")).isNotEmpty();
    assertThat(saw.path("said").path("reason").asText())
        .as("no identifier is kept")
        .isEqualTo("MRN [removed]");
    assertThat(opened.path("file").path("timeline").get(0).path("type").asText())
        .isEqualTo("CASE_OPENED");

    String accept = "\"decision\":\"ACCEPT\",\"reason\":\"fine\"";
    HttpResponse<String> own = decide(World.CLINICIAN_IN_CHARGE, opened, accept);
    assertThat(own.statusCode()).as(own.body()).isEqualTo(403);
    assertThat(World.json(own).path("code").asText()).isEqualTo("OWN_CASE");
    assertThat(decide(World.ADMIN, opened, accept).statusCode()).isEqualTo(403);
    assertThat(
            decide(World.COMPLIANCE, opened, "\"decision\":\"ACCEPT\",\"reason\":\" \"")
                .statusCode())
        .isEqualTo(400);

    String name = transfer.path("stored").path("name").asText();
    assertThat(world.oneDrive.fileBytes("single-geo", FOLDER, name)).isPresent();
    HttpResponse<String> deleted =
        decide(World.COMPLIANCE, opened, "\"decision\":\"DELETE\",\"reason\":\"no proof\"");
    assertThat(deleted.statusCode()).as(deleted.body()).isEqualTo(200);
    JsonNode done = await(opened.path("id").asText(), "DECIDED");
    assertThat(done.path("file").path("toDo").get(0).path("goneAt").asText()).isNotEmpty();
    assertThat(world.oneDrive.fileBytes("single-geo", FOLDER, name)).isEmpty();
    assertThat(
            World.json(world.get(World.CLINICIAN, "/transfers/" + transfer.path("id").asText()))
                .path("stored")
                .path("goneAt")
                .asText())
        .as("who sent it is told too")
        .isNotEmpty();
    assertThat(
            World.json(
                    world.get(
                        World.COMPLIANCE,
                        "/audit/events?destination=" + transfer.path("destinationId").asText()))
                .path("events")
                .findValuesAsText("type"))
        .as("the case is found by its destination")
        .contains("CASE_OPENED", "CASE_DECIDED", "STORED_FILE_DELETED");
    HttpResponse<String> late = decide(World.COMPLIANCE, opened, accept);
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(World.json(late).path("code").asText()).isEqualTo("CASE_CHANGED");
  }

  @Test
  void severalCasesAreDecidedAlikeAndEachHasItsAnswer() {
    overridden(World.CLINICIAN);
    JsonNode opened = cases("?state=open&kind=WARNING_OVERRIDDEN").getFirst();
    String id = opened.path("id").asText();
    HttpResponse<String> assigned =
        world.send(
            world
                .request(World.COMPLIANCE, "/reviews/" + id + "/assignment")
                .header("Content-Type", "application/json")
                .PUT(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"version\":%d,\"assignee\":\"sub-connie\",\"due\":\"2030-01-01T00:00:00Z\"}"
                            .formatted(opened.path("version").asLong())))
                .build());
    assertThat(assigned.statusCode()).as(assigned.body()).isEqualTo(200);
    assertThat(cases("?assignee=sub-connie")).hasSize(1);
    long version = World.json(assigned).path("version").asLong();
    String request =
        """
        {"cases":[{"id":"%s","version":%d},{"id":"%s","version":%d},{"id":"rev_none","version":0}],
         "decision":"ACCEPT_UNTIL","until":"2030-01-01T00:00:00Z","reason":"patients were asked"}
        """
            .formatted(id, version, id, version);
    HttpResponse<String> many = world.post(World.COMPLIANCE, "/reviews/decisions", request);
    assertThat(many.statusCode()).as(many.body()).isEqualTo(200);
    assertThat(
            World.json(many).path("answers").valueStream().map(each -> each.path("status").asInt()))
        .containsExactly(200, 409, 404);
    assertThat(one(id).path("acceptedUntil").asText()).startsWith("2030-01-01");
    assertThat(cases("?state=decided").stream().map(each -> each.path("id").asText())).contains(id);
  }

  @Test
  void anEmergencyGoesPastAHoldAndIsAlwaysACase() {
    JsonNode held = declared(World.CLINICIAN, "disk-abroad", "");
    String id = held.path("id").asText();
    assertThat(caseOf("FILE_HELD", held).path("ruleId").asText()).isNotEmpty();
    HttpResponse<String> sent =
        world.post(
            World.CLINICIAN,
            "/transfers/" + id + "/acknowledgement",
            "{\"emergency\":{\"reason\":\"surgery now\"}}");
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
    world.awaitState(World.CLINICIAN, id, "VERIFIED");
    JsonNode opened = caseOf("EMERGENCY_SENT", held);
    assertThat(opened.path("file").path("seen").get(0).path("saw").path("said").path("reason"))
        .hasToString("\"surgery now\"");
    HttpResponse<String> blocked =
        world.post(
            World.NEIGHBOUR,
            "/transfers",
            "{\"destinationId\":\"disk-abroad\",\"size\":1000,\"tags\":[\"ehr\",\"mhr_record\"],"
                + "\"emergency\":{\"reason\":\"surgery now\"}}");
    assertThat(blocked.statusCode()).as(blocked.body()).isEqualTo(403);
    assertThat(World.json(blocked).path("code").asText()).isEqualTo("RESIDENCY_BLOCKED");
    assertThat(world.get(World.NEIGHBOUR, "/reviews/" + opened.path("id").asText()).statusCode())
        .isIn(403, 404);
    JsonNode urgent =
        declared(World.CLINICIAN, "disk-abroad", ",\"emergency\":{\"reason\":\"surgery now\"}");
    world.awaitState(World.CLINICIAN, urgent.path("id").asText(), "VERIFIED");
    JsonNode moved = caseOf("EMERGENCY_SENT", urgent);
    HttpResponse<String> move =
        decide(
            World.COMPLIANCE,
            moved,
            "\"decision\":\"MOVE\",\"moveTo\":\"onedrive-australia\",\"reason\":\"bring it home\"");
    assertThat(move.statusCode()).as(move.body()).isEqualTo(200);
    assertThat(one(moved.path("id").asText()).path("state").asText()).isEqualTo("PENDING");
    JsonNode copy = declared(World.CLINICIAN, "onedrive-australia", "");
    world.awaitState(World.CLINICIAN, copy.path("id").asText(), "VERIFIED");
    await(moved.path("id").asText(), "DECIDED");
  }

  @Test
  void aWrongWarningIsToldAndRatesAndTrendsAreCounted() {
    JsonNode transfer = overridden(World.CLINICIAN_IN_CHARGE);
    String rule = findings(transfer).split(",", -1)[0].replace("\"", "");
    HttpResponse<String> told =
        world.post(
            World.CLINICIAN,
            "/policy/rules/" + rule + "/objections",
            "{\"decisionId\":\"%s\",\"reason\":\"we know where it is\"}"
                .formatted(transfer.path("decision").path("id").asText()));
    assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
    assertThat(cases("?kind=RULE_OBJECTED&rule=" + rule)).hasSize(1);
    assertThat(
            world
                .post(
                    World.CLINICIAN,
                    "/policy/rules/NO-SUCH-RULE/objections",
                    "{\"decisionId\":\"%s\",\"reason\":\"no\"}"
                        .formatted(transfer.path("decision").path("id").asText()))
                .statusCode())
        .isEqualTo(404);
    JsonNode rates = world.read(World.COMPLIANCE, "/reviews/rates");
    assertThat(rates.path("rules").findValuesAsText("ruleId")).contains(rule);
    assertThat(rates.path("budget").path("overridePercent").asDouble()).isEqualTo(80);
    assertThat(became("open")).isPositive();
    long accepted = became("accepted");
    HttpResponse<String> accept =
        decide(
            World.COMPLIANCE,
            caseOf("WARNING_OVERRIDDEN", transfer),
            "\"decision\":\"ACCEPT\",\"reason\":\"the patient knows\"");
    assertThat(accept.statusCode()).as(accept.body()).isEqualTo(200);
    assertThat(became("accepted")).as("went on, and accepted").isGreaterThan(accepted);
    JsonNode trends = world.read(World.COMPLIANCE, "/reviews/trends");
    JsonNode week = trends.path("weeks").valueStream().toList().getLast();
    for (JsonNode time : List.of(trends.path("decisionTime"), week.path("decisionTime"))) {
      assertThat(time.path("cases").asLong()).isPositive();
      assertThat(time.path("p50Minutes").asLong()).isPositive();
      assertThat(time.path("p90Minutes").asLong())
          .isGreaterThanOrEqualTo(time.path("p50Minutes").asLong());
    }
    assertThat(trends.path("weeks").get(0).has("decisionTime")).as("nothing decided yet").isFalse();
    assertThat(trends.path("changes").isArray()).isTrue();
    assertThat(week.path("sends").path("WARN").asLong()).isPositive();
    assertThat(week.path("opened").path("WARNING_OVERRIDDEN").asLong()).isPositive();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (cases("?kind=RULE_OVER_BUDGET").isEmpty()) {
      assertThat(System.nanoTime()).as("a case on the noisy rule").isLessThan(until);
    }
    assertThat(world.get(World.CLINICIAN, "/reviews/rates").statusCode()).isEqualTo(403);
  }
}
