package io.onshore.connector.toolkit.oauth;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where a client gets its tokens, and who it is there. Holds secrets, so {@link #toString} tells
 * the host only.
 *
 * @param clientSecret sent in the form, as RFC 6749 section 2.3.1 allows
 * @param scopes joined by blanks; none if the provider wants none
 * @param more form fields that the provider wants beside those of the RFC
 */
public record TokenEndpoint(
    URI address,
    String clientId,
    String clientSecret,
    Set<String> scopes,
    Map<String, String> more) {
  public TokenEndpoint {
    scopes = Set.copyOf(scopes);
    more = Map.copyOf(more);
  }

  Map<String, String> form() {
    Map<String, String> form = new TreeMap<>(more);
    form.put("client_id", clientId);
    form.put("client_secret", clientSecret);
    if (!scopes.isEmpty()) {
      form.put("scope", String.join(" ", scopes.stream().sorted().toList()));
    }
    return form;
  }

  @Override
  public String toString() {
    return "TokenEndpoint[" + address.getHost() + "]";
  }
}
