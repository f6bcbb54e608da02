package io.onshore.connector.simulator.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onshore.connector.credential.Tokens;
import io.onshore.connector.simulator.Answer;
import io.onshore.connector.simulator.Call;
import io.onshore.connector.simulator.signin.Habits.RefreshUse;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SignInServiceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REDIRECT = "https://gateway.example.org/connected";

  /** The pair of RFC 7636 appendix B. */
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private Instant now = Instant.parse("2026-03-02T12:00:00Z");
  private final Clock clock = new MovableClock();

  @Test
  void refreshTokenWorksOnceWhereThatIsTheHabit() throws Exception {
    SignInService service = service(habits(RefreshUse.WORKS_ONCE));
    String first = connect(service, Map.of()).path("refresh_token").asText();
    String second = refresh(service, first).path("refresh_token").asText();
    assertThat(second).startsWith("refresh-").isNotEqualTo(first);
    assertThat(refresh(service, first).path("error").asText()).isEqualTo("invalid_grant");
    assertThat(refresh(service, second).path("access_token").asText()).isNotBlank();
  }

  @Test
  void oldRefreshTokenLivesBesideTheNewOneWhereTheyRotate() throws Exception {
    SignInService service = service(habits(RefreshUse.ROTATES));
    String first = connect(service, Map.of()).path("refresh_token").asText();
    String second = refresh(service, first).path("refresh_token").asText();
    assertThat(second).startsWith("refresh-").isNotEqualTo(first);
    assertThat(refresh(service, first).path("access_token").asText()).isNotBlank();
    assertThat(refresh(service, second).path("access_token").asText()).isNotBlank();
  }

  @Test
  void noNewRefreshTokenComesWhereTheOldOneStays() throws Exception {
    SignInService service = service(habits(RefreshUse.STAYS));
    String first = connect(service, Map.of()).path("refresh_token").asText();
    assertThat(refresh(service, first).has("refresh_token")).isFalse();
    assertThat(refresh(service, first).path("access_token").asText()).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource(RefreshUse.class)
  void refreshTokenDiesUnusedAndLivesWhileItIsUsed(RefreshUse use) throws Exception {
    SignInService service = service(habits(use));
    String token = connect(service, Map.of()).path("refresh_token").asText();
    now = now.plus(Duration.ofDays(89));
    JsonNode renewed = refresh(service, token);
    String newest = renewed.path("refresh_token").asText(token);
    now = now.plus(Duration.ofDays(89));
    assertThat(refresh(service, newest).path("access_token").asText()).isNotBlank();
    now = now.plus(Duration.ofDays(90));
    assertThat(refresh(service, newest).path("error").asText()).isEqualTo("invalid_grant");
  }

  @Test
  void codeWorksOnceAndForItsLifeOnly() throws Exception {
    SignInService service = service(habits(RefreshUse.STAYS));
    String code = code(service, Map.of());
    assertThat(redeem(service, code, VERIFIER).path("access_token").asText()).isNotBlank();
    assertThat(redeem(service, code, VERIFIER).path("error").asText()).isEqualTo("invalid_grant");

    String late = code(service, Map.of());
    now = now.plus(Duration.ofMinutes(10));
    assertThat(redeem(service, late, VERIFIER).path("error").asText()).isEqualTo("invalid_grant");
  }

  @Test
  void codeIsGoodOnlyForTheRedirectItWasSentTo() throws Exception {
    SignInService service = service(habits(RefreshUse.STAYS));
    Map<String, String> form = redeeming(code(service, Map.of()), VERIFIER);
    form.put("redirect_uri", REDIRECT + "/elsewhere");
    assertThat(token(service, form).path("error").asText()).isEqualTo("invalid_grant");
  }

  @Test
  void verifierHasToMatchTheChallengeWhereThatIsChecked() throws Exception {
    SignInService strict = service(habits(RefreshUse.STAYS));
    String code = code(strict, Map.of());
    assertThat(redeem(strict, code, "of-somebody-else").path("error").asText())
        .isEqualTo("invalid_grant");
    assertThat(strict.page(asked(Map.of("code_challenge_method", "plain"))).status())
        .isEqualTo(400);

    SignInService lax =
        service(
            new Habits(RefreshUse.STAYS, MINUTES, HOUR, NEVER, false, a -> true, false, true, ALL));
    assertThat(redeem(lax, code(lax, Map.of()), "of-somebody-else").path("access_token").asText())
        .isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "client_id, of-nobody",
    "response_type, token",
    "redirect_uri, http://elsewhere.example.org/",
    "scope, files.read everything.else"
  })
  void pageRefusesWhatIsNotRegisteredAndSendsNobodyBack(String name, String value) {
    SignInService service =
        service(
            new Habits(
                RefreshUse.STAYS,
                MINUTES,
                HOUR,
                NEVER,
                true,
                asked -> true,
                false,
                true,
                Set.of("files.read")));
    assertThat(service.page(asked(Map.of("scope", "files.read"))).status()).isEqualTo(200);
    Map<String, String> changed = new HashMap<>(Map.of("scope", "files.read"));
    changed.put(name, value);
    assertThat(service.page(asked(changed)).status()).isEqualTo(400);
    Answer pressed = service.decide(pressed(changed, "alice"));
    assertThat(pressed.status()).isEqualTo(400);
    assertThat(pressed.headers()).doesNotContainKey("Location");
  }

  @Test
  void pageShowsEachAccountWithoutRunningWhatTheAddressSays() {
    SignInService service = service(habits(RefreshUse.STAYS));
    service.addAccount("bob", "Bob <b>");
    Answer page = service.page(asked(Map.of("scope", "<script>")));
    String html = new String(((Answer.Body.Bytes) page.body()).bytes(), StandardCharsets.UTF_8);
    assertThat(html)
        .contains("Allow as Alice", "Allow as Bob &lt;b&gt;", "&lt;script&gt;")
        .doesNotContain("<script>");
  }

  @Test
  void whoeverDeniesIsSentBackWithoutACode() {
    SignInService service = service(habits(RefreshUse.STAYS));
    for (String nobody : new String[] {"", "mallory"}) {
      assertThat(location(service.decide(pressed(Map.of(), nobody))))
          .containsOnly(Map.entry("error", "access_denied"), Map.entry("state", "s t"));
    }
  }

  @Test
  void refreshTokenComesWithTheFirstConsentOnlyWhereThatIsTheHabit() throws Exception {
    SignInService service =
        service(
            new Habits(RefreshUse.STAYS, MINUTES, HOUR, NEVER, true, a -> true, true, true, ALL));
    assertThat(connect(service, Map.of()).has("refresh_token")).isTrue();
    assertThat(connect(service, Map.of()).has("refresh_token")).isFalse();
    JsonNode asked = connect(service, Map.of("prompt", "consent"));
    assertThat(asked.has("refresh_token")).isTrue();
    assertThat(service.end(asked.path("refresh_token").asText())).isTrue();
    assertThat(connect(service, Map.of()).has("refresh_token"))
        .as("it is the first again")
        .isTrue();
  }

  @Test
  void refreshTokenComesOnlyIfThePageIsAskedToStay() throws Exception {
    SignInService service =
        service(
            new Habits(
                RefreshUse.STAYS,
                MINUTES,
                HOUR,
                NEVER,
                true,
                asked -> "offline".equals(asked.get("access_type")),
                false,
                true,
                ALL));
    assertThat(connect(service, Map.of()).has("refresh_token")).isFalse();
    assertThat(connect(service, Map.of("access_type", "offline")).has("refresh_token")).isTrue();
  }

  @Test
  void revokingATokenEndsItsSiblingsAndNoOthers() throws Exception {
    SignInService service = service(habits(RefreshUse.ROTATES));
    service.addAccount("bob", "Bob");
    JsonNode first = connect(service, Map.of());
    String sibling =
        refresh(service, first.path("refresh_token").asText()).path("refresh_token").asText();
    Tokens others = service.consent("bob", "gateway", Set.of());

    assertThat(service.end(first.path("access_token").asText())).isTrue();

    assertThat(bearer(service, first.path("access_token").asText())).isEmpty();
    assertThat(refresh(service, first.path("refresh_token").asText()).path("error").asText())
        .isEqualTo("invalid_grant");
    assertThat(refresh(service, sibling).path("error").asText()).isEqualTo("invalid_grant");
    assertThat(bearer(service, others.access())).isPresent();
    assertThat(service.end("unknown")).isFalse();
  }

  @Test
  void revokedAccountGetsNothingUntilItConsentsAnew() throws Exception {
    SignInService service = service(habits(RefreshUse.ROTATES));
    JsonNode tokens = connect(service, Map.of());
    service.revoke("alice");
    assertThat(bearer(service, tokens.path("access_token").asText())).isEmpty();
    assertThat(refresh(service, tokens.path("refresh_token").asText()).path("error").asText())
        .isEqualTo("invalid_grant");
    assertThat(bearer(service, connect(service, Map.of()).path("access_token").asText()))
        .isPresent();
  }

  @Test
  void accessTokenStandsForWhoConsentedAndToWhatUntilItsEnd() throws Exception {
    SignInService service = service(habits(RefreshUse.ROTATES));
    JsonNode tokens = connect(service, Map.of("scope", "files.read files.write"));
    assertThat(tokens.path("expires_in").asInt()).isEqualTo(3600);
    assertThat(tokens.path("scope").asText().split(" "))
        .containsExactlyInAnyOrder("files.read", "files.write");
    assertThat(bearer(service, tokens.path("access_token").asText()))
        .contains(
            new SignInService.Grant(
                "alice",
                "gateway",
                true,
                Set.of("files.read", "files.write"),
                now.plusSeconds(3600)));
    now = now.plusSeconds(3600);
    assertThat(bearer(service, tokens.path("access_token").asText())).isEmpty();
  }

  @Test
  void programActsInItsOwnNameOnlyIfItIsRegisteredSo() throws Exception {
    SignInService service = service(habits(RefreshUse.ROTATES));
    Map<String, String> own =
        Map.of(
            "grant_type", "client_credentials", "client_id", "gateway", "client_secret", "secret");
    assertThat(token(service, own).path("error").asText()).isEqualTo("unauthorized_client");
    service.add(
        new SignInService.Client("gateway", Optional.of("secret"), Optional.of("the program")));
    JsonNode tokens = token(service, own);
    assertThat(tokens.has("refresh_token")).isFalse();
    assertThat(bearer(service, tokens.path("access_token").asText()))
        .hasValueSatisfying(
            grant -> {
              assertThat(grant.account()).isEqualTo("the program");
              assertThat(grant.person()).isFalse();
            });
  }

  @Test
  void secretIsTakenFromTheFormOrTheHeaderAndCompared() throws Exception {
    SignInService service = service(habits(RefreshUse.ROTATES));
    Map<String, String> form = redeeming(code(service, Map.of()), VERIFIER);
    form.put("client_secret", "guessed");
    assertThat(token(service, form).path("error").asText()).isEqualTo("invalid_client");
    form.remove("client_id");
    form.remove("client_secret");
    String basic =
        Base64.getEncoder().encodeToString("gateway:secret".getBytes(StandardCharsets.UTF_8));
    Answer answer =
        service.token(call("POST", Map.of(), Map.of("authorization", "Basic " + basic), form));
    assertThat(answer.status()).isEqualTo(200);
  }

  private static final Duration MINUTES = Duration.ofMinutes(10);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Optional<Duration> NEVER = Optional.empty();
  private static final Set<String> ALL = Set.of();

  private static Habits habits(RefreshUse use) {
    return new Habits(
        use,
        MINUTES,
        HOUR,
        Optional.of(Duration.ofDays(90)),
        true,
        asked -> true,
        false,
        true,
        ALL);
  }

  private SignInService service(Habits habits) {
    SignInService service = new SignInService("Example", habits, clock, SignInService::plain);
    service.add(new SignInService.Client("gateway", Optional.of("secret"), Optional.empty()));
    service.addAccount("alice", "Alice");
    return service;
  }

  private static JsonNode connect(SignInService service, Map<String, String> more)
      throws IOException {
    return redeem(service, code(service, more), VERIFIER);
  }

  private static String code(SignInService service, Map<String, String> more) {
    Map<String, String> back = location(service.decide(pressed(more, "alice")));
    assertThat(back).containsEntry("state", "s t");
    return back.getOrDefault("code", "");
  }

  private static JsonNode redeem(SignInService service, String code, String verifier)
      throws IOException {
    return token(service, redeeming(code, verifier));
  }

  private static Map<String, String> redeeming(String code, String verifier) {
    return new HashMap<>(
        Map.of(
            "grant_type",
            "authorization_code",
            "client_id",
            "gateway",
            "client_secret",
            "secret",
            "redirect_uri",
            REDIRECT,
            "code",
            code,
            "code_verifier",
            verifier));
  }

  private static JsonNode refresh(SignInService service, String token) throws IOException {
    return token(
        service,
        Map.of(
            "grant_type", "refresh_token",
            "client_id", "gateway",
            "client_secret", "secret",
            "refresh_token", token));
  }

  private static JsonNode token(SignInService service, Map<String, String> form)
      throws IOException {
    Answer answer = service.token(call("POST", Map.of(), Map.of(), form));
    return JSON.readTree(((Answer.Body.Bytes) answer.body()).bytes());
  }

  private static Optional<SignInService.Grant> bearer(SignInService service, String token) {
    return service.bearer(
        call("GET", Map.of(), Map.of("authorization", "Bearer " + token), Map.of()));
  }

  private static Call asked(Map<String, String> more) {
    return call("GET", query(more), Map.of(), Map.of());
  }

  private static Call pressed(Map<String, String> more, String account) {
    return call("POST", query(more), Map.of(), Map.of("account", account));
  }

  private static Map<String, String> query(Map<String, String> more) {
    Map<String, String> query =
        new HashMap<>(
            Map.of(
                "response_type", "code",
                "client_id", "gateway",
                "redirect_uri", REDIRECT,
                "state", "s t",
                "code_challenge", CHALLENGE,
                "code_challenge_method", "S256"));
    query.putAll(more);
    return query;
  }

  private static Call call(
      String method,
      Map<String, String> query,
      Map<String, String> headers,
      Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return new Call(
        method, "localhost:1", "/", query, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  /** What a redirection brings back, decoded. */
  private static Map<String, String> location(Answer answer) {
    assertThat(answer.status()).isEqualTo(302);
    String location = answer.headers().getOrDefault("Location", "");
    assertThat(location).startsWith(REDIRECT + "?");
    Map<String, String> back = new HashMap<>();
    for (String pair : URI.create(location).getRawQuery().split("&", -1)) {
      String[] field = pair.split("=", 2);
      back.put(field[0], URLDecoder.decode(field[1], StandardCharsets.UTF_8));
    }
    return back;
  }

  private final class MovableClock extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("the service reckons in instants");
    }
  }
}
