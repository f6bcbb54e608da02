package io.onshore.connector.dropbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.ObjectName;
import io.onshore.connector.credential.Authorization;
import io.onshore.connector.credential.Tokens;
import io.onshore.connector.simulator.dropbox.DropboxOperation;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connecting and disconnecting by a person's consent. */
class DropboxConsentTest {
  private static final URI REDIRECT = URI.create("https://gateway.example/consent");
  private static final String VERIFIER = "a-verifier-that-is-long-enough-for-the-standard-0123";

  private final DropboxHarness harness = new DropboxHarness();

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void consentBringsTokensThatStay() throws Exception {
    Tokens tokens = consent();
    assertThat(tokens.refresh()).isPresent();
    assertThat(tokens.scopes())
        .hasValueSatisfying(
            scopes ->
                assertThat(scopes)
                    .containsExactlyInAnyOrder(
                        "account_info.read",
                        "files.content.read",
                        "files.content.write",
                        "files.metadata.read"));
    harness.consented().put(tokens);
    assertThat(harness.newConnector().find(new ObjectName("none"), harness.destination()))
        .isEmpty();
  }

  @Test
  void refreshTokenIsUsedAgainAndAgain() throws Exception {
    Tokens tokens = consent();
    harness.consented().put(tokens);
    for (int i = 0; i < 3; i++) {
      harness.simulator().expireAccessTokens();
      assertThat(harness.connector().find(new ObjectName("none"), harness.destination())).isEmpty();
      assertThat(harness.vault().newest().orElseThrow().refresh()).isEqualTo(tokens.refresh());
    }
  }

  @Test
  void wrongVerifierIsRefused() throws Exception {
    String code = code();
    ConnectorException refused =
        catchThrowableOfType(
            ConnectorException.class,
            () -> authorization().redeem(code, REDIRECT, "another-verifier"));
    assertThat(refused.failure().kind()).isEqualTo(Kind.REAUTHORISE);
  }

  @Test
  void revokingEndsTheGrantEvenWithAnOldAccessToken() throws Exception {
    Tokens tokens = consent();
    harness.simulator().expireAccessTokens();
    authorization().revoke(tokens);
    assertThat(harness.simulator().log().count(DropboxOperation.REVOKE)).isEqualTo(2);
    harness.consented().put(tokens);
    ConnectorException refused =
        catchThrowableOfType(
            ConnectorException.class,
            () -> harness.newConnector().find(new ObjectName("none"), harness.destination()));
    assertThat(refused.failure().kind()).isEqualTo(Kind.REAUTHORISE);
    authorization().revoke(tokens);
    assertThat(authorization().revocable()).isTrue();
  }

  private Authorization authorization() throws ConnectorException {
    return harness.connector().authorization().orElseThrow();
  }

  private Tokens consent() throws Exception {
    return authorization().redeem(code(), REDIRECT, VERIFIER);
  }

  /** What comes back to the gateway when the person has pressed the button. */
  private String code() throws Exception {
    String challenge =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                MessageDigest.getInstance("SHA-256")
                    .digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
    URI page = authorization().page(new Authorization.Asked(REDIRECT, "state-1", challenge));
    assertThat(page.toString()).startsWith(harness.simulator().authorizeUrl());
    assertThat(page.getQuery()).contains("token_access_type=offline", "code_challenge_method=S256");
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> back =
          http.send(
              HttpRequest.newBuilder(page)
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString("account=" + harness.account().id()))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      String location = back.headers().firstValue("location").orElseThrow();
      assertThat(location).contains("state=state-1");
      return URLDecoder.decode(
          location.replaceFirst(".*[?&]code=([^&]+).*", "$1"), StandardCharsets.UTF_8);
    }
  }
}
