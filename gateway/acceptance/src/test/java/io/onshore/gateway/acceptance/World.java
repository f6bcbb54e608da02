package io.onshore.gateway.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onshore.connector.simulator.box.BoxDemo;
import io.onshore.connector.simulator.box.BoxSimulator;
import io.onshore.connector.simulator.box.BoxUser;
import io.onshore.connector.simulator.box.Zone;
import io.onshore.connector.simulator.onedrive.OneDriveSimulator;
import io.onshore.connector.simulator.onedrive.Tenant;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * A gateway with everything around it: practices, a OneDrive and a Box to send to, a sign-in. Each
 * test class has its own.
 */
final class World implements AutoCloseable {
  static final String CLINICIAN = "clara-clinician";
  static final String ADMIN = "adam-admin";
  static final String SECOND_ADMIN = "ada-admin";
  static final String COMPLIANCE = "connie-compliance";

  /** A clinician who also decides cases. */
  static final String CLINICIAN_IN_CHARGE = "cleo-in-charge";

  static final String NEIGHBOUR = "nora-neighbour";
  static final String STRANGER = "stan-stranger";
  static final String BOX_OWNER = "110015";
  static final String BOX_HEIR = "110016";
  static final String ISLAND_ADMIN = "iris-admin";
  static final String ISLAND_CLINICIAN = "ian-clinician";

  private static final ObjectMapper JSON = new ObjectMapper();

  final TestIssuer issuer;
  final OneDriveSimulator oneDrive;
  final BoxSimulator box;

  /** A folder at Box whose owner is in the Australia zone, and another of another owner there. */
  final String boxFolder;

  final String ownedFolder;
  final Path folder;
  final App app;
  final HttpClient client = HttpClient.newHttpClient();

  World(Path folder, Map<String, String> more) {
    this.folder = folder;
    issuer =
        new TestIssuer(
            Map.of(
                CLINICIAN, List.of("clinician"),
                ADMIN, List.of("practice-admin"),
                SECOND_ADMIN, List.of("practice-admin"),
                COMPLIANCE, List.of("compliance"),
                CLINICIAN_IN_CHARGE, List.of("clinician", "compliance"),
                NEIGHBOUR, List.of("clinician"),
                STRANGER, List.of("clinician"),
                ISLAND_ADMIN, List.of("practice-admin"),
                ISLAND_CLINICIAN, List.of("clinician")));
    oneDrive = OneDriveSimulator.start(Clock.systemUTC());
    for (Tenant tenant : OneDriveSimulator.demoTenants().values()) {
      oneDrive.add(tenant);
      oneDrive.createFolder(tenant.id(), "Onshore/Photos");
    }
    box = BoxSimulator.start(Clock.systemUTC());
    boxFolder = BoxDemo.addTo(box).getFirst().folderId();
    for (String owner : List.of(BOX_OWNER, BOX_HEIR)) {
      box.add(BoxUser.managed(owner, "Owner " + owner, "11001", new Zone("100003", "Australia")));
    }
    ownedFolder = box.createFolder(BOX_OWNER, "Onshore Owned");
    box.share(ownedFolder, "110011", true);
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.oidc.auth-server-url", issuer.url());
    settings.put("quarkus.oidc.client-id", "onshore");
    settings.put(
        "quarkus.oidc.credentials.secret",
        Planted.secret("a client's secret", "test-secret-of-32-characters-at-least"));
    settings.put("onshore.public-url", "http://localhost:${quarkus.http.port}");
    settings.put("onshore.setup-file", setUpFile().toString());
    settings.put("onshore.gateway.places", "AU-NSW");
    settings.put("onshore.provider.onedrive.graph-url", oneDrive.graphUrl());
    settings.put("onshore.provider.onedrive.login-url", oneDrive.loginUrl());
    settings.put("onshore.provider.box.api-url", box.apiUrl());
    settings.put("onshore.provider.box.upload-url", box.uploadUrl());
    // A machine that is busy asks the providers slowly at first; the tests are not about that.
    settings.put("onshore.evidence.patience", "60s");
    settings.putAll(more);
    Planted.secret("a client's secret", "demo-secret");
    // How every address of an upload begins.
    Planted.secret("an upload address", oneDrive.uploadUrl() + "/up/");
    Planted.secret("an upload address", box.uploadUrl() + "/files/upload_sessions/");
    app = App.start(folder, settings);
  }

