package io.onshore.connector.simulator.googledrive;

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
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Google's sign-in: people who consent, and service accounts that sign. Safe for threads. */
final class Oauth {
  static final String PAGE = "/o/oauth2/v2/auth";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BY_ASSERTION = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final Duration LONGEST_STATEMENT = Duration.ofHours(1);

  private final Clock clock;
  private final SignInService service;
  private final Map<String, Account> accounts = new HashMap<>();
  private final Map<String, PublicKey> keys = new HashMap<>();
  private final Map<String, Set<String>> delegated = new HashMap<>();

  Oauth(Clock clock) {
    this.clock = clock;
    this.service =
        new SignInService(
            "Google",
            new Habits(
                Habits.RefreshUse.STAYS,
                Duration.ofMinutes(10),
                Duration.ofSeconds(3599),
                Optional.of(Duration.ofDays(180)),
                true,
                asked -> "offline".equals(asked.get("access_type")),
                true,
                true,
                Set.of(
                    Drives.ALL_FILES,
                    "https://www.googleapis.com/auth/drive.file",
                    DriveEndpoints.POLICIES)),
            clock,
            SignInService::plain);
  }

  SignInService service() {
    return service;
  }

  synchronized void add(Account account) {
    accounts.put(account.email(), account);
    if (account.kind() != Account.Kind.SERVICE) {
      service.addAccount(account.email(), account.email());
    }
  }

  synchronized Optional<Account> account(String email) {
    return Optional.ofNullable(accounts.get(email));
  }

  synchronized Map<String, Account> accounts() {
    return Map.copyOf(accounts);
  }

  /** Lets a service account stand for the users of an organisation, for these scopes only. */
  synchronized void delegate(String email, String customer, Set<String> scopes) {
    delegated.put(email + " " + customer, Set.copyOf(scopes));
  }

  synchronized void setKey(String email, PublicKey key) {
    keys.put(email, key);
  }

  /** A key such as Google makes. */
  static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key file that an admin downloads. */
  static String keyFile(String email, KeyPair pair) {
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(pair.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    return JSON.createObjectNode()
        .put("type", "service_account")
        .put("project_id", "double")
        .put("private_key_id", Integer.toHexString(Arrays.hashCode(pair.getPublic().getEncoded())))
        .put("private_key", pem)
        .put("client_email", email)
        .put("token_uri", "https://oauth2.googleapis.com/token")
        .toString();
  }

  synchronized Answer token(Call call) {
    Map<String, String> form = call.formFields();
    if (!BY_ASSERTION.equals(form.get("grant_type"))) {
      return service.token(call);
    }
    try {
      return byAssertion(form.getOrDefault("assertion", ""), "http://" + call.authority());
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      return refused(400, "invalid_grant", "Invalid JWT");
    }
  }

  private Answer byAssertion(String jwt, String here) throws IOException, GeneralSecurityException {
    String[] parts = jwt.split("\\.", -1);
    if (parts.length != 3) {
      return refused(400, "invalid_grant", "Invalid JWT: it has three parts");
    }
    JsonNode header = JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
    JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
    String issuer = claims.path("iss").asText();
    if (!header.path("alg").asText().equals("RS256") || !signed(issuer, parts)) {
      return refused(400, "invalid_grant", "Invalid JWT Signature.");
    }
    Instant from = Instant.ofEpochSecond(claims.path("iat").asLong());
    Instant to = Instant.ofEpochSecond(claims.path("exp").asLong());
    Instant now = clock.instant();
    if (to.isAfter(from.plus(LONGEST_STATEMENT)) || !now.isBefore(to) || now.isBefore(from)) {
      return refused(400, "invalid_grant", "Invalid JWT: Token must be a short-lived token");
    }
    if (!claims.path("aud").asText().equals(here + "/token")) {
      return refused(400, "invalid_grant", "Invalid JWT: the audience is another one");
    }
    Set<String> scopes = Set.of(claims.path("scope").asText().split(" "));
    String subject = claims.path("sub").asText("");
    if (subject.isEmpty()) {
      return service.byAssertion(issuer, issuer, scopes);
    }
    Account stands = accounts.get(subject);
    if (stands == null) {
      return refused(400, "invalid_grant", "Invalid email or User ID");
    }
    return delegated.getOrDefault(issuer + " " + stands.customer(), Set.of()).containsAll(scopes)
        ? service.byAssertion(issuer, subject, scopes)
        : refused(
            401,
            "unauthorized_client",
            "Client is unauthorized to retrieve access tokens using this method, or client not"
                + " authorized for any of the scopes requested.");
  }

  private boolean signed(String issuer, String[] parts) throws GeneralSecurityException {
    PublicKey key = keys.get(issuer);
    if (key == null) {
      return false;
    }
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(key);
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
  }

  /** Ends the whole grant that the token belongs to. */
  Answer revoke(Call call) {
    String token = call.formFields().getOrDefault("token", "");
    return service.end(token)
        ? Answer.json(200, "{}")
        : refused(400, "invalid_token", "Token expired or revoked");
  }

  private static Answer refused(int status, String error, String description) {
    return SignInService.plain(new OAuthError(status, error, description));
  }
}
