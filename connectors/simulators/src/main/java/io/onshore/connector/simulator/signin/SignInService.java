package io.onshore.connector.simulator.signin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.onshore.connector.credential.Tokens;
import io.onshore.connector.simulator.Answer;
import io.onshore.connector.simulator.Call;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * An OAuth 2 server with the habits of one provider: a consent page where one picks an account,
 * codes, access and refresh tokens, revocation. Safe for several threads.
 */
public final class SignInService {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String title;
  private final Habits habits;
  private final Clock clock;
  private final Function<OAuthError, Answer> refusals;
  private final Map<String, Client> clients = new LinkedHashMap<>();
  private final Map<String, String> accounts = new LinkedHashMap<>();
  private final Map<String, Code> codes = new HashMap<>();
  private final Map<String, Grant> access = new HashMap<>();
  private final Map<String, Refresh> refresh = new HashMap<>();
  private final Set<String> revoked = new HashSet<>();
  private final Set<String> consented = new HashSet<>();
  private final Set<String> handedOut = new LinkedHashSet<>();

  /**
   * @param title the provider's name, for the consent page
   * @param refusals puts a refused token request in the provider's shape; see {@link #plain}
   */
  public SignInService(
      String title, Habits habits, Clock clock, Function<OAuthError, Answer> refusals) {
    this.title = title;
    this.habits = habits;
    this.clock = clock;
    this.refusals = refusals;
  }

  /**
   * A registered program.
   *
   * @param secret empty for a public client
   * @param account whom it stands for when it asks in its own name; empty if it may not
   */
  public record Client(String id, Optional<String> secret, Optional<String> account) {
    /** Without the secret. */
    @Override
    public String toString() {
      return "Client[" + id + "]";
    }
  }

  /**
   * What an access token stands for.
   *
   * @param person whether a person consented, rather than a program acting in its own name
   */
  public record Grant(
      String account, String client, boolean person, Set<String> scopes, Instant expiresAt) {}

  private record Code(
      String account,
      String client,
      String redirect,
      String challenge,
      boolean stays,
      Set<String> scopes,
      Instant expiresAt) {}

  private record Refresh(String account, String client, Set<String> scopes, Instant usedAt) {}

  /** A refusal as RFC 6749 section 5.2 has it. */
  public static Answer plain(OAuthError error) {
    return Answer.json(
        error.status(),
        JSON.createObjectNode()
            .put("error", error.error())
            .put("error_description", error.description())
            .toString());
  }

  /** Registers a program, or replaces one of that id. */
  public synchronized void add(Client client) {
    clients.put(client.id(), client);
  }

  /** Adds an account that can be picked on the consent page; its consent is good again. */
  public synchronized void addAccount(String id, String name) {
    accounts.put(id, name);
    revoked.remove(id);
  }

  /** What a consent without a page brings, for tests. */
  public synchronized Tokens consent(String account, String client, Set<String> scopes) {
    String token = newAccess(account, client, true, scopes);
    String next = newRefresh(account, client, scopes);
    return new Tokens(
        token,
        clock.instant().plus(habits.accessLife()),
        Optional.of(next),
        habits.tellsScope() ? Optional.of(scopes) : Optional.empty());
  }

  /** A refresh token that is good from the start, for settings that have to name one. */
  public synchronized void know(
      String refreshToken, String account, String client, Set<String> scopes) {
    refresh.put(refreshToken, new Refresh(account, client, Set.copyOf(scopes), clock.instant()));
    handedOut.add(refreshToken);
  }

