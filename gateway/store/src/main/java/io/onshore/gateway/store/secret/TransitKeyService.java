package io.onshore.gateway.store.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onshore.connector.toolkit.redaction.ForeignCause;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The Transit secrets engine of HashiCorp Vault or OpenBao. Its key may be rotated there at any
 * time: what an older version wrapped stays readable.
 *
 * @see <a
 *     href="https://openbao.org/api-docs/secret/transit/">openbao.org/api-docs/secret/transit</a>
 */
public final class TransitKeyService implements KeyService {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final URI address;
  private final String key;
  private final Supplier<String> token;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * @param address of the engine, such as {@code https://vault.example:8200/v1/transit}
   * @param key the name of the key there
   * @param token read anew for each call, so that an agent may replace it
   */
  public TransitKeyService(URI address, String key, Supplier<String> token) {
    this.address = URI.create(address.toString().replaceAll("/+$", ""));
    this.key = key;
    this.token = token;
  }

  @Override
  public String name() {
    return address.getHost() + " transit " + key;
  }

  @Override
  public String wrap(byte[] dataKey) {
    return ask("encrypt", "plaintext", Base64.getEncoder().encodeToString(dataKey), "ciphertext");
  }

  @Override
  public byte[] unwrap(String wrapped) {
    String plain = ask("decrypt", "ciphertext", wrapped, "plaintext");
    try {
      return Base64.getDecoder().decode(plain);
    } catch (IllegalArgumentException ignored) {
      // The decoder's complaint quotes the key.
      throw new SealingException("the key service's answer cannot be read");
    }
  }

  private String ask(String verb, String member, String value, String wanted) {
    HttpResponse<String> answer;
    try {
      answer =
          client.send(
              HttpRequest.newBuilder(URI.create(address + "/" + verb + "/" + key))
                  .timeout(PATIENCE)
                  .header("X-Vault-Token", token.get())
                  .header("Content-Type", "application/json")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          JSON.writeValueAsString(Map.of(member, value))))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
    } catch (IOException unreachable) {
      throw new SealingException("the key service does not answer", ForeignCause.of(unreachable));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new SealingException("the call to the key service was interrupted", interrupted);
    }
    if (answer.statusCode() != 200) {
      throw new SealingException(
          "the key service refuses to " + verb + ": status " + answer.statusCode());
    }
    try {
      JsonNode text = JSON.readTree(answer.body()).path("data").path(wanted);
      if (text.isTextual() && !text.asText().isEmpty()) {
        return text.asText();
      }
    } catch (IOException unreadable) {
      throw new SealingException(
          "the key service's answer cannot be read", ForeignCause.of(unreadable));
    }
    throw new SealingException("the key service's answer holds no " + wanted);
  }

  @Override
  public String toString() {
    return "TransitKeyService[" + name() + "]";
  }
}