  /** Puts a text in place of a file's at once, as the gateway may read it at any time. */
  static void replace(Path file, String text) throws IOException {
    Path beside = Files.createTempFile("beside", null);
    Files.writeString(beside, text);
    Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Where the gateway reads its set-up. */
  Path setUp() {
    return folder.resolve("setup.yaml");
  }

  private Path setUpFile() {
    try {
      Path disk = Files.createDirectories(folder.resolve("disk"));
      String australian =
          """
                contracts: [DPA]
                claims:
                  - {about: BACKUP, places: [AU], grade: CONTRACT, verified-on: 2026-11-01, source: terms}
                  - {about: METADATA, places: [AU], grade: CONTRACT, verified-on: 2026-11-01, source: terms}
                  - {about: SUPPORT, places: [AU], grade: CONTRACT, verified-on: 2026-11-01, source: terms}
                  - {about: CONTRACTING_ENTITY, places: [AU], grade: CONTRACT, verified-on: 2026-11-01, source: terms}
                  - {about: CONTROLLING_PARENT, places: [US], grade: VENDOR_DOC, verified-on: 2026-11-01, source: page}
          """;
      String american =
          australian.replace("[AU]", "[US]").replace("contracts: [DPA]", "contracts: []");
      String setUp =
          """
          practices:
            - id: harbour
              name: Harbour Street Clinic
              jurisdiction: AU-VIC
              key-places: [AU]
              members:
                - {login: clara-clinician, roles: []}
                - {login: adam-admin, roles: []}
                - {login: ada-admin, roles: []}
                - {login: connie-compliance, roles: []}
                - {login: cleo-in-charge, roles: []}
              key-servers: {keys.harbour.example: [AU]}
              connections:
                - id: au
                  provider: onedrive
                  settings: {tenant-id: au-clinic, client-id: onshore-demo, client-secret: demo-secret, acts-as: application}
                - id: single
                  provider: onedrive
                  settings: {tenant-id: single-geo, client-id: onshore-demo, client-secret: demo-secret, acts-as: application}
                - id: disk
                  provider: folder
                  settings: {root: "%1$s"}
                - id: box
                  provider: box
                  settings: {client-id: onshore-demo, client-secret: demo-secret, acts-as: application, enterprise-id: "11001"}
              destinations:
                - id: onedrive-australia
                  name: OneDrive practice library
                  connection: au
                  space: "b!au-clinic"
                  folder: Onshore/Photos
          %2$s
                - id: onedrive-unknown
                  name: OneDrive branch office
                  connection: single
                  space: "b!single-geo"
                  folder: Onshore/Photos
                  contracts: [DPA]
                - id: disk-abroad
                  name: Disk abroad
                  connection: disk
                  folder: ""
          %3$s
                    - {about: CONTENT, places: [US], grade: CONTRACT, verified-on: 2026-11-01, source: terms}
                - id: box-australia
                  name: Box in the Australia zone
                  connection: box
                  folder: "%5$s"
          %2$s
                - id: box-owned
                  name: Another folder at Box
                  connection: box
                  folder: "%6$s"
          %2$s
            - id: records-operator
              name: A contracted service provider of My Health Record
              jurisdiction: AU
              legal-roles: [mhr_contracted_service_provider]
              key-places: [AU]
              members:
                - {login: nora-neighbour, roles: []}
              connections:
                - id: disk
                  provider: folder
                  settings: {root: "%1$s"}
              destinations:
                - id: disk-abroad
                  name: Disk abroad
                  connection: disk
                  folder: ""
          %3$s
                    - {about: CONTENT, places: [US], grade: CONTRACT, verified-on: 2026-11-01, source: terms}
            - id: island
              name: Island Clinic, whose doctor has an account of her own
              jurisdiction: AU-TAS
              key-places: [AU]
              members:
                - {login: iris-admin, roles: []}
                - {login: ian-clinician, roles: []}
              connections:
                - id: own-account
                  provider: onedrive
                  settings: {tenant-id: personal, client-id: onshore-demo, client-secret: demo-secret, acts-as: person}
              destinations:
                - id: own-onedrive
                  name: The doctor's own OneDrive
                  connection: own-account
                  folder: Onshore/Photos
                  plan: OneDrive personal
          %4$s
                    - {about: CONTENT, places: [AU], grade: CONTRACT, verified-on: 2026-11-01, source: terms}
          """
              .formatted(
                  disk,
                  australian.indent(2).stripTrailing(),
                  american.indent(2).stripTrailing(),
                  australian
                      .replace("[DPA]", "[{kind: DPA, plan: OneDrive personal}]")
                      .indent(2)
                      .stripTrailing(),
                  boxFolder,
                  ownedFolder);
      return Files.writeString(setUp(), setUp);
    } catch (IOException unusable) {
      throw new IllegalStateException(unusable);
    }
  }

  /** The address of an API resource. */
  URI api(String path) {
    return URI.create(app.url() + "/api/v1" + path);
  }

  HttpRequest.Builder request(String person, String path) {
    return HttpRequest.newBuilder(api(path))
        .header("Authorization", "Bearer " + issuer.tokenOf(person));
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      app.answered(answer);
      return answer;
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** How the gateway describes its interface. */
  JsonNode description() {
    return json(
        send(HttpRequest.newBuilder(URI.create(app.url() + "/q/openapi?format=json")).build()));
  }

  HttpResponse<String> get(String person, String path) {
    return send(request(person, path).build());
  }

  /** What a resource holds; it has to answer 200. */
  JsonNode read(String person, String path) {
    HttpResponse<String> answer = get(person, path);
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + " answers " + answer.statusCode() + ": " + answer.body());
    }
    return json(answer);
  }

  HttpResponse<String> post(String person, String path, String json) {
    return send(
        request(person, path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException notJson) {
      throw new IllegalStateException(answer.body(), notJson);
    }
  }

  /** Waits until a transfer is as wanted. */
  JsonNode await(String person, String id, Predicate<JsonNode> wanted) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(180);
    JsonNode transfer = json(get(person, "/transfers/" + id));
    while (!wanted.test(transfer)) {
      if (System.nanoTime() > until) {
        throw new AssertionError("not in time: " + transfer.toPrettyString());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(interrupted);
      }
      transfer = json(get(person, "/transfers/" + id));
    }
    return transfer;
  }

  JsonNode awaitState(String person, String id, String state) {
    return await(person, id, transfer -> transfer.path("state").asText().equals(state));
  }

  /** Waits until something is so; fails after half a minute. */
  static void await(BooleanSupplier wanted) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!wanted.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("it did not come to be in time");
      }
      try {
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(interrupted);
      }
    }
  }

  @Override
  public void close() {
    oneDrive.tokensHandedOut().forEach(each -> Planted.secret("a token of an account", each));
    box.tokensHandedOut().forEach(each -> Planted.secret("a token of an account", each));
    try {
      app.close();
    } finally {
      oneDrive.close();
      box.close();
      issuer.close();
    }
  }
}
