package io.onshore.gateway.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * A small OpenID Connect provider: discovery, keys, the code flow with one button for each person,
 * and signed tokens for programs. What Keycloak is in production, for tests that need a session in
 * a second.
 */
final class TestIssuer implements AutoCloseable {
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
  private static final int LIFE_SECONDS = 3600;

  private final HttpServer server;
  private final KeyPair keys;
  private final Map<String, List<String>> people;
  private final Map<String, Granted> granted = new ConcurrentHashMap<>();

  /**
   * @param acr the way of signing in that was asked for; empty if none was
   */
  private record Granted(String person, String nonce, String client, String acr) {}

  /**
   * @param people logins and their roles
   */
  TestIssuer(Map<String, List<String>> people) {
    this.people = people;
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      keys = generator.generateKeyPair();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException | GeneralSecurityException unusable) {
      throw new IllegalStateException(unusable);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/.well-known/openid-configuration", e -> json(e, discovery()));
    server.createContext("/keys", e -> json(e, jwks()));
    server.createContext("/authorize", this::authorize);
    server.createContext("/choose", this::choose);
    server.createContext("/token", this::token);
    server.createContext("/logout", this::logout);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** A Bearer token of somebody who just signed in. */
  String tokenOf(String person) {
    return tokenOf(person, Map.of());
  }

  /**
   * The same with claims of its own.
   *
   * @param more claims by name, as JSON; they come in place of the usual ones
   */
  String tokenOf(String person, Map<String, String> more) {
    Map<String, String> claims = claims(person, "onshore");
    claims.putAll(more);
    return sign(claims);
  }

  /** A Bearer token whose signature is somebody else's. */
  String forgedTokenOf(String person) {
    String good = tokenOf(person);
    char last = good.charAt(good.length() - 10);
    return good.substring(0, good.length() - 10)
        + (last == 'A' ? 'B' : 'A')
        + good.substring(good.length() - 9);
  }

  private Map<String, String> claims(String person, String client) {
    long now = Instant.now().getEpochSecond();
    Map<String, String> claims = new HashMap<>();
    claims.put("iss", quoted(url()));
    claims.put("sub", quoted("sub-" + person));
    claims.put("upn", quoted(person));
    claims.put("name", quoted(person));
    claims.put("aud", quoted(client));
    claims.put("iat", Long.toString(now));
    claims.put("auth_time", Long.toString(now));
    claims.put("exp", Long.toString(now + LIFE_SECONDS));
    claims.put(
        "groups",
        "["
            + String.join(
                ",",
                people.getOrDefault(person, List.of()).stream().map(TestIssuer::quoted).toList())
            + "]");
    return claims;
  }

  private String sign(Map<String, String> claims) {
    // How every token of ours begins.
    String head =
        Planted.secret(
            "a Bearer token", encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"test\"}"));
    StringBuilder body = new StringBuilder("{");
    claims.forEach(
        (name, value) ->
            body.append(body.length() > 1 ? "," : "")
                .append(quoted(name))
                .append(":")
                .append(value));
    String signed = head + "." + encoded(body.append("}").toString());
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + URL.encodeToString(signature.sign());
    } catch (GeneralSecurityException unusable) {
      throw new IllegalStateException(unusable);
    }
  }

  private void authorize(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    StringBuilder page = new StringBuilder("<!doctype html><title>Sign in</title>");
    people.keySet().stream()
        .sorted()
        .forEach(
            person ->
                page.append(
                    "<p><a href='/choose?person=%s&%s'>%s</a></p>"
                        .formatted(person, query, person)));
    answer(exchange, 200, "text/html", page.toString());
  }

  private void choose(HttpExchange exchange) throws IOException {
    Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
    String code = UUID.randomUUID().toString();
    granted.put(
        code,
        new Granted(
            query.getOrDefault("person", ""),
            query.getOrDefault("nonce", ""),
            query.getOrDefault("client_id", ""),
            query.getOrDefault("acr_values", "")));
    exchange
        .getResponseHeaders()
        .add(
            "Location",
            query.get("redirect_uri")
                + "?code="
                + code
                + "&state="
                + URLEncoder.encode(query.getOrDefault("state", ""), StandardCharsets.UTF_8));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> form =
        form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Granted grant = granted.remove(form.getOrDefault("code", ""));
    if (grant == null) {
      answer(exchange, 400, "application/json", "{\"error\":\"invalid_grant\"}");
      return;
    }
    Map<String, String> claims = claims(grant.person(), grant.client());
    if (!grant.nonce().isEmpty()) {
      claims.put("nonce", quoted(grant.nonce()));
    }
    if (!grant.acr().isEmpty()) {
      claims.put("acr", quoted(grant.acr()));
    }
    String token = sign(claims);
    json(
        exchange,
        "{\"token_type\":\"Bearer\",\"expires_in\":%d,\"access_token\":\"%s\",\"id_token\":\"%s\"}"
            .formatted(LIFE_SECONDS, token, token));
  }

  private void logout(HttpExchange exchange) throws IOException {
    Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
    exchange.getResponseHeaders().add("Location", query.get("post_logout_redirect_uri"));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private String discovery() {
    return """
    {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
     "jwks_uri":"%1$s/keys","end_session_endpoint":"%1$s/logout","response_types_supported":["code"],"subject_types_supported":["public"],
     "id_token_signing_alg_values_supported":["RS256"]}
    """
        .formatted(url());
  }

  private String jwks() {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return "{\"keys\":[{\"kty\":\"RSA\",\"alg\":\"RS256\",\"use\":\"sig\",\"kid\":\"test\",\"n\":\"%s\",\"e\":\"%s\"}]}"
        .formatted(unsigned(key.getModulus()), unsigned(key.getPublicExponent()));
  }

  private static String unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int from = bytes[0] == 0 ? 1 : 0;
    return URL.encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
  }

  private static String encoded(String text) {
    return URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private static Map<String, String> form(String text) {
    Map<String, String> form = new HashMap<>();
    for (String pair : text.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      form.put(
          parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return form;
  }

  private static void json(HttpExchange exchange, String body) {
    answer(exchange, 200, "application/json", body);
  }

  private static void answer(HttpExchange exchange, int status, String type, String body) {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", type);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
