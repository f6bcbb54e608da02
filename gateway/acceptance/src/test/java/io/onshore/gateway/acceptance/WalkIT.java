package io.onshore.gateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every operation of the interface description, as every role, as nobody, and from another practice
 * with the first one's ids. Who may what is written down in {@code access.txt}; what the program
 * says and what is written there have to be the same.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WalkIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TABLE = "/access.txt";
  private static final String HOME = "harbour";
  private static final String ELSEWHERE = "island";
  private static final String DESTINATION = "onedrive-australia";
  private static final String EVERYBODY = "everybody";
  private static final String ANYONE = "anyone";
  private static final String NO_ROLE = "none";
  private static final List<String> ROLES =
      List.of(
          "clinician", "practice-admin", "compliance", "auditor", "service", "operator", NO_ROLE);
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
  private static final Pattern PARAMETER = Pattern.compile("\\{([a-zA-Z]+)}");

  /** What a client could put where something else belongs. */
  private static final List<String> ODD =
      List.of("null", "[]", "[null]", "{}", "\"\"", "-1", "\"\\u0000\"", "9e99", "true");

  /** Versions are counted in each practice; those who walk in another one do not get so far. */
  private static final int BEYOND_STRANGERS = 20;

  private World world;

  /** Ids of the first practice, by the parameter's name and where that is not enough its path. */
  private final Map<String, String> planted = new HashMap<>();

  private List<Row> table = List.of();

  /** One line of the table. */
  private record Row(String method, String path, List<String> roles, Optional<String> body) {
    String operation() {
      return method + " " + path;
    }

    boolean allows(String role) {
      return roles.contains(role) || roles.contains(EVERYBODY) || roles.contains(ANYONE);
    }

    boolean reads() {
      return READS.contains(method);
    }
  }

  /** Who calls, and what is told of them when something is wrong. */
  private record Walker(String told, Optional<String> token, Optional<String> context) {}

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    world = new World(folder, Map.of("onshore.webhooks.allow-networks", "127.0.0.0/8"));
    table = table();
    plant();
  }

  @AfterAll
  void stop() {
    world.close();
  }

  private static List<Row> table() throws IOException {
    try (InputStream in = Objects.requireNonNull(WalkIT.class.getResourceAsStream(TABLE))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\\|", 4))
          .map(
              cells ->
                  new Row(
                      cells[0].strip(),
                      cells[1].strip(),
                      List.of(cells[2].strip().split(" +")),
                      cells.length == 4 ? Optional.of(cells[3].strip()) : Optional.empty()))
          .toList();
    }
  }

  /** One of everything, made through the interface itself. */
  private void plant() {
    JsonNode stored =
        world.awaitState(World.CLINICIAN, sent(DESTINATION).path("id").asText(), "VERIFIED");
    planted.put("transfers", stored.path("id").asText());
    planted.put("decisions", stored.path("decision").path("id").asText());
    planted.put("destinations", DESTINATION);
    planted.put("connections", "au");
    planted.put("uploads", declared());
    planted.put("papers", created(World.COMPLIANCE, "/destinations/{id}/papers", "id"));
    planted.put("attestations", created(World.ADMIN, "/destinations/{id}/attestations", "id"));
    for (int version = 0; version < BEYOND_STRANGERS; version++) {
      planted.put("rules", created(World.ADMIN, "/policy/rules", "number"));
    }
    String consent = consent();
    planted.put("consents", consent);
    HttpResponse<String> withdrawn =
        world.post(World.CLINICIAN, "/consents/" + consent + "/withdrawal", "");
    assertThat(withdrawn.statusCode()).as(withdrawn.body()).isEqualTo(200);
    planted.put("reviews", firstCase());
    planted.put("providers", "onedrive");
    planted.put("holds", created(World.COMPLIANCE, "/audit/holds", "id"));
    HttpResponse<String> webhook = create(World.ADMIN, "/webhooks");
    planted.put("webhooks", World.json(webhook).path("webhook").path("id").asText());
    HttpResponse<String> trial =
        world.post(World.ADMIN, "/webhooks/" + planted.get("webhooks") + "/test", "");
    assertThat(trial.statusCode()).as(trial.body()).isEqualTo(202);
    planted.put("deliveries", World.json(trial).path("id").asText());
  }

  private JsonNode sent(String destination) {
    HttpResponse<String> answer =
        world.send(
            world
                .request(World.CLINICIAN, "/destinations/" + destination + "/transfers")
                .header("Prefer", "wait=0")
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Sealed.sample()))
                .build());
    return World.json(answer);
  }

  private String declared() {
    HttpResponse<String> answer =
        world.post(
            World.CLINICIAN,
            "/transfers",
            "{\"destinationId\":\"" + DESTINATION + "\",\"size\":1000}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return World.json(answer).path("id").asText();
  }

  private String created(String person, String path, String field) {
    return World.json(create(person, path)).path(field).asText();
  }

  private HttpResponse<String> create(String person, String path) {
    Row row =
        table.stream()
            .filter(each -> each.operation().equals("POST /api/v1" + path))
            .findFirst()
            .orElseThrow();
    HttpResponse<String> answer =
        world.post(person, path.replace("{id}", DESTINATION), body(row).orElseThrow());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return answer;
  }

  private String consent() {
    String held = sent("disk-abroad").path("id").asText();
    HttpResponse<String> recorded =
        world.post(
            World.CLINICIAN,
            "/transfers/" + held + "/consent",
            """
            {"kind":"AU_APP8_2B","scope":"this_use","reference":"consents/2026/118",
             "statements":["recipient_named","country_named","app8_1_will_not_apply","no_redress_under_act",
                           "overseas_law_may_compel","may_withdraw"]}
            """);
    assertThat(recorded.statusCode()).as(recorded.body()).isEqualTo(200);
    world.awaitState(World.CLINICIAN, held, "VERIFIED");
    return world
        .read(World.CLINICIAN, "/transfers/" + held + "/consents")
        .path("consents")
        .get(0)
        .path("id")
        .asText();
  }

  private String firstCase() {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    JsonNode cases = world.read(World.COMPLIANCE, "/reviews").path("cases");
    while (cases.isEmpty()) {
      assertThat(System.nanoTime()).as("a case in time").isLessThan(until);
      cases = world.read(World.COMPLIANCE, "/reviews").path("cases");
    }
    return cases.get(0).path("id").asText();
  }

  /** What programs are written from, our own screens among them. */
  @Test
  @Order(1)
  void theWebInterfacesTypesAreMadeFromThisInterfaceDescription() throws IOException {
    Path copy = Path.of(System.getProperty("onshore.webui"), "src/api/openapi.json");
    Path now = Path.of("target/openapi.json");
    JsonNode described = world.description();
    // Names the sign-in of this very gateway.
    ((ObjectNode) described.path("components")).remove("securitySchemes");
    JSON.writerWithDefaultPrettyPrinter().writeValue(now.toFile(), described);

    // The two are too large to be shown beside each other.
    assertThat(JSON.readTree(copy.toFile()).equals(described))
        .as("the interface changed: copy %s over %s and build again", now.toAbsolutePath(), copy)
        .isTrue();
  }

  @Test
  @Order(1)
  void everyOperationHasItsLineAndEveryLineItsOperation() {
    Set<String> described = new TreeSet<>();
    JsonNode paths = world.description().path("paths");
    paths
        .fieldNames()
        .forEachRemaining(
            path ->
                paths
                    .path(path)
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          if (!method.equals("parameters")) {
                            described.add(method.toUpperCase(Locale.ROOT) + " " + path);
                          }
                        }));
    assertThat(described).isNotEmpty();
    assertThat(table.stream().map(Row::operation)).as(TABLE).doesNotHaveDuplicates();
    assertThat(table.stream().map(Row::operation).collect(Collectors.toSet()))
        .as("add the operation to access.txt, or take its line away")
        .isEqualTo(described);
  }

  /** What the interface description does not show is walked by nobody, so it is named here. */
  @Test
  @Order(1)
  void whatTheDescriptionHidesIsKnown() {
    String operation = "org.eclipse.microprofile.openapi.annotations.Operation";
    assertThat(
            new ClassFileImporter()
                .importPackages("io.onshore.gateway.app").stream()
                    .flatMap(each -> each.getMethods().stream())
                    .filter(method -> method.isAnnotatedWith(operation))
                    .filter(
                        method ->
                            method
                                .getAnnotationOfType(operation)
                                .get("hidden")
                                .filter(Boolean.TRUE::equals)
                                .isPresent())
                    .map(method -> method.getOwner().getSimpleName() + "." + method.getName()))
        .containsExactlyInAnyOrder(
            "ConnectCallbackResource.back",
            "ProblemPagesResource.page",
            "SignInResource.back",
            "SignOutResource.nothingToEnd",
            "WebPagesResource.page");
  }

  @Test
  @Order(2)
  void whoeverIsNotSignedInIsTurnedAwayEverywhere() {
    List<String> wrong = new ArrayList<>();
    for (Row row : table) {
      int status = call(row, new Walker("nobody", Optional.empty(), Optional.empty())).statusCode();
      boolean right = row.roles().contains(ANYONE) ? status < 400 : status == 401;
      if (!right) {
        wrong.add(row.operation() + " answers nobody " + status);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  @Order(3)
  void anotherPracticeFindsNothingOfTheFirstInAnyRole() {
    Map<String, List<String>> before = homeState();
    List<String> wrong = new ArrayList<>();
    int calls = 0;
    for (Row row : table) {
      for (String role : ROLES) {
        for (Walker stranger :
            List.of(
                walker(role, List.of(ELSEWHERE), Optional.empty()),
                walker(role, List.of(HOME, ELSEWHERE), Optional.of(ELSEWHERE)))) {
          HttpResponse<String> answer = call(row, stranger);
          calls++;
          strangersComplaint(row, role, answer)
              .ifPresent(
                  what ->
                      wrong.add(
                          "%s answers %s %s: %s"
                              .formatted(row.operation(), stranger.told(), what, answer.body())));
        }
      }
    }
    System.out.printf("walk: %d calls from another practice%n", calls);
    assertThat(wrong).isEmpty();
    assertThat(homeState()).as("nothing of the first practice changed").isEqualTo(before);
  }

  private Optional<String> strangersComplaint(Row row, String role, HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (row.roles().contains(ANYONE)) {
      return Optional.empty();
    }
    if (!row.allows(role)) {
      return status == 403 ? Optional.empty() : Optional.of(status + " in place of 403");
    }
    // Each practice has its own sending to a provider.
    if (row.path().contains("{") && !row.path().contains("{provider}")) {
      return status == 404 ? Optional.empty() : Optional.of(status + " in place of 404");
    }
    if (status == 401 || status >= 500) {
      return Optional.of("" + status);
    }
    // Who belongs to both may be told that they do.
    return row.roles().contains(EVERYBODY)
        ? Optional.empty()
        : Stream.concat(
                planted.entrySet().stream()
                    .filter(
                        each ->
                            !Set.of("rules", "connections", "providers").contains(each.getKey()))
                    .map(Map.Entry::getValue),
                Stream.of("Harbour Street Clinic", "OneDrive practice library"))
            .filter(answer.body()::contains)
            .findFirst()
            .map(marker -> "with " + marker);
  }

  /** What another practice could have changed. */
  private Map<String, List<String>> homeState() {
    JsonNode evidence = world.read(World.ADMIN, "/destinations/" + DESTINATION + "/evidence");
    return Map.of(
        "transfers", world.read(World.ADMIN, "/transfers").findValuesAsText("state"),
        "connections", world.read(World.ADMIN, "/connections").findValuesAsText("state"),
        "rules", world.read(World.ADMIN, "/policy/rules").findValuesAsText("state"),
        "cases", world.read(World.ADMIN, "/reviews").findValuesAsText("id"),
        "papers", evidence.path("papers").findValuesAsText("id"),
        "attestations", evidence.path("attestations").findValuesAsText("id"));
  }

  @Test
  @Order(4)
  void eachRoleMayWhatTheTableSaysAndNothingElse() {
    List<String> wrong = new ArrayList<>();
    int calls = 0;
    // What changes something comes last, so that the rest still finds what was planted.
    List<Row> readsFirst =
        Stream.concat(table.stream().filter(Row::reads), table.stream().filter(row -> !row.reads()))
            .toList();
    for (Row row : readsFirst) {
      List<String> deniedFirst =
          Stream.concat(
                  ROLES.stream().filter(role -> !row.allows(role)),
                  ROLES.stream().filter(row::allows))
              .toList();
      for (String role : deniedFirst) {
        HttpResponse<String> answer = call(row, walker(role, List.of(HOME), Optional.empty()));
        calls++;
        int status = answer.statusCode();
        boolean right =
            row.allows(role) ? status != 401 && status != 403 && status < 500 : status == 403;
        if (!right) {
          wrong.add("%s answers %s %d: %s".formatted(row.operation(), role, status, answer.body()));
        }
      }
    }
    System.out.printf(
        "walk: %d operations x %d roles: %d calls at home%n", table.size(), ROLES.size(), calls);
    assertThat(wrong).isEmpty();
  }

  @Test
  @Order(5)
  void oddBodiesAreTheCallersMistakeAndNeverTheGateways() throws IOException {
    List<String> wrong = new ArrayList<>();
    int calls = 0;
    for (Row row : table) {
      if (row.reads() || row.body().isEmpty()) {
        continue;
      }
      String role = row.roles().contains(EVERYBODY) ? "clinician" : row.roles().getFirst();
      for (String odd : oddBodies(body(row).orElseThrow())) {
        HttpResponse<String> answer =
            call(row, walker(role, List.of(HOME), Optional.empty()), Optional.of(odd));
        calls++;
        boolean nul = odd.contains("\\u0000");
        if (answer.statusCode() >= 500
            || (nul && answer.statusCode() != 400 && answer.statusCode() != 422)) {
          wrong.add("%s with %s answers %d".formatted(row.operation(), odd, answer.statusCode()));
        }
      }
    }
    System.out.printf("walk: %d odd bodies%n", calls);
    assertThat(wrong).isEmpty();
  }

  private static List<String> oddBodies(String good) throws IOException {
    List<String> odd = new ArrayList<>(List.of("", "null", "[]", "{}", "{", "\"\""));
    ObjectNode body = (ObjectNode) JSON.readTree(good);
    List<String> names = new ArrayList<>();
    body.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      for (String value : ODD) {
        odd.add(body.deepCopy().<ObjectNode>set(name, JSON.readTree(value)).toString());
      }
    }
    return odd;
  }

  /** Somebody of a role of their own; the token says who they are. */
  private Walker walker(String role, List<String> practices, Optional<String> context) {
    String token =
        world.issuer.tokenOf(
            "walking-" + role,
            Map.of(
                "practices",
                practices.stream().collect(Collectors.joining("\",\"", "[\"", "\"]")),
                "groups",
                role.equals(NO_ROLE) ? "[]" : "[\"" + role + "\"]"));
    return new Walker(role + " of " + practices, Optional.of(token), context);
  }

  private HttpResponse<String> call(Row row, Walker walker) {
    return call(row, walker, body(row));
  }

  private HttpResponse<String> call(Row row, Walker walker, Optional<String> body) {
    String path = row.path();
    Matcher parameter = PARAMETER.matcher(path);
    StringBuilder address = new StringBuilder();
    int from = 0;
    while (parameter.find()) {
      address
          .append(path, from, parameter.start())
          .append(id(path.substring(0, parameter.start())));
      from = parameter.end();
    }
    address.append(path.substring(from));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(world.app.url() + address))
            .timeout(Duration.ofSeconds(60))
            .method(
                row.method(),
                row.reads()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body.orElse("x")));
    walker.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    walker.context().ifPresent(practice -> request.header("Onshore-Practice", practice));
    if (path.startsWith("/api/v1/uploads")) {
      request
          .header("Tus-Resumable", "1.0.0")
          .header("Upload-Offset", "0")
          .header("Upload-Length", "1000")
          .header(
              "Upload-Metadata",
              "destination "
                  + Base64.getEncoder()
                      .encodeToString(DESTINATION.getBytes(StandardCharsets.UTF_8)));
    }
    if (!row.reads()) {
      request.header("If-Match", "\"0\"");
      request.header(
          "Content-Type",
          body.isPresent()
              ? path.startsWith("/api/v1/setup") ? "application/yaml" : "application/json"
              : row.method().equals("PATCH")
                  ? "application/offset+octet-stream"
                  : "application/octet-stream");
    }
    return world.send(request.build());
  }

  /** The planted object that stands at the end of a path such as {@code /api/v1/transfers/}. */
  private String id(String upTo) {
    String[] steps = upTo.split("/", -1);
    String what = steps[steps.length - 2];
    String id = planted.get(what);
    assertThat(id).as("plant one of `%s` for the walk".formatted(what)).isNotNull();
    return Objects.requireNonNull(id);
  }

  private Optional<String> body(Row row) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    return row.body()
        .map(
            body ->
                body.replace("${today}", today.toString())
                    .replace("${later}", today.plusDays(90).toString())
                    .replace("${destination}", DESTINATION)
                    .replace("${decision}", planted.getOrDefault("decisions", "")));
  }
}
