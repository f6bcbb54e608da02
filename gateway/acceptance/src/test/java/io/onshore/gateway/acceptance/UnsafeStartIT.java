package io.onshore.gateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that is started as for real files, but not safely, says so and takes none. */
class UnsafeStartIT {
  private static final String SAFE_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  private static JsonNode safeStart(HttpResponse<String> ready) {
    for (JsonNode check : World.json(ready).path("checks")) {
      if (check.path("name").asText().equals("safe-start")) {
        return check;
      }
    }
    throw new AssertionError(ready.body());
  }

  private static Map<String, String> settings(TestIssuer issuer) {
    return Map.of(
        "onshore.production", "true",
        "onshore.key.create", "false",
        "onshore.key.value", SAFE_KEY,
        "quarkus.oidc.auth-server-url", issuer.url(),
        "quarkus.oidc.client-id", "onshore",
        "quarkus.oidc.credentials.secret", "a-secret-of-the-test-of-32-characters");
  }

  @Test
  void eachDangerIsNamedBySettingAndNothingIsTaken(@TempDir Path folder) throws IOException {
    try (TestIssuer issuer = new TestIssuer(Map.of("ann-admin", List.of("practice-admin")))) {
      Map<String, String> unsafe = new HashMap<>(settings(issuer));
      unsafe.put("onshore.key.create", "true");
      unsafe.put("onshore.setup-file", setUp(folder));
      unsafe.put("quarkus.oidc.credentials.secret", "onshore-demo-secret-of-no-worth-0001");
      try (App app = App.startUnready(folder, unsafe)) {
        HttpResponse<String> ready =
            send(HttpRequest.newBuilder(URI.create(app.url() + "/q/health/ready")).build());
        assertThat(ready.statusCode()).as(ready.body()).isEqualTo(503);
        List<String> named = new ArrayList<>();
        safeStart(ready).path("data").fieldNames().forEachRemaining(named::add);
        assertThat(named)
            .containsExactlyInAnyOrder(
                "onshore.public-url",
                "onshore.key.create",
                "onshore.data-dir",
                "quarkus.oidc.token.audience",
                "quarkus.oidc.credentials.secret");

        String token = "Bearer " + issuer.tokenOf("ann-admin", Map.of("practice", "\"harbour\""));
        HttpResponse<String> write =
            send(
                HttpRequest.newBuilder(URI.create(app.url() + "/api/v1/transfers"))
                    .header("Authorization", token)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build());
        assertThat(write.statusCode()).as(write.body()).isEqualTo(503);
        assertThat(World.json(write).path("code").asText()).isEqualTo("UNSAFE_SET_UP");
        assertThat(World.json(write).path("detail").asText()).contains("`onshore.public-url`");
        HttpResponse<String> read =
            send(
                HttpRequest.newBuilder(URI.create(app.url() + "/api/v1/transfers"))
                    .header("Authorization", token)
                    .build());
        assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
        assertThat(Files.readString(app.log())).contains("unsafe: onshore.public-url");
      }
    }
  }

  private static String setUp(Path folder) throws IOException {
    return Files.writeString(
            folder.resolve("setup.yaml"),
            "practices: [{id: harbour, name: Harbour, jurisdiction: AU-VIC}]\n")
        .toString();
  }

  @Test
  void whatIsSetUpSafelyBecomesReady() throws IOException {
    // Not in what counts as temporary, which is one of the dangers, wherever the project lies.
    Path folder = Files.createDirectories(Path.of("target", "safe-start").toAbsolutePath());
    Path temporary = Files.createDirectories(folder.resolve("temporary"));
    try (TestIssuer issuer = new TestIssuer(Map.of())) {
      Map<String, String> safe = new HashMap<>(settings(issuer));
      safe.put("onshore.behind-tls-proxy", "true");
      safe.put("quarkus.oidc.token.audience", "onshore");
      safe.put("java.io.tmpdir", temporary.toString());
      try (App app = App.start(folder, safe)) {
        HttpResponse<String> ready =
            send(HttpRequest.newBuilder(URI.create(app.url() + "/q/health/ready")).build());
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(safeStart(ready).path("status").asText()).isEqualTo("UP");
      }
    }
  }
}