  /** The consent page: a list of accounts, one button each. */
  public synchronized Answer page(Call call) {
    Map<String, String> asked = call.query();
    Optional<String> wrong = wrongPage(asked);
    if (wrong.isPresent()) {
      return Answer.text(400, "text/html; charset=utf-8", html("<p>" + wrong.get() + "</p>"));
    }
    StringBuilder buttons = new StringBuilder();
    buttons
        .append("<p><b>")
        .append(escape(asked.getOrDefault("client_id", "")))
        .append("</b> wants: ")
        .append(escape(asked.getOrDefault("scope", "everything that its registration names")))
        .append("</p>");
    accounts.forEach(
        (id, name) ->
            buttons
                .append("<form method=\"post\" action=\"?")
                .append(escape(form(asked)))
                .append("\"><input type=\"hidden\" name=\"account\" value=\"")
                .append(escape(id))
                .append("\"><button>Allow as ")
                .append(escape(name))
                .append("</button></form>"));
    buttons
        .append("<form method=\"post\" action=\"?")
        .append(escape(form(asked)))
        .append("\"><button name=\"account\" value=\"\">Deny</button></form>");
    return Answer.text(200, "text/html; charset=utf-8", html(buttons.toString()));
  }

  /** The press of a button on the page: sends the browser back with a code, or a refusal. */
  public synchronized Answer decide(Call call) {
    Map<String, String> asked = call.query();
    Optional<String> wrong = wrongPage(asked);
    if (wrong.isPresent()) {
      return Answer.text(400, "text/html; charset=utf-8", html("<p>" + wrong.get() + "</p>"));
    }
    String account = call.formFields().getOrDefault("account", "");
    Map<String, String> back = new LinkedHashMap<>();
    if (!accounts.containsKey(account)) {
      back.put("error", "access_denied");
    } else {
      boolean first = consented.add(account + " " + asked.getOrDefault("client_id", ""));
      boolean stays =
          habits.stays().test(asked)
              && (!habits.firstConsentOnly() || first || "consent".equals(asked.get("prompt")));
      String code = "code-" + UUID.randomUUID();
      codes.put(
          code,
          new Code(
              account,
              asked.getOrDefault("client_id", ""),
              asked.getOrDefault("redirect_uri", ""),
              asked.getOrDefault("code_challenge", ""),
              stays,
              split(asked.getOrDefault("scope", "")),
              clock.instant().plus(habits.codeLife())));
      handedOut.add(code);
      back.put("code", code);
    }
    Optional.ofNullable(asked.get("state")).ifPresent(state -> back.put("state", state));
    String redirect = asked.getOrDefault("redirect_uri", "");
    return Answer.empty(302)
        .with("Location", redirect + (redirect.indexOf('?') < 0 ? "?" : "&") + form(back));
  }

  private Optional<String> wrongPage(Map<String, String> asked) {
    if (!"code".equals(asked.get("response_type"))) {
      return Optional.of("response_type must be code");
    }
    if (!clients.containsKey(asked.getOrDefault("client_id", ""))) {
      return Optional.of("this program is not registered");
    }
    String redirect = asked.getOrDefault("redirect_uri", "");
    if (!redirect.startsWith("http://localhost")
        && !redirect.startsWith("http://127.0.0.1")
        && !redirect.startsWith("https://")) {
      return Optional.of("redirect_uri is not registered");
    }
    boolean plainChallenge =
        asked.containsKey("code_challenge") && !"S256".equals(asked.get("code_challenge_method"));
    if (habits.challengeIsChecked() && plainChallenge) {
      return Optional.of("code_challenge_method must be S256");
    }
    boolean known =
        habits.scopes().isEmpty()
            || habits.scopes().containsAll(split(asked.getOrDefault("scope", "")));
    return known ? Optional.empty() : Optional.of("a scope is not known");
  }

  /** The token address. */
  public synchronized Answer token(Call call) {
    try {
      Map<String, String> form = new HashMap<>(call.formFields());
      call.header("authorization").ifPresent(header -> basic(header, form));
      Client client = client(form);
      return switch (form.getOrDefault("grant_type", "")) {
        case "authorization_code" -> byCode(client, form);
        case "refresh_token" -> byRefresh(client, form);
        case "client_credentials" -> inItsOwnName(client, form);
        default -> throw refused(400, "unsupported_grant_type", "The grant type is not supported");
      };
    } catch (Refused refused) {
      return refusals.apply(refused.error);
    }
  }

