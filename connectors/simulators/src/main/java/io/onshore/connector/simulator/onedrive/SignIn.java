package io.onshore.connector.simulator.onedrive;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onshore.connector.simulator.Answer;
import io.onshore.connector.simulator.Call;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Microsoft's token address. Safe for several threads. */
final class SignIn {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration ACCESS_LIFE = Duration.ofSeconds(3599);

  private final Clock clock;
  private final Map<String, Tenant> tenants = new HashMap<>();
  private final Map<String, Grant> access = new HashMap<>();
  private final Map<String, String> refresh = new HashMap<>();
  private final Set<String> revoked = new HashSet<>();
  private final Set<String> handedOut = new LinkedHashSet<>();

  SignIn(Clock clock) {
    this.clock = clock;
  }

  /**
   * What an access token stands for.
   *
   * @param delegated whether a user signed in, not the application
   */
  record Grant(String tenantId, boolean delegated, Instant expiresAt) {}

  synchronized void add(Tenant tenant) {
    tenants.put(tenant.id(), tenant);
    tenant.refreshToken().ifPresent(token -> refresh.put(token, tenant.id()));
  }

  /** What the bearer of this request may speak for. */
  synchronized Grant require(Call call) throws GraphError {
    Grant grant =
        call.header("authorization")
            .filter(header -> header.startsWith("Bearer "))
            .map(header -> access.get(header.substring("Bearer ".length())))
            .orElseThrow(SignIn::unauthenticated);
    if (!clock.instant().isBefore(grant.expiresAt()) || revoked.contains(grant.tenantId())) {
      throw unauthenticated();
    }
    return grant;
  }

  private static GraphError unauthenticated() {
    return new GraphError(401, "InvalidAuthenticationToken", "Access token is empty or expired.");
  }

  synchronized void expireAccessTokens() {
    access.clear();
  }

  synchronized void revoke(String tenantId) {
    revoked.add(tenantId);
  }

  /** Every token handed out so far. */
  synchronized Set<String> handedOut() {
    return Set.copyOf(handedOut);
  }

  synchronized Answer token(Call call, String tenantId) {
    Map<String, String> form = new HashMap<>(call.formFields());
    call.header("authorization").ifPresent(header -> basic(header, form));
    Tenant tenant = tenants.get(tenantId);
    if (tenant == null) {
      return refuse(400, "invalid_request", 90002, "Tenant not found.");
    }
    if (!tenant.clientId().equals(form.get("client_id"))) {
      return refuse(400, "unauthorized_client", 700016, "Application was not found.");
    }
    if (!tenant.clientSecret().equals(form.get("client_secret"))) {
      return refuse(401, "invalid_client", 7000215, "Invalid client secret provided.");
    }
    if (!form.containsKey("scope")) {
      return refuse(
          400, "invalid_request", 900144, "The request body must contain the parameter: 'scope'.");
    }
    return switch (String.valueOf(form.get("grant_type"))) {
      case "client_credentials" -> byApplication(tenant);
      case "refresh_token" -> byRefresh(tenant, String.valueOf(form.get("refresh_token")));
      default -> refuse(400, "unsupported_grant_type", 70003, "The grant type is not supported.");
    };
  }

  private static void basic(String header, Map<String, String> form) {
    if (header.startsWith("Basic ")) {
      String pair =
          new String(
              Base64.getDecoder().decode(header.substring("Basic ".length())),
              StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      form.put("client_id", pair.substring(0, colon));
      form.put("client_secret", pair.substring(colon + 1));
    }
  }

  private Answer byApplication(Tenant tenant) {
    if (tenant.driveType() == Tenant.DriveType.PERSONAL) {
      return refuse(
          400, "unauthorized_client", 700016, "Application permissions need a work account.");
    }
    if (revoked.contains(tenant.id())) {
      return refuse(401, "invalid_client", 7000222, "The provided client secret keys are expired.");
    }
    return grant(tenant, Optional.empty());
  }

  private Answer byRefresh(Tenant tenant, String token) {
    if (!tenant.id().equals(refresh.get(token)) || revoked.contains(tenant.id())) {
      return refuse(400, "invalid_grant", 50173, "The provided grant has expired or is revoked.");
    }
    String next = "refresh-" + UUID.randomUUID();
    // Microsoft hands out a new one each time and lets the old one live.
    refresh.put(next, tenant.id());
    handedOut.add(next);
    return grant(tenant, Optional.of(next));
  }

  private Answer grant(Tenant tenant, Optional<String> refreshToken) {
    String token = "access-" + UUID.randomUUID();
    access.put(
        token, new Grant(tenant.id(), refreshToken.isPresent(), clock.instant().plus(ACCESS_LIFE)));
    handedOut.add(token);
    ObjectNode root =
        JSON.createObjectNode()
            .put("token_type", "Bearer")
            .put("expires_in", ACCESS_LIFE.toSeconds())
            .put("ext_expires_in", ACCESS_LIFE.toSeconds())
            .put("access_token", token);
    refreshToken.ifPresent(
        next -> root.put("refresh_token", next).put("scope", "Files.ReadWrite offline_access"));
    return Answer.json(200, root.toString()).with("Cache-Control", "no-store, no-cache");
  }

  private Answer refuse(int status, String error, int code, String text) {
    String trace = UUID.randomUUID().toString();
    ObjectNode root =
        JSON.createObjectNode()
            .put("error", error)
            .put(
                "error_description",
                "AADSTS" + code + ": " + text + " Trace ID: " + trace + " Correlation ID: " + trace)
            .put("timestamp", clock.instant().toString())
            .put("trace_id", trace)
            .put("correlation_id", trace);
    root.putArray("error_codes").add(code);
    return Answer.json(status, root.toString()).with("x-ms-request-id", trace);
  }
}
