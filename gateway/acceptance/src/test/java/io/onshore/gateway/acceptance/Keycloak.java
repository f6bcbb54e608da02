package io.onshore.gateway.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A real Keycloak as a process of its own, from its distribution in Maven Central, with one realm
 * and a database in memory.
 */
final class Keycloak implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(6);
  private static final String ADMIN = "keycloak-admin";
  private static final String PASSWORD = "of-the-test-alone";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int port;
  private final String realm;
  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();

  /**
   * Starts it and waits until the realm answers.
   *
   * @param home the unpacked distribution
   * @param log where its output goes
   */
  Keycloak(Path home, JsonNode realm, Path log) {
    this.port = App.freePort();
    this.realm = realm.path("realm").asText();
    try {
      Path imports = Files.createDirectories(home.resolve("data").resolve("import"));
      JSON.writeValue(imports.resolve("realm.json").toFile(), realm);
      ProcessBuilder builder =
          new ProcessBuilder(
                  "bash",
                  home.resolve("bin").resolve("kc.sh").toString(),
                  "start-dev",
                  "--import-realm",
                  "--db=dev-mem",
                  "--http-host=127.0.0.1",
                  "--http-port=" + port)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xmx512m");
      builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
      builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD);
      process = builder.start();
      awaitRealm(log);
    } catch (IOException unusable) {
      throw new IllegalStateException(unusable);
    }
  }

  private void awaitRealm(Path log) throws IOException {
    long until = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < until && process.isAlive()) {
      try {
        if (send(HttpRequest.newBuilder(URI.create(url())).build()).statusCode() == 200) {
          return;
        }
        TimeUnit.MILLISECONDS.sleep(200);
      } catch (IOException notYet) {
        pause();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    close();
    throw new IllegalStateException("Keycloak did not start:\n" + Files.readString(log));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(200);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  /** The issuer. */
  String url() {
    return "http://localhost:" + port + "/realms/" + realm;
  }

  /** What its token endpoint answers. */
  HttpResponse<String> token(Map<String, String> form) {
    return token(realm, form);
  }

  private HttpResponse<String> token(String of, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(
                each ->
                    each.getKey()
                        + "="
                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    try {
      return send(
          HttpRequest.newBuilder(
                  URI.create(
                      "http://localhost:"
                          + port
                          + "/realms/"
                          + of
                          + "/protocol/openid-connect/token"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build());
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Locks a person out, as an administrator does when somebody leaves. */
  void disable(String userId) {
    String admin =
        World.json(
                token(
                    "master",
                    Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        ADMIN,
                        "password",
                        PASSWORD)))
            .path("access_token")
            .asText();
    try {
      HttpResponse<String> answer =
          send(
              HttpRequest.newBuilder(
                      URI.create(
                          "http://localhost:"
                              + port
                              + "/admin/realms/"
                              + realm
                              + "/users/"
                              + userId))
                  .header("Authorization", "Bearer " + admin)
                  .header("Content-Type", "application/json")
                  .PUT(HttpRequest.BodyPublishers.ofString("{\"enabled\":false}"))
                  .build());
      if (answer.statusCode() != 204) {
        throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
      }
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }
}