  /**
   * Tokens for a program in its own name, after the double has checked its signed assertion.
   *
   * @param account whom it stands for
   */
  public synchronized Answer byAssertion(String client, String account, Set<String> scopes) {
    if (revoked.contains(account)) {
      return refusals.apply(new OAuthError(400, "invalid_grant", "The grant was revoked"));
    }
    return inItsOwnName(newAccess(account, client, false, scopes));
  }

  private Client client(Map<String, String> form) throws Refused {
    Client client = clients.get(form.getOrDefault("client_id", ""));
    if (client == null) {
      throw refused(400, "invalid_client", "The client credentials are invalid");
    }
    String given = form.getOrDefault("client_secret", "");
    if (client.secret().isPresent() && !client.secret().get().equals(given)) {
      throw refused(401, "invalid_client", "The client credentials are invalid");
    }
    return client;
  }

  private Answer byCode(Client client, Map<String, String> form) throws Refused {
    Code code = codes.remove(form.getOrDefault("code", ""));
    if (code == null
        || !code.client().equals(client.id())
        || !clock.instant().isBefore(code.expiresAt())) {
      throw refused(400, "invalid_grant", "The authorization code is unknown, used or expired");
    }
    if (!code.redirect().equals(form.getOrDefault("redirect_uri", ""))) {
      throw refused(400, "invalid_grant", "redirect_uri differs");
    }
    if (habits.challengeIsChecked()
        && !code.challenge().isEmpty()
        && !code.challenge().equals(challenge(form.getOrDefault("code_verifier", "")))) {
      throw refused(400, "invalid_grant", "code_verifier does not match");
    }
    revoked.remove(code.account());
    Optional<String> stays =
        code.stays()
            ? Optional.of(newRefresh(code.account(), client.id(), code.scopes()))
            : Optional.empty();
    return answer(
        newAccess(code.account(), client.id(), true, code.scopes()), stays, code.scopes());
  }

  private Answer byRefresh(Client client, Map<String, String> form) throws Refused {
    String token = form.getOrDefault("refresh_token", "");
    Refresh known = refresh.get(token);
    Instant now = clock.instant();
    if (known == null
        || !known.client().equals(client.id())
        || revoked.contains(known.account())
        || habits
            .refreshLife()
            .filter(life -> !now.isBefore(known.usedAt().plus(life)))
            .isPresent()) {
      throw refused(400, "invalid_grant", "The refresh token is unknown, used or expired");
    }
    refresh.put(token, new Refresh(known.account(), known.client(), known.scopes(), now));
    Optional<String> next =
        switch (habits.refresh()) {
          case WORKS_ONCE -> {
            refresh.remove(token);
            yield Optional.of(newRefresh(known.account(), client.id(), known.scopes()));
          }
          case ROTATES -> Optional.of(newRefresh(known.account(), client.id(), known.scopes()));
          case STAYS -> Optional.empty();
        };
    return answer(
        newAccess(known.account(), client.id(), true, known.scopes()), next, known.scopes());
  }

  private Answer inItsOwnName(Client client, Map<String, String> form) throws Refused {
    String account =
        client
            .account()
            .orElseThrow(
                () ->
                    refused(
                        400,
                        "unauthorized_client",
                        "The program may not act in its own name here"));
    if (revoked.contains(account)) {
      throw refused(400, "unauthorized_client", "The program was not approved by an admin");
    }
    Set<String> scopes = split(form.getOrDefault("scope", ""));
    return inItsOwnName(newAccess(account, client.id(), false, scopes));
  }

  /** What was granted to a program itself is not told: an admin has settled it elsewhere. */
  private Answer inItsOwnName(String token) {
    return answer(token, Optional.empty(), Set.of());
  }

