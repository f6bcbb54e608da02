package io.onshore.connector.toolkit.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.onshore.connector.ConnectorContext;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure.Kind;
import io.onshore.connector.credential.Tokens;
import io.onshore.connector.toolkit.MovingClock;
import io.onshore.connector.toolkit.http.Body;
import io.onshore.connector.toolkit.http.HttpAnswer;
import io.onshore.connector.toolkit.http.HttpCall;
import io.onshore.connector.toolkit.http.StreamingAnswer;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BearerCallsTest {
  private static final URI API = URI.create("https://api.example.org/things");

  private final ScriptedSeam seam = new ScriptedSeam();
  private final ScriptedSeam tokenSeam = new ScriptedSeam();
  private final MovingClock clock = new MovingClock();
  private final BearerCalls calls =
      new BearerCalls(
          seam,
          new OAuthTokens(
              tokenSeam,
              new TokenEndpoint(
                  URI.create("https://login.example.org/token"),
                  Optional.of("client-7"),
                  Optional.of("hunter2"),
                  Set.of(),
                  Map.of()),
              new Grant.RefreshToken(),
              new ConnectorContext(
                  clock,
                  "test",
                  Duration.ofSeconds(5),
                  new MemoryVault(
                      new Tokens(
                          "one",
                          clock.instant().plus(Duration.ofHours(1)),
                          Optional.of("r1"),
                          Optional.empty())))));

  @Test
  void tokenGoesOutWithEachRequest() throws Exception {
    seam.answers(200, "first").answers(404, "second");
    assertThat(calls.send(get()).text()).isEqualTo("first");
    assertThat(calls.send(get()).status()).isEqualTo(404);
    assertThat(seam.calls).extracting(BearerCallsTest::bearer).containsOnly("Bearer one");
    assertThat(tokenSeam.calls).isEmpty();
  }

  @Test
  void requestThatIsRefusedIsMadeOnceMoreWithANewTokenAndTheWholeBody() throws Exception {
    AtomicInteger opened = new AtomicInteger();
    byte[] bytes = "sealed".getBytes(StandardCharsets.UTF_8);
    Body body =
        new Body(
            bytes.length,
            () -> {
              opened.incrementAndGet();
              return new ByteArrayInputStream(bytes);
            },
            Body.OCTETS);
    seam.answers(401, "").answers(201, "stored");
    tokenSeam.answers(200, fresh());

    HttpAnswer answer = calls.send(HttpCall.of("PUT", API, Duration.ofSeconds(5)).with(body));

    assertThat(answer.text()).isEqualTo("stored");
    assertThat(seam.calls)
        .extracting(BearerCallsTest::bearer)
        .containsExactly("Bearer one", "Bearer two");
    assertThat(seam.sent).containsExactly("sealed", "sealed");
    assertThat(opened).hasValue(2);
  }

  @Test
  void requestThatIsRefusedTwiceIsNotMadeAThirdTime() throws Exception {
    seam.answers(401, "").answers(401, "again");
    tokenSeam.answers(200, fresh());
    assertThat(calls.send(get()).text()).isEqualTo("again");
    assertThat(seam.calls).hasSize(2);
    assertThat(tokenSeam.calls).hasSize(1);
  }

  @Test
  void requestThatIsForbiddenIsNotRepeated() throws Exception {
    seam.answers(403, "");
    assertThat(calls.send(get()).status()).isEqualTo(403);
    assertThat(tokenSeam.calls).isEmpty();
  }

  @Test
  void revokedGrantEndsTheCall() {
    seam.answers(401, "");
    tokenSeam.answers(400, "{\"error\":\"invalid_grant\"}");
    ConnectorException refused =
        catchThrowableOfType(ConnectorException.class, () -> calls.send(get()));
    assertThat(refused.failure().kind()).isEqualTo(Kind.REAUTHORISE);
    assertThat(seam.calls).hasSize(1);
  }

  @Test
  void refusedStreamIsClosedBeforeTheNextIsOpened() throws Exception {
    seam.answers(401, "").answers(200, "bytes");
    tokenSeam.answers(200, fresh());
    try (StreamingAnswer answer = calls.open(get())) {
      assertThat(answer.body().readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("bytes");
      assertThat(seam.open).hasValue(1);
    }
    assertThat(seam.open).hasValue(0);
    assertThat(bearer(seam.calls.getLast())).isEqualTo("Bearer two");
  }

  private static HttpCall get() {
    return HttpCall.of("GET", API, Duration.ofSeconds(5));
  }

  private static String bearer(HttpCall call) {
    return call.headers().first("Authorization").orElse("none");
  }

  private static String fresh() {
    return "{\"token_type\":\"Bearer\",\"access_token\":\"two\",\"expires_in\":3600}";
  }
}
