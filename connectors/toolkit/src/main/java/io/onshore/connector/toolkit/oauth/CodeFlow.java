package io.onshore.connector.toolkit.oauth;

import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.credential.Authorization;
import io.onshore.connector.credential.Tokens;
import io.onshore.connector.toolkit.http.HttpSeam;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A person's consent by OAuth 2 authorization code (RFC 6749 section 4.1). The challenge of PKCE
 * always goes out: a server that does not know it has to ignore it (section 3.1). Safe for several
 * threads.
 */
public final class CodeFlow implements Authorization {
  private final URI page;
  private final Map<String, String> parameters;
  private final TokenEndpoint endpoint;
  private final TokenCalls calls;
  private final Optional<Revocation> revocation;

  /** Ends a grant at the provider, by one request. */
  @FunctionalInterface
  public interface Revocation {
    /** Ending one that is gone already is harmless. */
    void end(Tokens tokens) throws ConnectorException;
  }

  /**
   * @param page where the person's browser is sent to
   * @param parameters what this provider wants there beside those of the RFC
   * @param endpoint whose scopes are asked for on the page
   * @param revocation empty if the provider has no request for it
   */
  public CodeFlow(
      HttpSeam seam,
      ConnectorContext context,
      URI page,
      Map<String, String> parameters,
      TokenEndpoint endpoint,
      Optional<Revocation> revocation) {
    this.page = page;
    this.parameters = Map.copyOf(parameters);
    this.endpoint = endpoint;
    this.calls = new TokenCalls(seam, endpoint, context);
    this.revocation = revocation;
  }

  @Override
  public URI page(Asked asked) {
    Map<String, String> query = new TreeMap<>(parameters);
    query.put("response_type", "code");
    endpoint.clientId().ifPresent(id -> query.put("client_id", id));
    query.put("redirect_uri", asked.redirect().toString());
    query.put("state", asked.state());
    query.put("code_challenge", asked.challenge());
    query.put("code_challenge_method", "S256");
    if (!endpoint.scopes().isEmpty()) {
      query.put("scope", endpoint.scopeText());
    }
    String separator = page.getRawQuery() == null ? "?" : "&";
    return URI.create(
        page
            + separator
            + query.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&")));
  }

  @Override
  public Tokens redeem(String code, URI redirect, String verifier) throws ConnectorException {
    Map<String, String> fields = new HashMap<>(endpoint.client());
    fields.put("grant_type", "authorization_code");
    fields.put("code", code);
    fields.put("redirect_uri", redirect.toString());
    fields.put("code_verifier", verifier);
    return calls.ask(fields, Optional.empty());
  }

  @Override
  public void revoke(Tokens tokens) throws ConnectorException {
    if (revocation.isPresent()) {
      revocation.get().end(tokens);
    }
  }

  @Override
  public boolean revocable() {
    return revocation.isPresent();
  }

  @Override
  public String toString() {
    return "CodeFlow[" + page.getHost() + "]";
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