  private Answer answer(String token, Optional<String> next, Set<String> scopes) {
    ObjectNode root =
        JSON.createObjectNode()
            .put("token_type", "bearer")
            .put("expires_in", habits.accessLife().toSeconds())
            .put("access_token", token);
    next.ifPresent(value -> root.put("refresh_token", value));
    if (habits.tellsScope() && !scopes.isEmpty()) {
      root.put("scope", String.join(" ", scopes.stream().sorted().toList()));
    }
    return Answer.json(200, root.toString()).with("Cache-Control", "no-store");
  }

  private String newAccess(String account, String client, boolean person, Set<String> scopes) {
    String token = "access-" + UUID.randomUUID();
    access.put(
        token,
        new Grant(account, client, person, scopes, clock.instant().plus(habits.accessLife())));
    handedOut.add(token);
    return token;
  }

  private String newRefresh(String account, String client, Set<String> scopes) {
    String token = "refresh-" + UUID.randomUUID();
    refresh.put(token, new Refresh(account, client, scopes, clock.instant()));
    handedOut.add(token);
    return token;
  }

  /** What the bearer of this request may speak for; empty if the token is not good. */
  public synchronized Optional<Grant> bearer(Call call) {
    return call.header("authorization")
        .filter(header -> header.startsWith("Bearer "))
        .map(header -> access.get(header.substring("Bearer ".length())))
        .filter(grant -> clock.instant().isBefore(grant.expiresAt()))
        .filter(grant -> !revoked.contains(grant.account()));
  }

  /**
   * Ends the grant that a token of either kind belongs to, with its other tokens.
   *
   * @return false if the token is not known
   */
  public synchronized boolean end(String token) {
    Optional<String> owner =
        Optional.ofNullable(access.get(token))
            .map(grant -> grant.account() + " " + grant.client())
            .or(
                () ->
                    Optional.ofNullable(refresh.get(token))
                        .map(each -> each.account() + " " + each.client()));
    owner.ifPresent(
        whose -> {
          access.values().removeIf(each -> whose.equals(each.account() + " " + each.client()));
          refresh.values().removeIf(each -> whose.equals(each.account() + " " + each.client()));
          consented.remove(whose);
        });
    return owner.isPresent();
  }

  /** Makes all access tokens invalid; new ones can be had. */
  public synchronized void expireAccessTokens() {
    access.clear();
  }

  /** Ends an account's consent for good: no token of it works and none is to be had. */
  public synchronized void revoke(String account) {
    revoked.add(account);
    access.values().removeIf(grant -> grant.account().equals(account));
    refresh.values().removeIf(each -> each.account().equals(account));
  }

  /** How many grants to stay connected are good. */
  public synchronized int refreshTokens() {
    return refresh.size();
  }

  /** Every secret handed out so far, for looking for leaks. */
  public synchronized Set<String> handedOut() {
    return Set.copyOf(handedOut);
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

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<String> split(String scopes) {
    Set<String> set = new LinkedHashSet<>(Arrays.asList(scopes.strip().split("[ ,]+")));
    set.remove("");
    return set;
  }

  private static String form(Map<String, String> fields) {
    return String.join(
        "&",
        fields.entrySet().stream()
            .map(
                field ->
                    URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8)
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .toList());
  }

  private String html(String body) {
    return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
        + "<meta name=\"viewport\" content=\"width=device-width\"><title>"
        + escape(title)
        + " sign-in (stand-in)</title><style>body{font:16px/1.5 system-ui,sans-serif;"
        + "margin:2rem auto;max-width:30rem;padding:0 1rem}button{font:inherit;padding:.5rem 1rem;"
        + "margin:.25rem 0;width:100%}</style></head><body><h1>"
        + escape(title)
        + "</h1><p>This is not the provider: it is a stand-in on this machine.</p>"
        + body
        + "</body></html>";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static Refused refused(int status, String error, String description) {
    return new Refused(new OAuthError(status, error, description));
  }

  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient OAuthError error;

    Refused(OAuthError error) {
      super(error.error());
      this.error = error;
    }
  }
}
