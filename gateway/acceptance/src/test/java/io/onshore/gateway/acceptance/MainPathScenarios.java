package io.onshore.gateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.onshore.connector.simulator.onedrive.GraphOperation;
import io.onshore.connector.simulator.onedrive.OneDriveSimulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The main path, the same on every database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MainPathScenarios {
  private static final String SEND_TO_AUSTRALIA = "/destinations/onedrive-australia/transfers";

  private Path folder;
  private World world;

  /** Settings that choose the database. */
  abstract Map<String, String> database();

  @BeforeAll
  void start(@TempDir Path lent) {
    folder = lent;
    world = new World(folder, database());
  }

  @AfterAll
  void stop() {
    world.close();
  }

  private HttpResponse<String> oneShot(String person, String path, byte[] bytes) {
    return world.send(
        world
            .request(person, path)
            .header("Prefer", "wait=30")
            .header("Content-Type", "application/octet-stream")
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
            .build());
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private JsonNode declare(String destination, byte[] bytes, String more) {
    HttpResponse<String> answer =
        world.post(
            World.CLINICIAN,
            "/transfers",
            "{\"destinationId\":\"%s\",\"size\":%d,\"sha256\":\"%s\"%s}"
                .formatted(destination, bytes.length, sha256(bytes), more));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return World.json(answer);
  }

  private HttpResponse<String> patch(String id, long offset, byte[] bytes) {
    return world.send(
        world
            .request(World.CLINICIAN, "/uploads/" + id)
            .header("Tus-Resumable", "1.0.0")
            .header("Upload-Offset", Long.toString(offset))
            .header("Content-Type", "application/offset+octet-stream")
            .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(bytes))
            .build());
  }

  private long requestsAboutFiles() {
    return world.oneDrive.log().counts().entrySet().stream()
        .filter(entry -> entry.getKey().name().matches(".*(UPLOAD|SESSION|CONTENT|FRAGMENT|PUT).*"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Test
  void pushesTheSamplePhotoAndTheStoredBytesAreTheFile() {
    byte[] photo = Sealed.sample();

    JsonNode transfer = World.json(oneShot(World.CLINICIAN, SEND_TO_AUSTRALIA, photo));

    assertThat(transfer.path("state").asText()).as(transfer.toPrettyString()).isEqualTo("VERIFIED");
    assertThat(transfer.path("verification").asText()).isEqualTo("MATCHED");
    assertThat(transfer.path("decision").path("outcome").asText()).isEqualTo("NOTICE");
    assertThat(transfer.path("envelope").path("kind").asText()).isEqualTo("AGE");
    String name = transfer.path("stored").path("name").asText();
    assertThat(world.oneDrive.fileBytes("au-clinic", "Onshore/Photos", name)).contains(photo);
    assertThat(spooledFiles()).noneMatch(file -> file.contains(transfer.path("id").asText()));
  }

  private List<String> spooledFiles() {
    String[] names =
        world.app.data().resolve("spool").toFile().list((folder, name) -> !name.startsWith("."));
    return List.of(Objects.requireNonNull(names, "the spool folder is there"));
  }

  @Test
  void sendsALargerFileThroughAnUploadSession() throws IOException {
    byte[] file = Files.readAllBytes(Sealed.large(folder.resolve("25mb.age"), 25L << 20, 1));

    JsonNode transfer = World.json(oneShot(World.CLINICIAN, SEND_TO_AUSTRALIA, file));

    assertThat(transfer.path("state").asText()).as(transfer.toPrettyString()).isEqualTo("VERIFIED");
    assertThat(
            world.oneDrive.fileBytes(
                "au-clinic", "Onshore/Photos", transfer.path("stored").path("name").asText()))
        .contains(file);
    assertThat(world.oneDrive.openSessions()).isZero();
  }

  @Test
  void refusesAJpegByNameAndSendsTheProviderNothing() {
    byte[] jpeg = new byte[300_000];
    Arrays.fill(jpeg, (byte) 0x55);
    byte[] start = HexFormat.of().parseHex("ffd8ffe000104a46494600010100000100010000");
    System.arraycopy(start, 0, jpeg, 0, start.length);
    long before = requestsAboutFiles();
    List<String> spooledBefore = spooledFiles();

    HttpResponse<String> answer = oneShot(World.CLINICIAN, SEND_TO_AUSTRALIA, jpeg);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(World.json(answer).path("code").asText()).isEqualTo("ENVELOPE_NOT_SEALED");
    assertThat(World.json(answer).path("detail").asText()).contains("a JPEG photo");
    assertThat(requestsAboutFiles()).isEqualTo(before);
    assertThat(spooledFiles()).hasSameElementsAs(spooledBefore);
  }

  @Test
  void refusesATruncatedEnvelope() {
    byte[] photo = Sealed.sample();
    byte[] cut = Arrays.copyOf(photo, 150);

    HttpResponse<String> answer = oneShot(World.CLINICIAN, SEND_TO_AUSTRALIA, cut);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(World.json(answer).path("code").asText())
        .isIn("ENVELOPE_TRUNCATED", "ENVELOPE_DAMAGED");
  }

  @Test
  void refusesABlockedDestinationBeforeTheBodyIsRead() throws IOException {
    URI uri = world.api("/destinations/disk-abroad/transfers?tag=ehr&tag=mhr_record");
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(60_000);
      String head =
          """
          POST %s?%s HTTP/1.1\r
          Host: %s:%d\r
          Authorization: Bearer %s\r
          Content-Type: application/octet-stream\r
          Content-Length: 1000000\r
          \r
          """
              .formatted(
                  uri.getPath(),
                  uri.getQuery(),
                  uri.getHost(),
                  uri.getPort(),
                  world.issuer.tokenOf(World.NEIGHBOUR));
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();

      // Not one byte of the body was sent, and the answer is there.
      String status =
          new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
              .readLine();

      assertThat(status).isEqualTo("HTTP/1.1 403 Forbidden");
    }
  }

  @Test
  void saysWhichRuleBlocks() {
    HttpResponse<String> answer =
        world.post(
            World.NEIGHBOUR,
            "/transfers",
            "{\"destinationId\":\"disk-abroad\",\"size\":1000,\"tags\":[\"ehr\",\"mhr_record\"]}");

    assertThat(answer.statusCode()).isEqualTo(403);
    JsonNode problem = World.json(answer);
    assertThat(problem.path("code").asText()).isEqualTo("RESIDENCY_BLOCKED");
    assertThat(problem.path("findings").findValuesAsText("id")).contains("AU-MHR-S77");
    HttpResponse<String> page =
        world.send(
            HttpRequest.newBuilder(URI.create(world.app.url() + problem.path("type").asText()))
                .build());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Nobody can override a block");
  }

  @Test
  void resumesAnUploadWhereItStands() {
    byte[] photo = Sealed.sample();
    String id = declare("onedrive-australia", photo, "").path("id").asText();

    HttpResponse<String> first = patch(id, 0, Arrays.copyOfRange(photo, 0, 10_000));
    assertThat(first.statusCode()).isEqualTo(204);
    assertThat(first.headers().firstValue("Upload-Offset")).hasValue("10000");
    assertThat(patch(id, 9_999, new byte[] {1}).statusCode()).isEqualTo(409);
    HttpResponse<String> head =
        world.send(
            world
                .request(World.CLINICIAN, "/uploads/" + id)
                .header("Tus-Resumable", "1.0.0")
                .HEAD()
                .build());
    assertThat(head.headers().firstValue("Upload-Offset")).hasValue("10000");
    assertThat(head.headers().firstValue("Upload-Length")).hasValue(Integer.toString(photo.length));
    assertThat(patch(id, 10_000, Arrays.copyOfRange(photo, 10_000, photo.length)).statusCode())
        .isEqualTo(204);

    assertThat(world.awaitState(World.CLINICIAN, id, "VERIFIED").path("verification").asText())
        .isEqualTo("MATCHED");
  }

  @Test
  void waitsForTheAcknowledgementOfAWarningAndThenAsksNoMore() {
    byte[] photo = Sealed.sample();
    JsonNode transfer = declare("onedrive-unknown", photo, "");
    assertThat(transfer.path("decision").path("outcome").asText()).isEqualTo("WARN");
    String id = transfer.path("id").asText();
    patch(id, 0, photo);
    JsonNode waiting = world.awaitState(World.CLINICIAN, id, "AWAITING_ACKNOWLEDGEMENT");
    assertThat(waiting.path("sent").asLong()).isZero();

    String findings =
        transfer
            .path("decision")
            .path("findings")
            .valueStream()
            .filter(finding -> finding.path("severity").asText().equals("WARN"))
            .map(finding -> "\"" + finding.path("id").asText() + "\"")
            .collect(Collectors.joining(","));
    HttpResponse<String> acknowledged =
        world.post(
            World.CLINICIAN,
            "/transfers/" + id + "/acknowledgement",
            "{\"findings\":["
                + findings
                + "],\"reasonCode\":\"PATIENT_AGREED\",\"reason\":\"asked\"}");
    assertThat(acknowledged.statusCode()).as(acknowledged.body()).isEqualTo(200);
    world.awaitState(World.CLINICIAN, id, "VERIFIED");
    assertThat(
            World.json(world.get(World.CLINICIAN, "/destinations"))
                .findValuesAsText("acknowledgedUntil"))
        .hasSize(1);

    JsonNode again =
        World.json(oneShot(World.CLINICIAN, "/destinations/onedrive-unknown/transfers", photo));
    assertThat(again.path("state").asText()).isEqualTo("VERIFIED");
  }

  @Test
  void aRecordedConsentLiftsAHold() {
    byte[] photo = Sealed.sample();
    JsonNode transfer = declare("disk-abroad", photo, "");
    assertThat(transfer.path("decision").path("outcome").asText()).isEqualTo("HOLD");
    assertThat(transfer.path("decision").path("holds").get(0).asText())
        .isEqualTo("CONTRACT|CONSENT");
    String id = transfer.path("id").asText();
    patch(id, 0, photo);
    world.awaitState(World.CLINICIAN, id, "HELD");

    HttpResponse<String> recorded =
        world.post(
            World.CLINICIAN,
            "/transfers/" + id + "/consent",
            """
            {"kind":"AU_APP8_2B","scope":"this_use","reference":"consents/2026/117",
             "statements":["recipient_named","country_named","app8_1_will_not_apply","no_redress_under_act",
                           "overseas_law_may_compel","may_withdraw"]}
            """);

    assertThat(recorded.statusCode()).as(recorded.body()).isEqualTo(200);
    JsonNode done = world.awaitState(World.CLINICIAN, id, "VERIFIED");
    assertThat(done.path("provider").asText()).isEqualTo("folder");
  }

  @Test
  void aRepeatedDeclarationUnderOneKeyIsOneTransfer() {
    String key = UUID.randomUUID().toString();
    HttpResponse<String> first = declareUnder(key, 1000);
    HttpResponse<String> second = declareUnder(key, 1000);

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(declareUnder(key, 1001).statusCode()).isEqualTo(422);
  }

  private HttpResponse<String> declareUnder(String key, int size) {
    return world.send(
        world
            .request(World.CLINICIAN, "/transfers")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"destinationId\":\"onedrive-australia\",\"size\":" + size + "}"))
            .build());
  }

  @Test
  void cancellingAnUploadCleansTheSpool() {
    byte[] photo = Sealed.sample();
    String id = declare("onedrive-australia", photo, "").path("id").asText();
    patch(id, 0, Arrays.copyOfRange(photo, 0, 10_000));

    HttpResponse<String> cancelled =
        world.post(World.CLINICIAN, "/transfers/" + id + "/cancel", "");

    assertThat(World.json(cancelled).path("state").asText()).isEqualTo("CANCELLED");
    assertThat(spooledFiles()).noneMatch(file -> file.contains(id));
    assertThat(patch(id, 10_000, new byte[] {1}).statusCode()).isEqualTo(410);
  }

  @Test
  void followsATransferToItsEnd() throws IOException {
    byte[] photo = Sealed.sample();
    String id = declare("onedrive-australia", photo, "").path("id").asText();
    patch(id, 0, photo);

    HttpResponse<String> events = world.get(World.CLINICIAN, "/transfers/" + id + "/events");

    assertThat(events.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    assertThat(events.body().lines().filter(line -> line.startsWith("data:")).toList().getLast())
        .contains("\"state\":\"VERIFIED\"");
  }

  @Test
  void anotherPracticeFindsNothing() {
    byte[] photo = Sealed.sample();
    String id = declare("onedrive-australia", photo, "").path("id").asText();

    assertThat(world.get(World.NEIGHBOUR, "/transfers/" + id).statusCode()).isEqualTo(404);
    assertThat(
            world
                .post(
                    World.NEIGHBOUR,
                    "/transfers",
                    "{\"destinationId\":\"onedrive-australia\",\"size\":1000}")
                .statusCode())
        .isEqualTo(404);
    assertThat(world.get(World.NEIGHBOUR, "/destinations").body())
        .doesNotContain("onedrive-australia");
    assertThat(world.get(World.NEIGHBOUR, "/transfers").body()).doesNotContain(id);
  }

  @Test
  void answersNobodyWithoutASignInARoleAndAPractice() {
    assertThat(world.send(HttpRequest.newBuilder(world.api("/destinations")).build()).statusCode())
        .isEqualTo(401);
    assertThat(
            world
                .send(
                    HttpRequest.newBuilder(world.api("/destinations"))
                        .header(
                            "Authorization",
                            "Bearer " + world.issuer.forgedTokenOf(World.CLINICIAN))
                        .build())
                .statusCode())
        .isEqualTo(401);
    assertThat(world.get(World.STRANGER, "/me").statusCode()).isEqualTo(403);
    assertThat(world.get(World.STRANGER, "/destinations").statusCode()).isEqualTo(403);
    assertThat(
            world
                .post(
                    World.ADMIN,
                    "/transfers",
                    "{\"destinationId\":\"onedrive-australia\",\"size\":1000}")
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void refusesPathsThatTwoReadersCouldReadDifferently() {
    for (String path : new String[] {"/me;a=1", "/me%3Ba=1", "/transfers%2F..%2Fme", "/me%5c"}) {
      HttpResponse<String> answer = world.get(World.CLINICIAN, path);
      assertThat(answer.statusCode()).as(path).isEqualTo(400);
    }
  }

  @Test
  void everyProblemSaysWhatToDo() {
    for (HttpResponse<String> answer :
        List.of(
            world.post(World.CLINICIAN, "/transfers", "{nonsense"),
            world.post(World.CLINICIAN, "/transfers", "{}"),
            world.post(World.CLINICIAN, "/transfers", "{\"destinationId\":\"nowhere\",\"size\":5}"),
            world.get(World.CLINICIAN, "/transfers/trf_nonsense"),
            world.get(World.CLINICIAN, "/destinations?patientJurisdiction=XX"),
            world.get(World.CLINICIAN, "/nowhere"))) {
      JsonNode problem = World.json(answer);
      assertThat(answer.statusCode()).isBetween(400, 499);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      assertThat(problem.path("code").asText()).matches("[A-Z_]+");
      assertThat(problem.path("detail").asText()).isNotBlank();
      assertThat(problem.path("hint").asText()).isNotBlank();
      assertThat(answer.body()).doesNotContain("Exception", "io.onshore");
    }
  }

  @Test
  void showsTheChooserBestFirst() {
    JsonNode list = World.json(world.get(World.CLINICIAN, "/destinations"));

    assertThat(
            list.path("destinations")
                .valueStream()
                .map(each -> each.path("verdict").path("headline").asText()))
        .containsExactly(
            "Stays in Australia",
            "Stays in Australia",
            "Stays in Australia",
            "Kept in the US",
            "We can't tell where this is kept");
    assertThat(list.path("destinations").findValuesAsText("alternative"))
        .as("beside each warning a better place")
        .hasSize(2);
    assertThat(list.path("destinations").get(0).path("preselected").asBoolean()).isTrue();
    JsonNode evidence = list.path("destinations").get(0).path("verdict").path("evidence");
    assertThat(evidence.findValuesAsText("source")).contains("siteCollection.dataLocationCode");
    assertThat(evidence.findValuesAsText("grade")).contains("TENANT_MEASURED");
  }

  @Test
  void decidesOnFactsWithoutATransfer() {
    HttpResponse<String> answer =
        world.post(
            World.ADMIN,
            "/verdicts",
            """
            {"facts":{"places":{"CONTENT":["US"],"BACKUP":["US"],"METADATA":["US"],"SUPPORT":["US"],
              "CONTRACTING_ENTITY":["US"],"CONTROLLING_PARENT":["US"]},"contracts":["DPA"],
              "grade":"CONTRACT","verifiedOn":"2026-11-01"}}
            """);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(World.json(answer).path("outcome").asText()).isEqualTo("WARN");
    assertThat(World.json(answer).path("findings").findValuesAsText("id")).contains("AU-APP8-USE");
    HttpResponse<String> nothing = world.post(World.ADMIN, "/verdicts", "{\"facts\":{}}");
    assertThat(World.json(nothing).path("outcome").asText()).isNotEqualTo("ALLOW");
  }

  @Test
  void showsConnectorsAndPolicy() {
    JsonNode connectors = World.json(world.get(World.CLINICIAN, "/connectors")).path("connectors");
    assertThat(connectors.findValuesAsText("provider")).contains("onedrive", "folder");
    assertThat(connectors).allSatisfy(each -> assertThat(each.path("factSheet")).isNotEmpty());
    assertThat(connectors.findValues("settings").stream().flatMap(JsonNode::valueStream))
        .filteredOn(each -> each.path("operators").asBoolean())
        .extracting(each -> each.path("name").asText())
        .contains("root", "api-url")
        .doesNotContain("client-id");
    assertThat(world.get(World.CLINICIAN, "/policy").body()).contains("AU-APP8-USE", "sha256:");
    assertThat(world.get(World.CLINICIAN, "/jurisdictions").body()).contains("AU-VIC");
  }

  @Test
  void takesTheOldWayOfOneWholePut() {
    byte[] photo = Sealed.sample();
    String id = declare("onedrive-australia", photo, "").path("id").asText();

    HttpResponse<String> put =
        world.send(
            world
                .request(World.CLINICIAN, "/uploads/" + id)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(photo))
                .build());

    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    world.awaitState(World.CLINICIAN, id, "VERIFIED");
  }

  @Test
  void takesATusCreationWithTheFirstBytes() {
    byte[] photo = Sealed.sample();
    String metadata =
        "destination "
            + base64("onedrive-australia")
            + ",clientName "
            + base64(Planted.secret("a client's file name", "Mrs Secret.jpg"));
    HttpResponse<String> created =
        world.send(
            world
                .request(World.CLINICIAN, "/uploads")
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", Integer.toString(photo.length))
                .header("Upload-Metadata", metadata)
                .header("Content-Type", "application/offset+octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(photo))
                .build());

    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    String location = created.headers().firstValue("Location").orElseThrow();
    String id = location.substring(location.lastIndexOf('/') + 1);
    world.awaitState(World.CLINICIAN, id, "VERIFIED");
    assertThat(world.oneDrive.log().latest().toString()).doesNotContain("Secret");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void refusesAFileThatIsNotTheDeclaredOne() {
    byte[] photo = Sealed.sample();
    byte[] other = photo.clone();
    other[other.length - 1] ^= 1;
    String id = declare("onedrive-australia", photo, "").path("id").asText();

    HttpResponse<String> answer = patch(id, 0, other);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(World.json(answer).path("code").asText()).isEqualTo("DIGEST_MISMATCH");
    assertThat(World.json(world.get(World.CLINICIAN, "/transfers/" + id)).path("state").asText())
        .isEqualTo("REFUSED");
  }

  @Test
  void waitsOutAThrottlingProvider() {
    world.oneDrive.faults().next(GraphOperation.PUT_CONTENT, OneDriveSimulator.throttled("1"));

    JsonNode transfer = World.json(oneShot(World.CLINICIAN, SEND_TO_AUSTRALIA, Sealed.sample()));

    assertThat(transfer.path("state").asText()).as(transfer.toPrettyString()).isEqualTo("VERIFIED");
    assertThat(world.oneDrive.faults().pending()).isZero();
  }
}
