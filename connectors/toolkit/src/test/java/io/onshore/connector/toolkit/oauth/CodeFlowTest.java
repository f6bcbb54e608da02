package io.onshore.connector.toolkit.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.credential.Authorization.Asked;
import io.onshore.connector.credential.Tokens;
import io.onshore.connector.toolkit.MovingClock;
import io.onshore.connector.toolkit.http.TransportException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CodeFlowTest {
  private static final URI REDIRECT = URI.create("https://gateway.example.org/back?practice=a%20b");
  private static final Asked ASKED = new Asked(REDIRECT, "st&te", "ch-llenge");

  private final ScriptedSeam seam = new ScriptedSeam();
  private final MovingClock clock = new MovingClock();

  @Test
  void pageCarriesTheChallengeAndWhatTheProviderWants() {
    assertThat(flow("https://login.example.org/authorize").page(ASKED))
        .hasToString(
            "https://login.example.org/authorize?access_type=offline&client_id=client-7"
                + "&code_challenge=ch-llenge&code_challenge_method=S256"
                + "&redirect_uri=https%3A%2F%2Fgateway.example.org%2Fback%3Fpractice%3Da%2520b"
                + "&response_type=code&scope=a.scope%20files.write&state=st%26te");
    assertThat(seam.calls).isEmpty();
  }

  @Test
  void pageKeepsAQueryOfItsOwn() {
    assertThat(flow("https://login.example.org/authorize?realm=1").page(ASKED).getRawQuery())
        .startsWith("realm=1&access_type=offline&");
  }

  @Test
  void secretNeverGoesToThePage() {
    assertThat(flow("https://login.example.org/authorize").page(ASKED).toString())
        .doesNotContain("hunter2");
  }

  @Test
  void codeIsRedeemedByOneRequestWithTheVerifier() throws Exception {
    seam.answers(
        200,
        "{\"token_type\":\"bearer\",\"access_token\":\"one\",\"expires_in\":3600,"
            + "\"refresh_token\":\"r1\",\"scope\":\"files.write\"}");
    Tokens tokens = flow("https://login.example.org/authorize").redeem("c0de", REDIRECT, "ver");
    assertThat(tokens)
        .isEqualTo(
            new Tokens(
                "one",
                clock.instant().plusSeconds(3600),
                Optional.of("r1"),
                Optional.of(Set.of("files.write"))));
    assertThat(seam.sent)
        .containsExactly(
            "client_id=client-7&client_secret=hunter2&code=c0de&code_verifier=ver"
                + "&grant_type=authorization_code"
                + "&redirect_uri=https%3A%2F%2Fgateway.example.org%2Fback%3Fpractice%3Da%2520b");
  }

  @Test
  void refusedCodeAsksThePersonToStartAgain() {
    seam.answers(400, "{\"error\":\"invalid_grant\",\"error_description\":\"c0de was used\"}");
    ConnectorException refused = redeemed();
    assertThat(refused.failure().kind()).isEqualTo(Kind.REAUTHORISE);
    assertThat(refused.getMessage()).contains("`invalid_grant`").doesNotContain("c0de");
  }

  @Test
  void outageWhileRedeemingMayPass() {
    seam.fails(new TransportException(TransportException.Reason.NOT_SENT, false, null));
    assertThat(redeemed().failure().kind()).isEqualTo(Kind.UNAVAILABLE);
  }

  @Test
  void revocationIsThePowerOfProvidersThatHaveIt() throws Exception {
    Tokens tokens = new Tokens("one", clock.instant(), Optional.of("r1"), Optional.empty());
    CodeFlow without = flow("https://login.example.org/authorize");
    assertThat(without.revocable()).isFalse();
    without.revoke(tokens);
    List<Tokens> ended = new ArrayList<>();
    CodeFlow with = flow("https://login.example.org/authorize", Optional.of(ended::add));
    assertThat(with.revocable()).isTrue();
    with.revoke(tokens);
    assertThat(ended).containsExactly(tokens);
    assertThat(seam.calls).isEmpty();
  }

  private ConnectorException redeemed() {
    return catchThrowableOfType(
        ConnectorException.class,
        () -> flow("https://login.example.org/authorize").redeem("c0de", REDIRECT, "ver"));
  }

  private CodeFlow flow(String page) {
    return flow(page, Optional.empty());
  }

  private CodeFlow flow(String page, Optional<CodeFlow.Revocation> revocation) {
    return new CodeFlow(
        seam,
        new ConnectorContext(clock, "test", Duration.ofSeconds(5), new MemoryVault()),
        URI.create(page),
        Map.of("access_type", "offline"),
        new TokenEndpoint(
            URI.create("https://login.example.org/token"),
            Optional.of("client-7"),
            Optional.of("hunter2"),
            Set.of("files.write", "a.scope"),
            Map.of()),
        revocation);
  }
}
