package io.onshore.connector.simulator.onedrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onshore.connector.credential.Tokens;
import io.onshore.connector.simulator.Answer;
import io.onshore.connector.simulator.Call;
import io.onshore.connector.simulator.signin.Habits;
import io.onshore.connector.simulator.signin.Habits.RefreshUse;
import io.onshore.connector.simulator.signin.OAuthError;
import io.onshore.connector.simulator.signin.SignInService;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Microsoft's sign-in: each tenant has a consent page and a token address of its own. Safe for
 * several threads.
 */
final class TenantSignIns {
  /** Asks to stay connected; Microsoft does not name it among what was granted. */
  private static final String OFFLINE = "offline_access";

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Of Microsoft's scopes those that are about files, and those of every sign-in. See
   * https://learn.microsoft.com/entra/identity-platform/refresh-tokens for the 90 days.
   */
  private static final Habits HABITS =
      new Habits(
          RefreshUse.ROTATES,
          Duration.ofMinutes(10),
          Duration.ofSeconds(3599),
          Optional.of(Duration.ofDays(90)),
          true,
          asked -> scopes(asked.getOrDefault("scope", "")).contains(OFFLINE),
          false,
          true,
          Set.of(
              "Files.ReadWrite",
              "Files.ReadWrite.All",
              "Files.ReadWrite.AppFolder",
              "Organization.Read.All",
              "Sites.Read.All",
              "User.Read",
              OFFLINE,
              "openid",
              "profile"));

  private final Map<String, SignInService> services = new ConcurrentHashMap<>();
  private final Clock clock;

  TenantSignIns(Clock clock) {
    this.clock = clock;
  }

  /** Registers the tenant's program, and whoever owns its drive. */
  void add(Tenant tenant) {
    SignInService service =
        services.computeIfAbsent(
            tenant.id(), ignored -> new SignInService("Microsoft", HABITS, clock, this::refusal));
    boolean work = tenant.driveType() != Tenant.DriveType.PERSONAL;
    service.add(
        new SignInService.Client(
            tenant.clientId(),
            Optional.of(tenant.clientSecret()),
            work ? Optional.of(tenant.id()) : Optional.empty()));
    service.addAccount(tenant.id(), tenant.id());
  }

  /** What a consent on the page brings, for tests. */
  Tokens consent(Tenant tenant, Set<String> scopes) {
    Tokens tokens = service(tenant.id()).consent(tenant.id(), tenant.clientId(), scopes);
    return new Tokens(
        tokens.access(),
        tokens.expiresAt(),
        tokens.refresh(),
        tokens.scopes().map(TenantSignIns::told));
  }

  /** The consent page, asked for or answered. */
  Answer page(Call call, String tenantId) {
    return Optional.ofNullable(services.get(tenantId))
        .map(service -> call.method().equals("POST") ? service.decide(call) : service.page(call))
        .orElseGet(() -> Answer.text(400, "text/html", "AADSTS90002: Tenant not found."));
  }

  /** The token address. */
  Answer token(Call call, String tenantId) {
    SignInService service = services.get(tenantId);
    if (service == null) {
      return refuse(400, "invalid_request", 90002, "Tenant not found.");
    }
    Map<String, String> form = call.formFields();
    if ("client_credentials".equals(form.get("grant_type"))) {
      String scope = form.getOrDefault("scope", "");
      if (scope.isEmpty()) {
        return refuse(
            400,
            "invalid_request",
            900144,
            "The request body must contain the parameter: 'scope'.");
      }
      if (!scope.endsWith("/.default")) {
        return refuse(400, "invalid_scope", 1002012, "The provided value for scope is not valid.");
      }
    }
    Answer answer = service.token(call);
    return answer.status() == 200 ? granted(answer) : answer;
  }

  /** In Microsoft's words. */
  private static Answer granted(Answer answer) {
    try {
      ObjectNode node = (ObjectNode) JSON.readTree(((Answer.Body.Bytes) answer.body()).bytes());
      node.put("token_type", "Bearer").set("ext_expires_in", node.path("expires_in"));
      JsonNode scope = node.path("scope");
      if (scope.isTextual()) {
        node.put("scope", String.join(" ", told(scopes(scope.asText()))));
      }
      return Answer.json(200, JSON.writeValueAsString(node))
          .with("Cache-Control", "no-store, no-cache");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<String> told(Set<String> scopes) {
    return scopes.stream()
        .filter(scope -> !scope.equals(OFFLINE))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> scopes(String text) {
    return new HashSet<>(Arrays.asList(text.split(" ", -1)));
  }

  /** What the bearer of this request may speak for. */
  SignInService.Grant require(Call call) throws GraphError {
    return services.values().stream()
        .map(service -> service.bearer(call))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(
            () ->
                new GraphError(
                    401, "InvalidAuthenticationToken", "Access token is empty or expired."));
  }

  void expireAccessTokens() {
    services.values().forEach(SignInService::expireAccessTokens);
  }

  void revoke(String tenantId) {
    service(tenantId).revoke(tenantId);
  }

  /** Every secret handed out so far. */
  Set<String> handedOut() {
    return services.values().stream()
        .flatMap(service -> service.handedOut().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private SignInService service(String tenantId) {
    return Optional.ofNullable(services.get(tenantId))
        .orElseThrow(() -> new IllegalArgumentException("no tenant `" + tenantId + "`"));
  }

  /** See https://learn.microsoft.com/entra/identity-platform/reference-error-codes. */
  private Answer refusal(OAuthError refused) {
    return switch (refused.error()) {
      case "invalid_client" ->
          refused.status() == 401
              ? refuse(401, "invalid_client", 7000215, "Invalid client secret provided.")
              : refuse(400, "unauthorized_client", 700016, "Application was not found.");
      case "unauthorized_client" ->
          refuse(400, "unauthorized_client", 700016, "Application was not found.");
      case "invalid_grant" ->
          refuse(400, "invalid_grant", 70000, "The provided grant is invalid, used or expired.");
      case "unsupported_grant_type" ->
          refuse(400, "unsupported_grant_type", 70003, "The grant type is not supported.");
      case String other -> refuse(refused.status(), other, 900000, refused.description());
    };
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
