package io.onshore.gateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a practice hands to a board, a regulator or a lawyer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportsIT {
  private static final String EVERYTHING = "?redact=actor,target,destination,detail";
  private static final String ABROAD = "disk-abroad";

  private World world;
  private Path folder;
  private String transfer = "";
  private String kept = "";

  @BeforeAll
  void start(@TempDir Path temporary) {
    folder = temporary;
    world = new World(temporary, Map.of());
    JsonNode held =
        World.json(
            world.send(
                world
                    .request(World.CLINICIAN, "/destinations/" + ABROAD + "/transfers")
                    .header("Content-Type", "application/octet-stream")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(Sealed.sample()))
                    .build()));
    transfer = held.path("id").asText();
    HttpResponse<String> sent =
        world.post(
            World.CLINICIAN,
            "/transfers/" + transfer + "/acknowledgement",
            "{\"emergency\":{\"reason\":\"surgery now\"}}");
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
    world.awaitState(World.CLINICIAN, transfer, "VERIFIED");
    kept =
        world
            .read(World.COMPLIANCE, "/reviews?kind=EMERGENCY_SENT")
            .path("cases")
            .path(0)
            .path("id")
            .asText();
  }

  @AfterAll
  void stop() {
    world.close();
  }

  private byte[] bytes(String path, String type) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> answer =
          client.send(
              world.request(World.COMPLIANCE, path).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      assertThat(answer.statusCode())
          .as(new String(answer.body(), StandardCharsets.ISO_8859_1))
          .isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).contains(type);
      return answer.body();
    }
  }

  /** What a document says, also about itself; leaves it for people to look at. */
  private static String said(String name, byte[] pdf) throws IOException {
    Path reports = Files.createDirectories(Path.of("target", "reports"));
    Files.write(reports.resolve(name + ".pdf"), pdf);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return (new PDFTextStripper().getText(document)
              + document.getDocumentInformation().getCOSObject()
              + new String(
                  document.getDocumentCatalog().getMetadata().toByteArray(),
                  StandardCharsets.UTF_8))
          .replaceAll("\\s+", " ");
    }
  }

  private Map<String, byte[]> pack(String query) throws IOException, InterruptedException {
    Map<String, byte[]> files = new TreeMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(
            new ByteArrayInputStream(
                bytes("/reviews/" + kept + "/pack" + query, "application/zip")))) {
      Optional<ZipEntry> entry = Optional.ofNullable(zip.getNextEntry());
      while (entry.isPresent()) {
        files.put(entry.get().getName(), zip.readAllBytes());
        entry = Optional.ofNullable(zip.getNextEntry());
      }
    }
    return files;
  }

  private static byte[] file(Map<String, byte[]> pack, String name) {
    return Objects.requireNonNull(pack.get(name), name);
  }

  private Path written(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name.replace('/', '-')), bytes);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void aMonthIsADocumentAndAnEventOfTheTrail() throws Exception {
    String month = world.read(World.COMPLIANCE, "/reviews/" + kept).path("openedAt").asText();
    String report =
        said("month", bytes("/reports/month?month=" + month.substring(0, 7), "application/pdf"));
    assertThat(report)
        .contains("Harbour Street Clinic", "Month report")
        .contains("1 emergency send was made because patient care could not wait")
        .contains("the month is not over")
        .contains("term of a signed contract")
        .contains("is as it was written")
        .contains("OneDrive practice library");
    String redacted =
        said(
            "month-redacted",
            bytes(
                "/reports/month" + EVERYTHING + "&month=" + month.substring(0, 7),
                "application/pdf"));
    assertThat(redacted)
        .contains("destination-1", "by compliance 1", "actor destination detail target")
        .doesNotContain("OneDrive practice library", ABROAD)
        .doesNotContain(World.COMPLIANCE, "Connie");
    JsonNode events = world.read(World.COMPLIANCE, "/audit/events?type=MONTH_REPORT_MADE");
    assertThat(events.path("events")).hasSize(2);
    assertThat(events.path("events").path(0).path("detail").path("withheld").asText())
        .isEqualTo("actor destination detail target");
    assertThat(world.get(World.CLINICIAN, "/reports/month").statusCode()).isEqualTo(403);
    assertThat(world.get(World.COMPLIANCE, "/reports/month?month=2999-01").statusCode())
        .isEqualTo(400);
    assertThat(world.get(World.COMPLIANCE, "/reports/month?month=soon").statusCode())
        .isEqualTo(400);
  }

  @Test
  void aCaseIsPackedAndVerifiesWithoutTheGateway() throws Exception {
    Map<String, byte[]> pack = pack("");
    assertThat(pack)
        .containsKeys(
            "README.txt",
            "case.pdf",
            "case.json",
            "events.jsonl",
            "events.csv",
            "events.fhir.json",
            "jwks.json",
            "receipts/" + transfer + ".jws");
    Path keys = written("jwks.json", file(pack, "jwks.json"));
    Path events = written("events.jsonl", file(pack, "events.jsonl"));
    assertThat(ReceiptIT.verify(0, "audit", "--keys", keys.toString(), events.toString()))
        .startsWith("VALID: ");
    Path receipt = written("receipt.jws", file(pack, "receipts/" + transfer + ".jws"));
    assertThat(ReceiptIT.verify(0, "receipt", "--keys", keys.toString(), receipt.toString()))
        .contains("transfer: " + transfer);
    assertThat(text(file(pack, "events.jsonl")))
        .contains("\"" + kept + "\"", "\"" + transfer + "\"", "EMERGENCY_SEND");

    String document = said("case", file(pack, "case.pdf"));
    assertThat(document)
        .contains("A person sent past what held a file, because patient care could not wait.")
        .contains("surgery now", transfer, kept, "sub-" + World.CLINICIAN);
    JsonNode json = new ObjectMapper().readTree(file(pack, "case.json"));
    assertThat(json.path("id").asText()).isEqualTo(kept);
    assertThat(json.path("file").path("seen").path(0).path("saw").path("said").path("reason"))
        .hasToString("\"surgery now\"");
    assertThat(text(file(pack, "README.txt"))).contains("onshore-verify.jar audit");

    String changed = text(file(pack, "events.jsonl")).replace("EMERGENCY_SEND", "FILE_VERIFIED");
    assertThat(
            ReceiptIT.verify(
                1,
                "audit",
                "--keys",
                keys.toString(),
                written("changed.jsonl", changed.getBytes(StandardCharsets.UTF_8)).toString()))
        .startsWith("NOT VALID: ");
  }

  @Test
  void aRedactedPackNamesNobodyAndStillVerifies() throws Exception {
    Map<String, byte[]> pack = pack(EVERYTHING);
    assertThat(pack.keySet()).noneMatch(name -> name.startsWith("receipts/"));
    pack.forEach(
        (name, bytes) -> {
          if (!name.endsWith(".pdf")) {
            assertThat(text(bytes))
                .as(name)
                .doesNotContain(World.CLINICIAN, World.COMPLIANCE, transfer, kept, ABROAD)
                .doesNotContain("surgery now");
          }
        });
    assertThat(said("case-redacted", file(pack, "case.pdf")))
        .contains(
            "by compliance 1",
            "sender 1",
            "destination-1",
            "trf_00000000000000000000000001",
            "[withheld]")
        .doesNotContain(World.CLINICIAN, World.COMPLIANCE, transfer, kept, ABROAD, "Connie")
        .doesNotContain("surgery now");
    assertThat(
            ReceiptIT.verify(
                0,
                "audit",
                "--keys",
                written("keys.json", file(pack, "jwks.json")).toString(),
                written("redacted.jsonl", file(pack, "events.jsonl")).toString()))
        .startsWith("VALID: ");
  }

  @Test
  void aPackIsForComplianceAndAnotherPracticeHasNone() {
    String path = "/reviews/" + kept + "/pack";
    assertThat(world.get(World.CLINICIAN, path).statusCode()).isEqualTo(403);
    assertThat(world.get(World.NEIGHBOUR, path).statusCode()).isIn(403, 404);
    assertThat(world.get(World.COMPLIANCE, "/reviews/rev_none/pack").statusCode()).isEqualTo(404);
    assertThat(world.get(World.COMPLIANCE, path + "?redact=names").statusCode()).isEqualTo(400);
  }
}
