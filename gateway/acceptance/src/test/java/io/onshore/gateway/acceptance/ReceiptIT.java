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
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the gateway hands out, checked by the command as a process of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReceiptIT {
  private World world;
  private Path folder;
  private Path keys;

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    folder = temporary;
    world = new World(temporary, Map.of());
    HttpResponse<String> published = keys();
    assertThat(published.statusCode()).isEqualTo(200);
    assertThat(published.headers().firstValue("Cache-Control")).contains("public, max-age=300");
    assertThat(published.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/jwk-set+json");
    assertThat(published.body()).contains("\"ES256\"").doesNotContain("\"d\"");
    keys = Files.writeString(folder.resolve("jwks.json"), published.body());
  }

  /** Without signing in. */
  private HttpResponse<String> keys() {
    return world.send(
        HttpRequest.newBuilder(URI.create(world.app.url() + "/.well-known/jwks.json")).build());
  }

  @AfterAll
  void stop() {
    world.close();
  }

  private JsonNode sent(String destination) {
    HttpResponse<String> answer =
        world.send(
            world
                .request(World.CLINICIAN, "/destinations/" + destination + "/transfers")
                .header("Prefer", "wait=20")
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Sealed.sample()))
                .build());
    return World.json(answer);
  }

  private String verified() {
    String id = sent("onedrive-australia").path("id").asText();
    world.awaitState(World.CLINICIAN, id, "VERIFIED");
    return id;
  }

  private HttpResponse<String> receipt(String person, String id) {
    return world.get(person, "/transfers/" + id + "/receipt");
  }

  /** Runs the command from its jar; gives what it said. */
  static String verify(int code, String... words) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", System.getProperty("onshore.verify")));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(code);
    return said;
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void aReceiptIsCheckedWithoutTheGateway() throws Exception {
    String id = verified();
    HttpResponse<String> answer = receipt(World.CLINICIAN, id);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/jose");
    Path jws = file("receipt.jws", answer.body());
    Path photo = folder.resolve("photo.age");
    Files.write(photo, Sealed.sample());

    JsonNode transfer = world.read(World.CLINICIAN, "/transfers/" + id);
    assertThat(
            verify(
                0,
                "receipt",
                "--keys",
                keys.toString(),
                jws.toString(),
                "--file",
                photo.toString()))
        .startsWith("VALID: ")
        .contains("transfer: " + id)
        .contains("name: Harbour Street Clinic")
        .contains("name: OneDrive practice library")
        .contains("sender: sub-" + World.CLINICIAN)
        .contains("sha256: " + transfer.path("sha256").asText())
        .contains("id: " + transfer.path("stored").path("providerObjectId").asText())
        .contains("proof: " + transfer.path("verification").asText())
        .contains("id: " + transfer.path("decision").path("id").asText())
        .contains("GATEWAY: AU-NSW")
        .contains("grade: TENANT_MEASURED")
        .contains("answers 1:")
        .contains("verifiedAt: ")
        .contains("the file is the one of the receipt");

    assertThat(receipt(World.COMPLIANCE, id).body()).as("the same").isEqualTo(answer.body());
    Files.write(photo, new byte[] {1}, StandardOpenOption.APPEND);
    assertThat(
            verify(
                1,
                "receipt",
                "--keys",
                keys.toString(),
                jws.toString(),
                "--file",
                photo.toString()))
        .startsWith("NOT VALID: the file is not the one of the receipt");
  }

  @Test
  void aChangedReceiptIsNone() throws Exception {
    char[] receipt = receipt(World.CLINICIAN, verified()).body().toCharArray();
    int middle = receipt.length / 2;
    receipt[middle] = receipt[middle] == 'A' ? 'B' : 'A';
    Path changed = file("changed.jws", new String(receipt));
    assertThat(verify(1, "receipt", "--keys", keys.toString(), changed.toString()))
        .startsWith("NOT VALID: ");
  }

  @Test
  void onlyAFileThatIsSafelyStoredHasAReceipt() {
    JsonNode held = sent("disk-abroad");
    String id = held.path("id").asText();
    assertThat(held.path("state").asText()).isNotEqualTo("VERIFIED");
    HttpResponse<String> refused = receipt(World.CLINICIAN, id);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
    assertThat(World.json(refused).path("code").asText()).isEqualTo("NOT_NOW");
    assertThat(World.json(refused).path("hint").asText()).contains("VERIFIED");
  }

  @Test
  void anotherPracticeHasNoReceiptOfIt() {
    String id = verified();
    assertThat(receipt(World.NEIGHBOUR, id).statusCode()).isEqualTo(404);
    assertThat(receipt(World.CLINICIAN, id).statusCode()).isEqualTo(200);
    assertThat(
            world
                .send(HttpRequest.newBuilder(world.api("/transfers/" + id + "/receipt")).build())
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void anExportedTrailIsCheckedWithoutTheGateway() throws Exception {
    String id = verified();
    receipt(World.CLINICIAN, id);
    HttpResponse<String> export = world.get(World.COMPLIANCE, "/audit/export");
    assertThat(export.statusCode()).isEqualTo(200);
    assertThat(export.body()).contains("RECEIPT_ISSUED").contains(id);
    Path whole = file("audit.jsonl", export.body());
    assertThat(verify(0, "audit", "--keys", keys.toString(), whole.toString()))
        .startsWith("VALID: the events 1 to ")
        .contains("of practice `harbour`");

    Path edited = file("edited.jsonl", export.body().replaceFirst("RECEIPT_ISSUED", "FILE_STORED"));
    assertThat(verify(1, "audit", "--keys", keys.toString(), edited.toString()))
        .startsWith("NOT VALID: line ")
        .contains(": edited: event ");
    List<String> lines = new ArrayList<>(export.body().lines().toList());
    lines.remove(4);
    Path gap = file("gap.jsonl", String.join("\n", lines));
    assertThat(verify(1, "audit", "--keys", keys.toString(), gap.toString()))
        .startsWith("NOT VALID: line 5: missing: event 4");
  }
}
