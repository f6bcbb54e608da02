package io.onshore.gateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import io.onshore.gateway.acceptance.Receiver.Message;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another program is told what happened, and can be sure that it was us. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookIT {
  private static final String VERIFIED = "io.onshore.transfer.verified";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

  private World world;
  private Receiver receiver;

  @BeforeAll
  void start(@TempDir Path folder) {
    world = new World(folder, Map.of("onshore.webhooks.allow-networks", "127.0.0.1/32"));
  }

  @AfterAll
  void stop() {
    world.close();
  }

  @BeforeEach
  void listen() throws IOException {
    receiver = new Receiver();
  }

  /** Each test leaves the practice without webhooks, so that no other test's receiver is called. */
  @AfterEach
  void remove() {
    for (JsonNode webhook : world.read(World.ADMIN, "/webhooks").path("webhooks")) {
      String path = "/webhooks/" + webhook.path("id").asText();
      assertThat(world.send(world.request(World.ADMIN, path).DELETE().build()).statusCode())
          .isEqualTo(204);
    }
    receiver.close();
  }

  /** A webhook, and the secret that was shown with it. */
  private record Made(String id, String secret, JsonNode view) {
    String path() {
      return "/webhooks/" + id;
    }
  }

  private Made made(String more) {
    HttpResponse<String> answer =
        world.post(
            World.ADMIN, "/webhooks", "{\"url\":\"" + receiver.url() + "/hooks\"" + more + "}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return made(answer);
  }

  private static Made made(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    JsonNode json = World.json(answer);
    String secret = json.path("secret").asText();
    if (!secret.isEmpty()) {
      Planted.secret("a webhook's secret", secret.substring("whsec_".length()));
    }
    return new Made(json.path("webhook").path("id").asText(), secret, json.path("webhook"));
  }

  private String sent() {
    HttpResponse<String> declared =
        world.post(
            World.CLINICIAN,
            "/transfers",
            """
            {"destinationId":"onedrive-australia","size":%d,
             "clientName":"%s",
             "patient":{"jurisdiction":"AU-VIC","lawFollows":"no","reference":"%s"}}
            """
                .formatted(
                    Sealed.sample().length,
                    Planted.secret("a client's file name", "Ms Planted, left forearm.jpg.age"),
                    Planted.secret("a patient's reference", "case:planted-2026-0815")));
    assertThat(declared.statusCode()).as(declared.body()).isEqualTo(201);
    String id = World.json(declared).path("id").asText();
    HttpResponse<String> put =
        world.send(
            world
                .request(World.CLINICIAN, "/uploads/" + id)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(Sealed.sample()))
                .build());
    assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
    world.awaitState(World.CLINICIAN, id, "VERIFIED");
    return id;
  }

  private static Predicate<Message> about(String type, String id) {
    return message -> message.body().contains(type + "\"") && message.body().contains(id);
  }

  private static JsonNode json(Message message) {
    try {
      return JSON.readTree(message.body());
    } catch (IOException notJson) {
      throw new IllegalStateException(message.body(), notJson);
    }
  }

  private JsonNode awaitDelivery(Made made, Predicate<JsonNode> wanted) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    JsonNode page = deliveries(made);
    while (true) {
      for (JsonNode each : page.path("deliveries")) {
        if (wanted.test(each)) {
          return each;
        }
      }
      if (System.nanoTime() > until) {
        throw new AssertionError("not in time: " + page.toPrettyString());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(interrupted);
      }
      page = deliveries(made);
    }
  }

  private JsonNode deliveries(Made made) {
    return world.read(World.ADMIN, made.path() + "/deliveries");
  }

  @Test
  void aVerifiedTransferIsToldThinSignedAndAsACloudEvent() throws Exception {
    Made made = made(",\"description\":\"the record system\"");
    String id = sent();

    Message message = receiver.await(1, about(VERIFIED, id)).getFirst();

    Webhook verifier = new Webhook(made.secret());
    verifier.verify(message.body(), message.headers());
    assertThatThrownBy(
            () -> verifier.verify(message.body().replace(id, "trf_other"), message.headers()))
        .isInstanceOf(WebhookVerificationException.class);
    assertThat(message.header("Content-Type")).isEqualTo("application/cloudevents+json");
    CloudEvent event =
        new JsonFormat().deserialize(message.body().getBytes(StandardCharsets.UTF_8));
    assertThat(event.getSpecVersion().toString()).isEqualTo("1.0");
    assertThat(event.getId()).isEqualTo(message.header("webhook-id")).doesNotContain(".");
    assertThat(event.getType()).isEqualTo(VERIFIED);
    assertThat(event.getSubject()).isEqualTo(id);
    assertThat(event.getSource().toString()).isEqualTo(world.app.url() + "/practices/harbour");
    assertThat(Objects.requireNonNull(event.getTime()).toInstant())
        .isBetween(Instant.now().minusSeconds(300), Instant.now());
    assertThat(json(message).path("data").toString())
        .isEqualTo(
            "{\"practice\":\"harbour\",\"id\":\"%s\",\"href\":\"%s/api/v1/transfers/%s\"}"
                .formatted(id, world.app.url(), id));
    assertThat(receiver.messages().toString())
        .as("nobody is told about a patient or a file's name")
        .doesNotContain("planted", "Planted", "AU-VIC", "clara");
    assertThat(receiver.messages())
        .extracting(each -> json(each).path("type").asText())
        .contains("io.onshore.transfer.declared", "io.onshore.transfer.stored");
    assertThat(deliveries(made).toString()).doesNotContain(made.secret(), "planted");
  }

  @Test
  void theSecretIsShownOnceAndTheAddressNeverToOthers() {
    Made made = made("");

    assertThat(world.read(World.ADMIN, made.path()).toString())
        .contains(receiver.url())
        .doesNotContain("secret", made.secret());
    assertThat(world.read(World.ADMIN, "/webhooks").toString()).doesNotContain(made.secret());
    for (String person : List.of(World.CLINICIAN, World.COMPLIANCE)) {
      assertThat(world.get(person, "/webhooks").statusCode()).isEqualTo(403);
    }
  }

  @Test
  void aReceiverThatWasDownIsToldLaterUnderTheSameId() {
    receiver.answers(503);
    Made made = made(",\"types\":[\"" + VERIFIED + "\"]");
    String id = sent();
    receiver.await(1, about(VERIFIED, id));
    JsonNode waiting = awaitDelivery(made, each -> each.path("lastStatus").asInt() == 503);
    assertThat(waiting.path("state").asText()).isEqualTo("WAITING");
    assertThat(waiting.path("nextAt").asText()).isNotEmpty();

    receiver.answers(204);

    awaitDelivery(made, each -> each.path("state").asText().equals("DELIVERED"));
    assertThat(receiver.messages())
        .hasSizeGreaterThanOrEqualTo(2)
        .extracting(each -> each.header("webhook-id"))
        .containsOnly(waiting.path("messageId").asText());
  }

  @Test
  void aRedirectIsNotFollowed() throws IOException {
    try (Receiver elsewhere = new Receiver()) {
      receiver.sendsTo(elsewhere.url() + "/inside");
      Made made = made(",\"types\":[\"io.onshore.case.opened\"]");
      assertThat(world.post(World.ADMIN, made.path() + "/test", "").statusCode()).isEqualTo(202);

      JsonNode refused = awaitDelivery(made, each -> each.path("lastStatus").asInt() == 307);

      assertThat(refused.path("type").asText()).isEqualTo("io.onshore.webhook.ping");
      assertThat(refused.path("state").asText()).isEqualTo("WAITING");
      assertThat(elsewhere.messages()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://10.0.0.1/",
        "https://192.168.1.1/hooks",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://127.0.0.2/",
        "http://8.8.8.8/",
        "https://no-such-name.invalid/"
      })
  void anAddressInsideIsRefusedAndSaysHow(String address) {
    HttpResponse<String> answer =
        world.post(World.ADMIN, "/webhooks", "{\"url\":\"" + address + "\"}");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    JsonNode problem = World.json(answer);
    assertThat(problem.path("code").asText()).isEqualTo("WEBHOOK_ADDRESS_REFUSED");
    assertThat(problem.path("type").asText()).isEqualTo("/problems/webhook_address_refused");
    assertThat(problem.path("hint").asText()).contains("https");
    assertThat(answer.body()).doesNotContain(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"url\":\"https://2130706433/\"}",
        "{\"url\":\"https://0x7f.1/\"}",
        "{\"url\":\"https://user:word@ehr.example/\"}",
        "{\"url\":\"file:///etc/passwd\"}",
        "{}",
        "{\"url\":\"https://8.8.8.8/\",\"types\":[\"io.onshore.patient.born\"]}",
        "{\"url\":\"https://8.8.8.8/\",\"signing\":\"ROT13\"}"
      })
  void whatCannotBeUnderstoodIsRefused(String json) {
    HttpResponse<String> answer = world.post(World.ADMIN, "/webhooks", json);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(World.json(answer).path("code").asText()).isEqualTo("INVALID_REQUEST");
  }

  @Test
  void whatHappenedIsToldOnceMoreOnRequest() {
    Made made = made(",\"types\":[\"" + VERIFIED + "\"]");
    Instant before = Instant.now();
    String id = sent();
    String message = receiver.await(1, about(VERIFIED, id)).getFirst().header("webhook-id");
    JsonNode delivered =
        awaitDelivery(made, each -> each.path("state").asText().equals("DELIVERED"));

    HttpResponse<String> again =
        world.post(
            World.ADMIN,
            made.path() + "/deliveries/" + delivered.path("id").asText() + "/redelivery",
            "");
    assertThat(again.statusCode()).as(again.body()).isEqualTo(202);
    receiver.await(2, about(VERIFIED, id));

    HttpResponse<String> replay =
        world.post(World.ADMIN, made.path() + "/replay", "{\"since\":\"" + before + "\"}");
    assertThat(replay.statusCode()).as(replay.body()).isEqualTo(202);
    assertThat(receiver.await(3, about(VERIFIED, id)))
        .extracting(each -> each.header("webhook-id"))
        .containsOnly(message);

    // A webhook that is made later is told of what was before it in the same way.
    Made later = made(",\"types\":[\"" + VERIFIED + "\"]");
    assertThat(
            world
                .post(World.ADMIN, later.path() + "/replay", "{\"since\":\"" + before + "\"}")
                .statusCode())
        .isEqualTo(202);
    receiver.await(4, about(VERIFIED, id));
  }

  @Test
  void aNewSecretIsInForceAtOnceAndTheOldOneForADay() throws Exception {
    Made made = made("");
    HttpResponse<String> answer = world.post(World.ADMIN, made.path() + "/key", "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    Made renewed = made(answer);
    assertThat(renewed.secret()).isNotEqualTo(made.secret());

    world.post(World.ADMIN, made.path() + "/test", "");
    Message ping = receiver.await(1, about("io.onshore.webhook.ping", made.id())).getFirst();

    new Webhook(made.secret()).verify(ping.body(), ping.headers());
    new Webhook(renewed.secret()).verify(ping.body(), ping.headers());
  }

  @Test
  void aReceiverMayHaveThePublicHalfOnly() throws GeneralSecurityException {
    Made made = made(",\"signing\":\"ED25519\"");
    assertThat(made.secret()).isEmpty();
    String key = made.view().path("publicKeys").path(0).path("value").asText();
    assertThat(key).startsWith("whpk_");

    world.post(World.ADMIN, made.path() + "/test", "");
    Message ping = receiver.await(1, about("io.onshore.webhook.ping", made.id())).getFirst();

    assertThat(verified(key, ping, ping.body())).isTrue();
    assertThat(verified(key, ping, ping.body().replace("ping", "pong"))).isFalse();
  }

  private static boolean verified(String key, Message message, String body)
      throws GeneralSecurityException {
    byte[] raw = Base64.getDecoder().decode(key.substring("whpk_".length()));
    byte[] encoded = Arrays.copyOf(X509_HEAD, X509_HEAD.length + raw.length);
    System.arraycopy(raw, 0, encoded, X509_HEAD.length, raw.length);
    Signature check = Signature.getInstance("Ed25519");
    check.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    check.update(
        (message.header("webhook-id") + "." + message.header("webhook-timestamp") + "." + body)
            .getBytes(StandardCharsets.UTF_8));
    String signature = message.header("webhook-signature");
    assertThat(signature).startsWith("v1a,");
    return check.verify(Base64.getDecoder().decode(signature.substring("v1a,".length())));
  }

  @Test
  void aReceiverThatIsGoneSwitchesItOffAndAnAdminSwitchesItOn() {
    receiver.answers(410);
    Made made = made("");
    world.post(World.ADMIN, made.path() + "/test", "");

    awaitDelivery(made, each -> each.path("state").asText().equals("GIVEN_UP"));
    JsonNode off = world.read(World.ADMIN, made.path());
    assertThat(off.path("on").asBoolean()).isFalse();
    assertThat(off.path("off").asText()).isEqualTo("GONE");
    HttpResponse<String> test = world.post(World.ADMIN, made.path() + "/test", "");
    assertThat(World.json(test).path("code").asText()).isEqualTo("NOT_NOW");

    receiver.answers(204);
    HttpResponse<String> changed =
        world.send(
            world
                .request(World.ADMIN, made.path())
                .header("Content-Type", "application/json")
                .PUT(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"url\":\"" + receiver.url() + "/new\",\"types\":[]}"))
                .build());
    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    assertThat(World.json(changed).path("on").asBoolean()).isTrue();
    world.post(World.ADMIN, made.path() + "/test", "");
    receiver.await(1, each -> each.path().equals("/new"));
  }

  @Test
  void anotherPracticesWebhookIsNotThere() {
    Made made = made("");
    List<String> posts = List.of("/key", "/test", "/deliveries/dlv_unknown/redelivery");
    for (String post : posts) {
      assertThat(world.post(World.ISLAND_ADMIN, made.path() + post, "").statusCode())
          .as(post)
          .isEqualTo(404);
    }
    assertThat(
            world
                .post(
                    World.ISLAND_ADMIN,
                    made.path() + "/replay",
                    "{\"since\":\"2026-01-01T00:00:00Z\"}")
                .statusCode())
        .isEqualTo(404);
    assertThat(world.get(World.ISLAND_ADMIN, made.path()).statusCode()).isEqualTo(404);
    assertThat(world.get(World.ISLAND_ADMIN, made.path() + "/deliveries").statusCode())
        .isEqualTo(404);
    assertThat(
            world
                .send(world.request(World.ISLAND_ADMIN, made.path()).DELETE().build())
                .statusCode())
        .isEqualTo(404);
    assertThat(world.read(World.ISLAND_ADMIN, "/webhooks").path("webhooks")).isEmpty();
    assertThat(
            World.json(
                    world.post(World.ADMIN, made.path() + "/deliveries/dlv_unknown/redelivery", ""))
                .path("code")
                .asText())
        .isEqualTo("DELIVERY_UNKNOWN");
  }

  @Test
  void theTypesAreListed() {
    JsonNode types = world.read(World.ADMIN, "/webhooks/types").path("types");

    assertThat(types.toString()).contains(VERIFIED, "io.onshore.case.opened");
  }
}
