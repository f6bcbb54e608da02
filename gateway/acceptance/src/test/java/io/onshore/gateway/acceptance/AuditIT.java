package io.onshore.gateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onshore.gateway.audit.AuditChain;
import io.onshore.gateway.audit.AuditPart;
import io.onshore.gateway.audit.ChainEnd;
import io.onshore.gateway.audit.ChainFault;
import io.onshore.gateway.audit.ChainWalk;
import io.onshore.gateway.audit.ChainedEvent;
import io.onshore.gateway.practice.PracticeId;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The audit trail of a transfer: found, verified, exported, and nobody else's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PracticeId HARBOUR = new PracticeId("harbour");

  private World world;
  private String transfer = "";

  @BeforeAll
  void sendAFile(@TempDir Path folder) {
    world = new World(folder, Map.of("onshore.audit.round", "500ms"));
    HttpResponse<String> sent =
        world.send(
            world
                .request(World.CLINICIAN, "/destinations/onedrive-australia/transfers")
                .header("Prefer", "wait=20")
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Sealed.sample()))
                .build());
    JsonNode answer = World.json(sent);
    assertThat(answer.path("state").asText()).as(sent.body()).isEqualTo("VERIFIED");
    transfer = answer.path("id").asText();
  }

  @AfterAll
  void stop() {
    world.close();
  }

  private List<String> types(String query) {
    return world
        .read(World.COMPLIANCE, "/audit/events?" + query)
        .path("events")
        .findValuesAsText("type");
  }

  @Test
  void whatHappenedToATransferIsFoundNewestFirst() {
    assertThat(types("target=" + transfer))
        .startsWith("FILE_VERIFIED", "FILE_STORED", "COMMIT_STARTED")
        .endsWith("TRANSFER_DECLARED");
    assertThat(types("type=FILE_STORED&destination=onedrive-australia"))
        .containsExactly("FILE_STORED");
    assertThat(types("type=FILE_STORED&destination=disk-abroad")).isEmpty();
    assertThat(types("target=" + transfer + "&from=2000-01-01T00:00:00Z&to=2000-01-02T00:00:00Z"))
        .isEmpty();
    JsonNode stored =
        world.read(World.COMPLIANCE, "/audit/events?type=TRANSFER_DECLARED").path("events").get(0);
    assertThat(types("actor=" + stored.path("actor").asText() + "&target=" + transfer))
        .containsExactly("TRANSFER_DECLARED");
  }

  @Test
  void aLongListComesPageByPage() {
    List<String> all = types("target=" + transfer);
    List<String> paged = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page =
          world.read(
              World.COMPLIANCE,
              "/audit/events?limit=2&target="
                  + transfer
                  + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      paged.addAll(page.path("events").findValuesAsText("type"));
      cursor = page.path("next").asText();
    } while (!cursor.isEmpty());
    assertThat(paged).isEqualTo(all).hasSizeGreaterThan(4);
  }

  @Test
  void theTrailHoldsAndIsSigned() throws InterruptedException {
    JsonNode heads = world.read(World.COMPLIANCE, "/audit/heads").path("heads");
    for (int i = 0; heads.isEmpty() && i < 100; i++) {
      TimeUnit.MILLISECONDS.sleep(100);
      heads = world.read(World.COMPLIANCE, "/audit/heads").path("heads");
    }
    JsonNode verification = world.read(World.COMPLIANCE, "/audit/verification");
    assertThat(verification.path("holds").asBoolean()).as(verification.toString()).isTrue();
    assertThat(verification.path("signedHeads").asInt()).isEqualTo(heads.size()).isPositive();
    assertThat(verification.path("last").asLong())
        .isGreaterThanOrEqualTo(heads.get(0).path("number").asLong());
  }

  @Test
  void readingIsAnEventToo() {
    types("target=a-patients-secret-name&type=FILE_STORED");
    JsonNode event =
        world
            .read(World.COMPLIANCE, "/audit/events?type=AUDIT_READ&target=events")
            .path("events")
            .get(1);
    assertThat(event.path("detail").path("filters").asText()).isEqualTo("type target");
    assertThat(event.toString()).doesNotContain("secret-name");
  }

  @Test
  void whoMayNotReadItIsRefusedAndThatIsAnEventOncePerMinute() {
    for (int i = 0; i < 3; i++) {
      for (String path : List.of("/audit/events", "/audit/export", "/audit/holds")) {
        assertThat(world.get(World.CLINICIAN, path).statusCode()).as(path).isEqualTo(403);
      }
    }
    JsonNode denied =
        world.read(
            World.COMPLIANCE, "/audit/events?type=ACCESS_DENIED&target=/api/v1/audit/events");
    assertThat(denied.path("events").size()).isEqualTo(1);
    assertThat(denied.path("events").get(0).path("detail").path("method").asText())
        .isEqualTo("GET");
    HttpResponse<String> lift =
        world.post(World.CLINICIAN, "/audit/holds/a-patients-name/lift", "{\"reason\":\"x\"}");
    assertThat(lift.statusCode()).isEqualTo(403);
    assertThat(types("type=ACCESS_DENIED&target=/api/v1/audit/holds/%7Bid%7D/lift")).hasSize(1);
  }

  @Test
  void anotherPracticesEventsDoNotExist() {
    HttpResponse<String> blocked =
        world.post(
            World.NEIGHBOUR,
            "/transfers",
            "{\"destinationId\":\"disk-abroad\",\"size\":1000,\"tags\":[\"ehr\",\"mhr_record\"]}");
    assertThat(blocked.statusCode()).as(blocked.body()).isEqualTo(403);
    assertThat(World.json(blocked).path("code").asText()).isEqualTo("RESIDENCY_BLOCKED");
    assertThat(types("type=TRANSFER_BLOCKED")).isEmpty();
    assertThat(String.join("\n", export(""))).doesNotContain("TRANSFER_BLOCKED");
    assertThat(world.get(World.NEIGHBOUR, "/audit/events").statusCode()).isEqualTo(403);
  }

  private List<String> export(String query) {
    HttpResponse<String> answer = world.get(World.COMPLIANCE, "/audit/export" + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/jsonl");
    return answer.body().lines().toList();
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException notJson) {
      throw new IllegalStateException(line, notJson);
    }
  }

  private static ChainedEvent event(String line) {
    JsonNode event = json(line);
    List<AuditPart> parts = new ArrayList<>();
    event
        .path("parts")
        .properties()
        .forEach(
            part -> {
              JsonNode value = part.getValue();
              parts.add(
                  value.has("digest")
                      ? new AuditPart.Withheld(part.getKey(), value.path("digest").asText())
                      : new AuditPart.Shown(
                          part.getKey(),
                          value.path("value").asText(),
                          value.path("salt").asText()));
            });
    return new ChainedEvent(
        HARBOUR,
        event.path("number").asLong(),
        Instant.parse(event.path("at").asText()),
        event.path("type").asText(),
        parts,
        event.path("previous").asText(),
        event.path("hash").asText());
  }

  private static Optional<ChainFault> walked(List<String> lines) {
    JsonNode header = json(lines.getFirst());
    ChainWalk walk =
        new ChainWalk(ChainEnd.genesis(HARBOUR), header.path("last").asLong(), List.of());
    for (String line : lines.subList(1, lines.size() - 1)) {
      Optional<ChainFault> fault = walk.next(event(line));
      if (fault.isPresent()) {
        return fault;
      }
    }
    return walk.end();
  }

  @Test
  void anExportVerifiesAtSomebodyElsesAlsoWithoutTheNames() {
    List<String> whole = export("");
    JsonNode header = json(whole.getFirst());
    assertThat(header.path("form").asText()).isEqualTo(AuditChain.FORM);
    assertThat(header.path("first").asLong()).isEqualTo(1);
    assertThat(walked(whole)).isEmpty();
    for (JsonNode head : json(whole.getLast()).path("heads")) {
      String payload =
          new String(
              Base64.getUrlDecoder().decode(head.asText().split("\\.", -1)[1]),
              StandardCharsets.UTF_8);
      JsonNode signed = json(payload);
      assertThat(event(whole.get(signed.path("number").asInt())).hash())
          .isEqualTo(signed.path("hash").asText());
    }

    List<String> redacted = export("?format=jsonl&redact=actor,target,detail");
    assertThat(String.join("\n", redacted)).doesNotContain(transfer).contains("onedrive-australia");
    assertThat(String.join("\n", whole)).contains(transfer);
    assertThat(walked(redacted)).isEmpty();

    List<String> edited = new ArrayList<>(whole);
    edited.set(2, whole.get(2).replaceFirst("\"type\":\"[A-Z_]+\"", "\"type\":\"FILE_STORED\""));
    assertThat(walked(edited)).contains(new ChainFault(ChainFault.Kind.EDITED, 2));
    List<String> shorter = new ArrayList<>(redacted);
    shorter.remove(3);
    assertThat(walked(shorter)).contains(new ChainFault(ChainFault.Kind.MISSING, 3));
  }

  private HttpResponse<String> exported(String form, String mediaType) {
    HttpResponse<String> answer =
        world.get(World.COMPLIANCE, "/audit/export?redact=actor&format=" + form);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .isEqualToIgnoringCase(mediaType);
    JsonNode told =
        world
            .read(World.COMPLIANCE, "/audit/events?type=AUDIT_READ&target=export")
            .path("events")
            .get(0)
            .path("detail");
    assertThat(told.path("format").asText()).isEqualTo(form);
    assertThat(told.path("withheld").asText()).isEqualTo("actor");
    return answer;
  }

  @Test
  void anExportIsATableForASpreadsheet() {
    HttpResponse<String> answer = exported("csv", "text/csv; charset=UTF-8");
    List<String> rows = answer.body().lines().toList();
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"audit-harbour.csv\"");
    assertThat(rows.getFirst()).startsWith("number,at,type,actor,");
    assertThat(rows)
        .anySatisfy(
            row ->
                assertThat(row)
                    .contains(",FILE_STORED,,", transfer, ",onedrive-australia,", ",actor,"));
  }

  @Test
  void anExportIsABundleForFhirRepositories() {
    HttpResponse<String> answer = exported("fhir", "application/fhir+json");
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"audit-harbour.fhir.json\"");
    JsonNode bundle = json(answer.body());
    assertThat(bundle.path("resourceType").asText()).isEqualTo("Bundle");
    assertThat(bundle.path("meta").path("tag").get(0).path("code").asText()).isEqualTo("actor");
    assertThat(bundle.path("entry"))
        .anySatisfy(
            entry ->
                assertThat(entry.path("resource").toString())
                    .contains("IHE.BasicAudit.Create", "FILE_STORED", transfer, "masked"));
  }

  @Test
  void everyFormIsToldInTheInterfaceDescription() {
    HttpResponse<String> refused = world.get(World.COMPLIANCE, "/audit/export?format=pdf");
    String hint = World.json(refused).path("hint").asText();
    JsonNode export = world.description().path("paths").path("/api/v1/audit/export").path("get");
    List<String> told = new ArrayList<>();
    export
        .path("parameters")
        .forEach(
            parameter ->
                parameter.path("schema").path("enum").forEach(form -> told.add(form.asText())));
    assertThat(hint).isEqualTo("send one of " + told);
    assertThat(export.path("responses").path("200").path("content").size()).isEqualTo(told.size());
  }

  @Test
  void aLegalHoldIsSetAndLiftedByComplianceAlone() {
    HttpResponse<String> set =
        world.post(World.COMPLIANCE, "/audit/holds", "{\"reason\":\"matter 12\"}");
    assertThat(set.statusCode()).as(set.body()).isEqualTo(201);
    String id = World.json(set).path("id").asText();
    assertThat(world.post(World.ADMIN, "/audit/holds", "{\"reason\":\"x\"}").statusCode())
        .isEqualTo(403);
    assertThat(world.post(World.COMPLIANCE, "/audit/holds", "{}").statusCode()).isEqualTo(400);
    String lift = "/audit/holds/" + id + "/lift";
    assertThat(world.post(World.COMPLIANCE, lift, "{\"reason\":\"closed\"}").statusCode())
        .isEqualTo(200);
    assertThat(world.post(World.COMPLIANCE, lift, "{\"reason\":\"closed\"}").statusCode())
        .isEqualTo(409);
    HttpResponse<String> unknown =
        world.post(World.COMPLIANCE, "/audit/holds/hld_none/lift", "{\"reason\":\"closed\"}");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(World.json(unknown).path("code").asText()).isEqualTo("HOLD_UNKNOWN");
    JsonNode hold = world.read(World.COMPLIANCE, "/audit/holds").path("holds").get(0);
    assertThat(hold.path("reason").asText()).isEqualTo("matter 12");
    assertThat(hold.path("liftedReason").asText()).isEqualTo("closed");
    assertThat(types("target=" + id)).containsExactly("LEGAL_HOLD_LIFTED", "LEGAL_HOLD_SET");
  }

  @Test
  void whatCannotBeUnderstoodIsRefused() {
    for (String query :
        List.of(
            "events?type=NONSENSE",
            "events?cursor=x",
            "events?from=yesterday",
            "events?limit=501",
            "export?format=pdf",
            "export?redact=everything")) {
      HttpResponse<String> answer = world.get(World.COMPLIANCE, "/audit/" + query);
      assertThat(answer.statusCode()).as(query).isEqualTo(400);
      assertThat(World.json(answer).path("code").asText()).isEqualTo("INVALID_REQUEST");
    }
  }
}
