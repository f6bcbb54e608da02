package io.onshore.connector.toolkit.oauth;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where a client gets its tokens, and who it is there. Holds secrets, so {@link #toString} tells
 * the host only.
 *
 * @param clientId empty where a signed assertion says it
 * @param clientSecret sent in the form, as RFC 6749 section 2.3.1 allows; empty for a public client
 * @param scopes joined by blanks; none if the provider wants none
 * @param more form fields that the provider wants beside those of the RFC
 */
public record TokenEndpoint(
    URI address,
    Optional<String> clientId,
    Optional<String> clientSecret,
    Set<String> scopes,
    Map<String, String> more) {
  public TokenEndpoint {
    scopes = Set.copyOf(scopes);
    more = Map.copyOf(more);
  }

  /** The fields that say who asks. */
  Map<String, String> client() {
    Map<String, String> form = new TreeMap<>(more);
    clientId.ifPresent(id -> form.put("client_id", id));
    clientSecret.ifPresent(secret -> form.put("client_secret", secret));
    return form;
  }

  /** The fields that say who asks, and for what. */
  Map<String, String> form() {
    Map<String, String> form = client();
    if (!scopes.isEmpty()) {
      form.put("scope", scopeText());
    }
    return form;
  }

  /** The scopes as one text, always in the same order. */
  String scopeText() {
    return String.join(" ", scopes.stream().sorted().toList());
  }

  @Override
  public String toString() {
    return "TokenEndpoint[" + address.getHost() + "]";
  }
}
