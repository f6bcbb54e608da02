package io.onshore.gateway.store.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.onshore.gateway.store.Migrations;
import io.onshore.gateway.store.transaction.Transactions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys that a stand-in for Vault's Transit engine wraps. */
final class DataKeysTest {
  private static final String TOKEN = "hvs.very-secret-token";
  private static final Instant NOW = Instant.parse("2026-11-27T00:00:00Z");
  private static final Duration LIFE = Duration.ofDays(90);

  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, String> wrapped = new HashMap<>();
  private final JdbcConnectionPool pool =
      JdbcConnectionPool.create(
          "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
  private HttpServer transit;
  private volatile String answer = "";

  @BeforeEach
  void start() throws IOException {
    Migrations.run(pool);
    transit = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    transit.createContext("/v1/transit/encrypt/onshore", this::encrypt);
    transit.createContext("/v1/transit/decrypt/onshore", this::decrypt);
    transit.start();
  }

  @AfterEach
  void stop() {
    transit.stop(0);
    pool.dispose();
  }

  /** Wraps by keeping it: nothing of the key is in what it hands out. */
  private void encrypt(HttpExchange exchange) throws IOException {
    String text = "vault:v1:" + UUID.randomUUID();
    wrapped.put(text, asked(exchange).path("plaintext").asText());
    answer(exchange, "{\"data\":{\"ciphertext\":\"" + text + "\",\"key_version\":1}}");
  }

  private void decrypt(HttpExchange exchange) throws IOException {
    String plain = wrapped.get(asked(exchange).path("ciphertext").asText());
    answer(exchange, "{\"data\":{\"plaintext\":\"" + plain + "\"}}");
  }

  private JsonNode asked(HttpExchange exchange) throws IOException {
    return json.readTree(exchange.getRequestBody());
  }

  private void answer(HttpExchange exchange, String good) throws IOException {
    boolean known = TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"));
    byte[] body =
        (known ? (answer.isEmpty() ? good : answer) : "{\"errors\":[\"permission denied\"]}")
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(known ? 200 : 403, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private TransitKeyService service(String token) {
    return new TransitKeyService(
        URI.create("http://localhost:" + transit.getAddress().getPort() + "/v1/transit/"),
        "onshore",
        () -> token);
  }

  private List<byte[]> keys(Instant now) {
    return new DataKeys(new Transactions(pool), service(TOKEN), LIFE).keys(now);
  }

  @Test
  void makesAKeyOnceAndUnwrapsItAtEveryStart() {
    List<byte[]> first = keys(NOW);
    assertThat(first).hasSize(1);
    assertThat(first.getFirst()).hasSize(SecretBox.KEY_BYTES);
    assertThat(keys(NOW.plus(LIFE).minusSeconds(1))).containsExactly(first.getFirst());
    assertThat(wrapped).hasSize(1);
    String sealed = new SecretBox(first).keyId();
    assertThat(new SecretBox(keys(NOW)).keyId()).isEqualTo(sealed);
  }

  @Test
  void sealsWithANewKeyAfterItsLifeAndStillOpensTheOlder() {
    SecretBox before = new SecretBox(keys(NOW));
    SecretBox after = new SecretBox(keys(NOW.plus(LIFE)));
    assertThat(after.keyId()).isNotEqualTo(before.keyId());
    assertThat(after.open(before.seal("s", "c"), "c")).isEqualTo("s");
    assertThat(keys(NOW.plus(LIFE))).hasSize(2);
  }

  @Test
  void saysWhatTheServiceAnswersAndRepeatsNoSecret() {
    assertThatThrownBy(() -> service("another").wrap(new byte[SecretBox.KEY_BYTES]))
        .isInstanceOf(SealingException.class)
        .hasMessage("the key service refuses to encrypt: status 403");
    for (String wrong : List.of("<html>", "{}", "{\"data\":{\"plaintext\":\"not base64: !\"}}")) {
      answer = wrong;
      assertThatThrownBy(() -> service(TOKEN).unwrap("vault:v1:x"))
          .isInstanceOf(SealingException.class)
          .hasMessageContaining("answer")
          .hasMessageNotContaining("!");
    }
    transit.stop(0);
    assertThatThrownBy(() -> service(TOKEN).unwrap("vault:v1:x"))
        .isInstanceOf(SealingException.class)
        .hasMessage("the key service does not answer");
    assertThat(service(TOKEN).toString()).isEqualTo("TransitKeyService[localhost transit onshore]");
  }

  @Test
  void readsKeysFromATextWithoutRepeatingIt() {
    byte[] one = new byte[SecretBox.KEY_BYTES];
    byte[] two = new byte[SecretBox.KEY_BYTES];
    Arrays.fill(two, (byte) 2);
    String text =
        java.util.Base64.getEncoder().encodeToString(one)
            + ","
            + java.util.Base64.getEncoder().encodeToString(two);
    assertThat(KeyFile.keys("the variable", text)).containsExactly(one, two);
    assertThatThrownBy(() -> KeyFile.keys("the variable", "c2VjcmV0"))
        .isInstanceOf(SealingException.class)
        .hasMessage("line 1 of the variable is not a key of 32 bytes in base64");
  }
}
