package io.onshore.connector.simulator.box;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onshore.connector.simulator.Answer;
import io.onshore.connector.simulator.Call;
import io.onshore.connector.simulator.signin.Habits;
import io.onshore.connector.simulator.signin.OAuthError;
import io.onshore.connector.simulator.signin.SignInService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Box's token addresses: what people consent to, and what programs get in their own name. Safe for
 * several threads.
 */
final class BoxSignIn {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONGEST_ASSERTION = Duration.ofSeconds(60);

  private final Content content;
  private final Clock clock;
  private final SignInService service;
  private final Map<String, App> apps = new ConcurrentHashMap<>();
  private final Set<String> assertions = ConcurrentHashMap.newKeySet();

  BoxSignIn(Content content, Clock clock) {
    this.content = content;
    this.clock = clock;
    this.service =
        new SignInService(
            "Box",
            new Habits(
                Habits.RefreshUse.WORKS_ONCE,
                Duration.ofSeconds(30),
                Duration.ofMinutes(60),
                Optional.of(Duration.ofDays(60)),
                false,
                asked -> true,
                false,
                false,
                Set.of()),
            clock,
            SignInService::plain);
  }

  SignInService service() {
    return service;
  }

  void add(App app) {
    apps.put(app.clientId(), app);
    service.add(
        new SignInService.Client(
            app.clientId(), Optional.of(app.clientSecret()), Optional.empty()));
  }

  App app(String clientId) {
    return Optional.ofNullable(apps.get(clientId))
        .orElseThrow(() -> new IllegalArgumentException("no app `" + clientId + "`"));
  }

  Answer token(Call call) {
    Map<String, String> form = call.formFields();
    return switch (form.getOrDefault("grant_type", "")) {
      case "client_credentials" ->
          inItsOwnName(
              form,
              form.getOrDefault("box_subject_type", ""),
              form.getOrDefault("box_subject_id", ""));
      case "urn:ietf:params:oauth:grant-type:jwt-bearer" -> byAssertion(form, call);
      default -> service.token(call);
    };
  }

  Answer revoke(Call call) {
    Map<String, String> form = call.formFields();
    if (known(form).isEmpty()) {
      return refused("invalid_client", "The client credentials are invalid");
    }
    return service.end(form.getOrDefault("token", ""))
        ? Answer.empty(200)
        : refused("invalid_token", "The token is not known");
  }

  private Answer inItsOwnName(Map<String, String> form, String type, String id) {
    Optional<App> app = known(form);
    if (app.isEmpty()) {
      return refused("invalid_client", "The client credentials are invalid");
    }
    Optional<BoxUser> subject = subject(app.get(), type, id);
    return subject.isEmpty()
        ? refused("invalid_grant", "Grant credentials are invalid")
        : service.byAssertion(app.get().clientId(), subject.get().id(), Set.of());
  }

  private Optional<App> known(Map<String, String> form) {
    return Optional.ofNullable(apps.get(form.getOrDefault("client_id", "")))
        .filter(app -> app.clientSecret().equals(form.getOrDefault("client_secret", "")));
  }

  /** Whom a program may stand for: its service account, or a user of the same enterprise. */
  private Optional<BoxUser> subject(App app, String type, String id) {
    List<Optional<String>> enterprises =
        app.services().stream().map(each -> content.user(each).enterprise()).toList();
    return switch (type) {
      case "enterprise" ->
          content.users().stream()
              .filter(user -> app.services().contains(user.id()))
              .filter(user -> user.enterprise().equals(Optional.of(id)))
              .findFirst();
      case "user" ->
          content.users().stream()
              .filter(user -> user.id().equals(id))
              .filter(user -> enterprises.contains(user.enterprise()))
              .findFirst();
      default -> Optional.empty();
    };
  }

  private Answer byAssertion(Map<String, String> form, Call call) {
    Optional<App> app = known(form);
    if (app.isEmpty()) {
      return refused("invalid_client", "The client credentials are invalid");
    }
    String[] parts = form.getOrDefault("assertion", "").split("\\.", -1);
    try {
      JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
      JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
      Optional<String> wrong = wrong(app.get(), header, claims, parts, call);
      return wrong.isPresent()
          ? refused("invalid_grant", wrong.get())
          : inItsOwnName(form, claims.path("box_sub_type").asText(), claims.path("sub").asText());
    } catch (IOException
        | IllegalArgumentException
        | ArrayIndexOutOfBoundsException
        | GeneralSecurityException e) {
      return refused("invalid_grant", "The assertion cannot be read");
    }
  }

  private Optional<String> wrong(
      App app, JsonNode header, JsonNode claims, String[] parts, Call call)
      throws GeneralSecurityException {
    Instant now = clock.instant();
    Instant end = Instant.ofEpochSecond(claims.path("exp").asLong());
    String serial = claims.path("jti").asText();
    if (!app.keyId().equals(header.path("kid").asText()) || !signed(app, header, parts)) {
      return Optional.of("The signature does not verify");
    }
    if (!app.clientId().equals(claims.path("iss").asText())) {
      return Optional.of("iss is not the client");
    }
    if (!claims.path("aud").asText().equals("http://" + call.authority() + "/oauth2/token")) {
      return Optional.of("aud is not this address");
    }
    if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST_ASSERTION))) {
      return Optional.of("exp is over, or more than 60 seconds away");
    }
    if (serial.length() < 16 || serial.length() > 128 || !assertions.add(serial)) {
      return Optional.of("jti has not 16 to 128 characters, or was used");
    }
    return Optional.empty();
  }

  private static boolean signed(App app, JsonNode header, String[] parts)
      throws GeneralSecurityException {
    String algorithm =
        switch (header.path("alg").asText()) {
          case "RS256" -> "SHA256withRSA";
          case "RS384" -> "SHA384withRSA";
          case "RS512" -> "SHA512withRSA";
          default -> "";
        };
    if (app.key().isEmpty() || algorithm.isEmpty()) {
      return false;
    }
    Signature signature = Signature.getInstance(algorithm);
    signature.initVerify(app.key().get());
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
  }

  private static Answer refused(String error, String description) {
    return SignInService.plain(new OAuthError(400, error, description));
  }
}
