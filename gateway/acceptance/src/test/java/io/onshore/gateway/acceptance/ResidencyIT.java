package io.onshore.gateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onshore.connector.simulator.box.Zone;
import io.onshore.policy.rulebook.ClaimsLoader;
import io.onshore.policy.rulebook.RulebookLoader;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Residency from the providers' answers to the API: evidence, papers, consents, drift, a practice's
 * own rules, and files that change under way.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResidencyIT {
  private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0};
  private static final Zone UNITED_STATES = new Zone("100001", "United States");
  private static final Zone AUSTRALIA = new Zone("100003", "Australia");
  private static final String BOX_OWNER_OF_DEMO = "110012";

  private World world;
  private Path packs;
  private Path claims;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    packs = folder(folder, "packs", RulebookLoader.shippedTexts());
    claims = folder(folder, "claims", ClaimsLoader.shippedTexts());
    world =
        new World(
            folder,
            Map.of(
                "onshore.policy.look", "200ms",
                "onshore.policy.packs", packs.toString(),
                "onshore.policy.claims", claims.toString(),
                "onshore.evidence.fresh-for", "1s",
                "onshore.evidence.reprobe-every", "2s"));
  }

  private static Path folder(Path parent, String name, Map<String, String> texts)
      throws IOException {
    Path folder = Files.createDirectory(parent.resolve(name));
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Files.writeString(folder.resolve(text.getKey() + ".yaml"), text.getValue());
    }
    return folder;
  }

  @AfterAll
  void stop() {
    world.close();
  }

  private JsonNode verdict(String destination) {
    for (JsonNode each : world.read(World.CLINICIAN, "/destinations").path("destinations")) {
      if (each.path("id").asText().equals(destination)) {
        return each.path("verdict");
      }
    }
    throw new AssertionError("no destination " + destination);
  }

  /** Sends a file, and waits for its end where it is to have one. */
  private HttpResponse<String> sent(String destination, byte[] file, boolean toItsEnd) {
    return world.send(
        world
            .request(World.CLINICIAN, "/destinations/" + destination + "/transfers")
            .header("Prefer", toItsEnd ? "wait=20" : "wait=0")
            .header("Content-Type", "application/octet-stream")
            .POST(HttpRequest.BodyPublishers.ofByteArray(file))
            .build());
  }

  private JsonNode verified(String destination) {
    JsonNode transfer = World.json(sent(destination, Sealed.sample(), true));
    assertThat(transfer.path("state").asText()).as(transfer.toPrettyString()).isEqualTo("VERIFIED");
    return transfer;
  }

  private JsonNode asked(String destination) {
    HttpResponse<String> answer =
        world.post(World.ADMIN, "/destinations/" + destination + "/evidence", "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return World.json(answer);
  }

  private JsonNode created(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return World.json(answer);
  }

  private static List<String> ids(JsonNode findings) {
    return findings.findValuesAsText("id");
  }

  private static void await(BooleanSupplier wanted) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!wanted.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(until);
      try {
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(interrupted);
      }
    }
  }

  @Test
  void evidenceShowsWhoIsBehindADestinationAndTheProvidersOwnAnswers() {
    JsonNode page = asked("box-owned");
    assertThat(page.path("identity").path("account").asText()).isEqualTo("organisation");
    assertThat(page.path("identity").path("organisation").asText()).isEqualTo("11001");
    assertThat(page.path("approved").path("approvedBy").asText())
        .isIn("gateway", "sub-" + World.ADMIN);
    JsonNode newest = page.path("answers").get(0);
    assertThat(newest.path("observations").findValuesAsText("rawLabel")).contains("Australia");
    assertThat(newest.path("calls").findValuesAsText("call").toString())
        .contains("/folders/" + world.ownedFolder)
        .contains("storage_policy");
    assertThat(newest.path("calls").findValuesAsText("body").toString()).contains("Australia");
    assertThat(world.get(World.CLINICIAN, "/destinations/box-owned/evidence").statusCode())
        .isEqualTo(403);
    assertThat(world.get(World.NEIGHBOUR, "/destinations/box-owned/evidence").statusCode())
        .isIn(403, 404);
  }

  @Test
  void aFolderWhoseOwnerIsMovedToAnotherZoneFlipsTheVerdictAndListsWhatIsStored() {
    assertThat(verdict("box-australia").path("word").asText()).isEqualTo("ok");
    JsonNode stored = verified("box-australia");

    world.box.moveToZone(BOX_OWNER_OF_DEMO, UNITED_STATES);
    asked("box-australia");

    JsonNode flipped = verdict("box-australia");
    assertThat(flipped.path("word").asText()).isEqualTo("warn");
    assertThat(flipped.path("headline").asText()).isEqualTo("May leave Australia");
    assertThat(flipped.path("alternative").path("id").asText())
        .as("a better place in the same click")
        .isNotEqualTo("box-australia")
        .isNotEmpty();
    await(() -> caseOn("EVIDENCE_CHANGED", "box-australia", stored).isPresent());
    JsonNode opened = caseOn("EVIDENCE_CHANGED", "box-australia", stored).orElseThrow();
    assertThat(opened.path("changes").toString()).contains("Australia").contains("United States");
    assertThat(opened.path("before").path("observations").toString()).contains("Australia");
    assertThat(world.get(World.NEIGHBOUR, "/reviews/" + opened.path("id").asText()).statusCode())
        .isIn(403, 404);
    JsonNode again =
        world.read(
            World.COMPLIANCE,
            "/decisions/" + opened.path("affected").get(0).path("decidedNow").asText());
    assertThat(again.path("facts").path("places").path("CONTENT").get(0).asText()).isEqualTo("US");
    world.box.moveToZone(BOX_OWNER_OF_DEMO, AUSTRALIA);
    asked("box-australia");
  }

  /** The newest case of a kind about a destination that names this stored file. */
  private Optional<JsonNode> caseOn(String kind, String destination, JsonNode stored) {
    return world
        .read(World.COMPLIANCE, "/reviews")
        .path("cases")
        .valueStream()
        .filter(each -> each.path("kind").asText().equals(kind))
        .filter(each -> each.path("destinationId").asText().equals(destination))
        .filter(
            each ->
                each.path("affected")
                    .findValuesAsText("transferId")
                    .contains(stored.path("id").asText()))
        .findFirst();
  }

  private JsonNode caseOf(String kind, String destination) {
    for (JsonNode each : world.read(World.COMPLIANCE, "/reviews").path("cases")) {
      if (each.path("kind").asText().equals(kind)
          && each.path("destinationId").asText().equals(destination)) {
        return world.read(World.COMPLIANCE, "/reviews/" + each.path("id").asText());
      }
    }
    throw new AssertionError("no case " + kind + " of " + destination);
  }

  @Test
  void aFolderOfAnotherOwnerTakesNoFileUntilAnAdminApprovesHim() {
    verified("box-owned");
    world.box.giveFolder(world.ownedFolder, World.BOX_HEIR);
    JsonNode changed = asked("box-owned");
    assertThat(changed.path("identity").path("owner").asText()).isEqualTo(World.BOX_HEIR);

    HttpResponse<String> refused =
        world.post(
            World.CLINICIAN, "/transfers", "{\"destinationId\":\"box-owned\",\"size\":1000}");
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
    assertThat(ids(World.json(refused).path("findings"))).contains("DESTINATION-CHANGED");
    assertThat(World.json(refused).path("alternative").path("id").asText()).isNotEmpty();
    assertThat(caseOf("DESTINATION_CHANGED", "box-owned").path("changes").get(0).asText())
        .isEqualTo("owner: %s, now %s".formatted(World.BOX_OWNER, World.BOX_HEIR));

    String seen = changed.path("answers").get(0).path("observedAt").asText();
    assertThat(approval(World.CLINICIAN, seen).statusCode()).isEqualTo(403);
    assertThat(approval(World.ADMIN, "2026-01-01T00:00:00Z").statusCode()).isEqualTo(409);
    assertThat(approval(World.ADMIN, seen).statusCode()).isEqualTo(200);
    verified("box-owned");
  }

  private HttpResponse<String> approval(String person, String seen) {
    return world.post(
        person, "/destinations/box-owned/identity/approval", "{\"observedAt\":\"" + seen + "\"}");
  }

  @Test
  void anAttestationPlacesWhatTheProviderTellsNothingAbout() {
    assertThat(verdict("onedrive-unknown").path("word").asText()).isEqualTo("unknown");
    List<String> filed = new ArrayList<>();
    for (String about : List.of("CONTENT", "BACKUP")) {
      JsonNode attestation = created(attest(World.ADMIN, about, PICTURE));
      filed.add(attestation.path("id").asText());
      assertThat(attestation.path("sha256").asText()).hasSize(64);
    }
    JsonNode placed = verdict("onedrive-unknown");
    assertThat(placed.path("word").asText()).isNotEqualTo("unknown");
    assertThat(placed.path("evidence").findValuesAsText("grade")).contains("ADMIN_ATTESTATION");
    HttpResponse<String> picture =
        world.get(
            World.COMPLIANCE,
            "/destinations/onedrive-unknown/attestations/" + filed.getFirst() + "/attachment");
    assertThat(picture.statusCode()).isEqualTo(200);
    assertThat(picture.headers().firstValue("Content-Type")).contains("image/png");
    for (String id : filed) {
      HttpResponse<String> withdrawn =
          world.send(
              world
                  .request(World.ADMIN, "/destinations/onedrive-unknown/papers/" + id)
                  .DELETE()
                  .build());
      assertThat(withdrawn.statusCode()).as(withdrawn.body()).isEqualTo(204);
    }
    assertThat(verdict("onedrive-unknown").path("word").asText()).isEqualTo("unknown");
    assertThat(attest(World.CLINICIAN, "CONTENT", PICTURE).statusCode()).isEqualTo(403);
    assertThat(attest(World.ADMIN, "CONTENT", new byte[] {1, 2}).statusCode()).isEqualTo(400);
  }

  private HttpResponse<String> attest(String person, String about, byte[] picture) {
    return world.post(
        person,
        "/destinations/onedrive-unknown/attestations",
        """
        {"about":"%s","places":["AU"],"lookedOn":"%s","validUntil":"%s",
         "source":"Microsoft 365 admin centre, Data location","mediaType":"image/png",
         "attachment":"%s"}
        """
            .formatted(
                about,
                LocalDate.now(ZoneOffset.UTC),
                LocalDate.now(ZoneOffset.UTC).plusDays(90),
                Base64.getEncoder().encodeToString(picture)));
  }

  @Test
  void aContractOnFileLiftsAHoldAndItsWithdrawalBringsItBack() {
    JsonNode held = World.json(sent("disk-abroad", Sealed.sample(), false));
    assertThat(held.path("state").asText()).isEqualTo("HELD");
    JsonNode paper =
        created(
            world.post(
                World.COMPLIANCE,
                "/destinations/disk-abroad/papers",
                """
                {"sort":"CONTRACT","kind":"DPA","signedOn":"2026-01-01",
                 "expiresOn":"2099-12-31","reference":"contracts/2026/4"}
                """));
    assertThat(world.read(World.CLINICIAN, "/transfers/" + held.path("id").asText()).path("state"))
        .as("held no longer; the warning is still to be acknowledged")
        .hasToString("\"AWAITING_ACKNOWLEDGEMENT\"");
    HttpResponse<String> withdrawn =
        world.send(
            world
                .request(
                    World.COMPLIANCE,
                    "/destinations/disk-abroad/papers/" + paper.path("id").asText())
                .DELETE()
                .build());
    assertThat(withdrawn.statusCode()).isEqualTo(204);
    assertThat(world.read(World.CLINICIAN, "/transfers/" + held.path("id").asText()).path("state"))
        .hasToString("\"HELD\"");
    assertThat(
            world
                .post(
                    World.COMPLIANCE,
                    "/destinations/disk-abroad/papers",
                    """
                    {"sort":"CONTRACT","kind":"DPA","signedOn":"2026-01-02",
                     "expiresOn":"2026-01-01","reference":"contracts/2026/4"}
                    """)
                .body())
        .contains("ends before it begins");
  }

  @Test
  void aWithdrawnConsentIsACaseOnWhatWasSentUnderIt() {
    JsonNode kinds = world.read(World.CLINICIAN, "/policy/consent-kinds");
    assertThat(kinds.toString()).contains("AU_APP8_2B").contains("app8_1_will_not_apply");
    JsonNode held = World.json(sent("disk-abroad", Sealed.sample(), false));
    String id = held.path("id").asText();
    HttpResponse<String> recorded =
        world.post(
            World.CLINICIAN,
            "/transfers/" + id + "/consent",
            """
            {"kind":"AU_APP8_2B","scope":"this_use","reference":"consents/2026/118",
             "statements":["recipient_named","country_named","app8_1_will_not_apply","no_redress_under_act",
                           "overseas_law_may_compel","may_withdraw"]}
            """);
    assertThat(recorded.statusCode()).as(recorded.body()).isEqualTo(200);
    world.awaitState(World.CLINICIAN, id, "VERIFIED");
    String consent =
        world
            .read(World.CLINICIAN, "/transfers/" + id + "/consents")
            .path("consents")
            .get(0)
            .path("id")
            .asText();
    HttpResponse<String> withdrawn =
        world.post(World.CLINICIAN, "/consents/" + consent + "/withdrawal", "");
    assertThat(withdrawn.statusCode()).as(withdrawn.body()).isEqualTo(200);
    await(() -> caseOn("CONSENT_WITHDRAWN", "disk-abroad", held).isPresent());
    assertThat(world.post(World.CLINICIAN, "/consents/" + consent + "/withdrawal", "").statusCode())
        .isEqualTo(409);
  }

  @Test
  void aPracticesOwnRulesNeedTwoPersonsAndMayOnlyTighten() {
    HttpResponse<String> loose =
        propose(
            "house: mild\\nschema: residency-house/1\\nraise:\\n  AU-APP8-USE: {severity: NOTICE}",
            "mild",
            "ENFORCED");
    assertThat(loose.statusCode()).isEqualTo(422);
    JsonNode problem = World.json(loose).path("problems").get(0);
    assertThat(problem.path("file").asText()).isEqualTo("mild.yaml");
    assertThat(problem.path("reason").asText()).contains("cannot be lowered");

    HttpResponse<String> broken = propose("house: mild\\nrules: 7", "mild", "ENFORCED");
    assertThat(broken.statusCode()).isEqualTo(422);
    assertThat(World.json(broken).path("problems").findValuesAsText("place").toString())
        .contains("line");

    JsonNode proposed =
        created(
            world.post(
                World.ADMIN,
                "/policy/rules",
                """
                {"reason":"our policy of 2026","house":[{"name":"no-foreign-access"}]}
                """));
    String version = "/policy/rules/" + proposed.path("number").asInt();
    assertThat(simulated().path("changed").asInt())
        .as("what the proposal would have changed")
        .isPositive();
    assertThat(verdict("onedrive-australia").path("word").asText()).isEqualTo("ok");
    HttpResponse<String> alone = world.post(World.ADMIN, version + "/publication", "");
    assertThat(alone.statusCode()).isEqualTo(403);
    assertThat(World.json(alone).path("code").asText()).isEqualTo("SECOND_PERSON_NEEDED");
    HttpResponse<String> published = world.post(World.SECOND_ADMIN, version + "/publication", "");
    assertThat(published.statusCode()).as(published.body()).isEqualTo(200);
    JsonNode held = World.json(sent("disk-abroad", Sealed.sample(), false));
    assertThat(ids(held.path("decision").path("findings"))).contains("HOUSE-FOREIGN-ACCESS");
    assertThat(held.path("decision").path("rulesVersion").asInt())
        .isEqualTo(proposed.path("number").asInt());
    assertThat(verdict("onedrive-australia").path("word").asText())
        .as("what stays at home is not touched")
        .isEqualTo("ok");

    JsonNode replayed =
        world.read(
            World.COMPLIANCE,
            "/decisions/" + held.path("decision").path("id").asText() + "/replay");
    assertThat(replayed.path("same").asBoolean()).isTrue();

    JsonNode none = created(world.post(World.ADMIN, "/policy/rules", "{\"reason\":\"no longer\"}"));
    assertThat(
            world
                .post(
                    World.COMPLIANCE,
                    "/policy/rules/" + none.path("number").asInt() + "/publication",
                    "")
                .statusCode())
        .isEqualTo(200);
    assertThat(
            world
                .read(
                    World.COMPLIANCE,
                    "/decisions/" + held.path("decision").path("id").asText() + "/replay")
                .path("same")
                .asBoolean())
        .as("replayed by the rules of then")
        .isTrue();
    assertThat(changes("OWN_RULES_ENDED"))
        .extracting(each -> each.path("version").asInt())
        .contains(none.path("number").asInt());
    assertThat(changes("OWN_RULES")).isNotEmpty();
  }

  private List<JsonNode> changes(String kind) {
    return world
        .read(World.COMPLIANCE, "/reviews/trends")
        .path("changes")
        .valueStream()
        .filter(each -> each.path("kind").asText().equals(kind))
        .toList();
  }

  @Test
  void whatSendsAreJudgedByIsReadAsTextAndItsChangesAreToldWithTheTrends() throws IOException {
    Path pack = packs.resolve("NZ.yaml");
    String good = Files.readString(pack);
    JsonNode inForce = world.read(World.COMPLIANCE, "/policy/packs");
    assertThat(inForce.path("packs").findValuesAsText("name"))
        .containsExactlyInAnyOrderElementsOf(RulebookLoader.shippedTexts().keySet());
    assertThat(inForce.path("packs").findValuesAsText("text")).contains(good);
    int before = changes("RULEBOOK").size();
    try {
      World.replace(pack, good.replace("Keep the terms on file.", "File the terms."));
      await(() -> changes("RULEBOOK").size() > before);
      JsonNode change = changes("RULEBOOK").getLast();
      assertThat(change.path("files").valueStream().map(JsonNode::asText)).containsExactly("NZ");
      assertThat(change.has("version")).isFalse();
      assertThat(world.read(World.CLINICIAN, "/policy/packs").path("rulebook"))
          .isNotEqualTo(inForce.path("rulebook"));
    } finally {
      World.replace(pack, good);
      await(
          () ->
              world
                  .read(World.CLINICIAN, "/policy/packs")
                  .path("rulebook")
                  .equals(inForce.path("rulebook")));
    }
  }

  private HttpResponse<String> propose(String text, String name, String mode) {
    return world.post(
        World.ADMIN,
        "/policy/rules",
        "{\"reason\":\"a try\",\"house\":[{\"name\":\"%s\",\"text\":\"%s\",\"mode\":\"%s\"}]}"
            .formatted(name, text, mode));
  }

  private JsonNode simulated() {
    sent("disk-abroad", Sealed.sample(), false);
    HttpResponse<String> answer =
        world.post(
            World.COMPLIANCE,
            "/policy/simulation",
            "{\"house\":[{\"name\":\"no-foreign-access\"}]}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode outcome = World.json(answer);
    assertThat(outcome.path("changes").toString()).contains("HOUSE-FOREIGN-ACCESS=HOLD");
    return outcome;
  }

  @Test
  void aDraftOfThePacksIsTriedOrRefusedWithFilePlaceAndReason() {
    HttpResponse<String> bad =
        world.post(
            World.COMPLIANCE, "/policy/simulation", "{\"packs\":{\"AU\":\"pack: AU\\nrules: 3\"}}");
    assertThat(bad.statusCode()).isEqualTo(422);
    JsonNode problem = World.json(bad).path("problems").get(0);
    assertThat(problem.path("file").asText()).isEqualTo("AU.yaml");
    assertThat(problem.path("place").asText()).startsWith("line");
    assertThat(problem.path("reason").asText()).isNotEmpty();
    assertThat(world.read(World.CLINICIAN, "/policy").path("refused")).isEmpty();

    String digest = world.read(World.CLINICIAN, "/policy/packs").path("rulebook").asText();
    ObjectNode draft = new ObjectMapper().createObjectNode();
    draft
        .putObject("packs")
        .put(
            "AU",
            RulebookLoader.shippedTexts()
                .getOrDefault("AU", "")
                .replace("severity: WARN", "severity: NOTICE"));
    sent("disk-abroad", Sealed.sample(), false);
    HttpResponse<String> tried =
        world.post(World.COMPLIANCE, "/policy/simulation", draft.toString());
    assertThat(tried.statusCode()).as(tried.body()).isEqualTo(200);
    assertThat(World.json(tried).path("decisions").asInt()).isPositive();
    assertThat(World.json(tried).path("rulebook").asText()).isNotEqualTo(digest);
    assertThat(world.read(World.CLINICIAN, "/policy/packs").path("rulebook").asText())
        .as("nothing is published")
        .isEqualTo(digest);
  }

  @Test
  void theMatrixGivesAReasonAndItsFreshestEvidenceForEachCell() {
    JsonNode matrix = world.read(World.CLINICIAN, "/policy/matrix?jurisdictions=AU,NZ,GB,IE,CA,US");
    JsonNode cells = matrix.path("cells");
    assertThat(cells.size() % 6).isZero();
    assertThat(cells.size()).isGreaterThan(100);
    StringBuilder printed = new StringBuilder("provider and plan x jurisdiction\n");
    for (int row = 0; row < cells.size(); row += 6) {
      printed.append("%-34s".formatted(cells.get(row).path("offer").asText()));
      for (int column = 0; column < 6; column++) {
        JsonNode cell = cells.get(row + column);
        printed.append(
            " %s %-8s".formatted(cell.path("jurisdiction").asText(), cell.path("word").asText()));
        assertThat(cell.path("word").asText().equals("ok") || cell.has("reason"))
            .as(cell.toPrettyString())
            .isTrue();
      }
      printed.append('\n');
    }
    System.out.println(printed);
    JsonNode claims = world.read(World.CLINICIAN, "/policy/claims");
    assertThat(claims.findValuesAsText("supersededOn"))
        .as("the press statement on Dropbox in Sydney and its like, with their dates")
        .isNotEmpty();
  }

  @Test
  void theGatewaysOwnPlaceAndAKeyServerThatTheEnvelopeNamesCount() {
    assertThat(world.read(World.CLINICIAN, "/policy").path("gatewayPlaces").get(0).asText())
        .isEqualTo("AU-NSW");
    HttpResponse<String> abroad =
        world.post(
            World.CLINICIAN,
            "/verdicts",
            """
            {"facts":{"places":{"CONTENT":["AU"],"BACKUP":["AU"],"METADATA":["AU"],"SUPPORT":["AU"],
             "CONTRACTING_ENTITY":["AU"],"CONTROLLING_PARENT":["AU"],"GATEWAY":["NZ"]},
             "contracts":["DPA"],"grade":"CONTRACT","verifiedOn":"2026-11-01",
             "account":"ORGANISATION","identity":"APPROVED"}}
            """);
    assertThat(ids(World.json(abroad).path("findings"))).contains("GATEWAY-ABROAD");

    JsonNode home = World.json(sent("onedrive-australia", jwe("keys.harbour.example"), true));
    assertThat(home.path("state").asText()).as(home.toPrettyString()).isEqualTo("VERIFIED");
    assertThat(home.path("envelope").path("keyServers").get(0).asText())
        .isEqualTo("keys.harbour.example");
    JsonNode elsewhere =
        World.json(sent("onedrive-australia", jwe("keys.elsewhere.example"), false));
    assertThat(elsewhere.path("state").asText()).isEqualTo("AWAITING_ACKNOWLEDGEMENT");
    assertThat(ids(elsewhere.path("decision").path("findings"))).contains("KEYS-FOREIGN");
  }

  /** A JWE with a directly agreed key whose set is published by a host. */
  private static byte[] jwe(String host) {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    Random random = new Random(7);
    byte[] iv = new byte[12];
    byte[] ciphertext = new byte[4_000];
    byte[] tag = new byte[16];
    random.nextBytes(iv);
    random.nextBytes(ciphertext);
    random.nextBytes(tag);
    String header =
        "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"jku\":\"https://%s/keys\"}".formatted(host);
    return "%s..%s.%s.%s"
        .formatted(
            encoder.encodeToString(header.getBytes(StandardCharsets.UTF_8)),
            encoder.encodeToString(iv),
            encoder.encodeToString(ciphertext),
            encoder.encodeToString(tag))
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void aBadSetUpIsRefusedWholeAndAGoodOneComesInForceWithoutARestart() throws IOException {
    String good = Files.readString(world.setUp());
    try {
      World.replace(world.setUp(), good.replace("jurisdiction: AU-VIC", "jurisdiction: 9"));
      await(() -> !world.read(World.CLINICIAN, "/policy").path("refused").isEmpty());
      JsonNode refused = world.read(World.CLINICIAN, "/policy").path("refused").get(0);
      assertThat(refused.path("what").asText()).isEqualTo("SET_UP");
      JsonNode problem = refused.path("problems").get(0);
      assertThat(problem.path("file").asText()).endsWith("setup.yaml");
      assertThat(problem.path("place").asText()).isEqualTo("practice `harbour`");
      assertThat(problem.path("reason").asText()).isNotEmpty();
      assertThat(verdict("onedrive-australia").path("word").asText()).isEqualTo("ok");

      World.replace(
          world.setUp(), good.replace("name: Another folder at Box", "name: Renamed folder"));
      await(
          () -> world.read(World.CLINICIAN, "/destinations").toString().contains("Renamed folder"));
      assertThat(world.read(World.CLINICIAN, "/policy").path("refused")).isEmpty();
    } finally {
      World.replace(world.setUp(), good);
      await(
          () ->
              world
                  .read(World.CLINICIAN, "/destinations")
                  .toString()
                  .contains("Another folder at Box"));
    }
  }

  @Test
  void aTenantsGeographyThatChangesIsNoticedThoughNobodyAsks() {
    JsonNode stored = verified("onedrive-australia");
    try {
      world.oneDrive.moveToGeography("au-clinic", "NAM");
      await(() -> caseOn("EVIDENCE_CHANGED", "onedrive-australia", stored).isPresent());
      assertThat(
              caseOn("EVIDENCE_CHANGED", "onedrive-australia", stored)
                  .orElseThrow()
                  .path("changes")
                  .toString())
          .contains("AUS [AU], now NAM [US]");
    } finally {
      world.oneDrive.moveToGeography("au-clinic", "AUS");
      asked("onedrive-australia");
    }
  }

  @Test
  void badPacksAndClaimsAreRefusedWithFilePlaceAndReasonAndTheLastGoodOnesStay()
      throws IOException {
    Path pack = packs.resolve("AU.yaml");
    Path claim = claims.resolve("dropbox.yaml");
    String goodPack = Files.readString(pack);
    String goodClaim = Files.readString(claim);
    String digest = world.read(World.CLINICIAN, "/policy").path("digest").asText();
    try {
      World.replace(pack, goodPack.replace("severity: BLOCK", "severity: FORBID"));
      World.replace(claim, goodClaim.replace("as_of:", "as_off:"));
      await(() -> world.read(World.CLINICIAN, "/policy").path("refused").size() == 2);
      JsonNode policy = world.read(World.CLINICIAN, "/policy");
      assertThat(policy.path("digest").asText()).isEqualTo(digest);
      assertThat(policy.path("refused").findValuesAsText("file"))
          .contains("AU.yaml", "dropbox.yaml");
      assertThat(policy.path("refused").findValuesAsText("place")).allMatch(at -> !at.isEmpty());
      assertThat(policy.path("refused").findValuesAsText("reason")).allMatch(at -> !at.isEmpty());
      world.app.kill();
      world.app.startAgain();
      assertThat(world.read(World.CLINICIAN, "/policy").path("digest").asText())
          .as("after a restart over bad files")
          .isEqualTo(digest);
      assertThat(verdict("onedrive-australia").path("word").asText()).isEqualTo("ok");
    } finally {
      World.replace(pack, goodPack);
      World.replace(claim, goodClaim);
      await(() -> world.read(World.CLINICIAN, "/policy").path("refused").isEmpty());
    }
  }
}
