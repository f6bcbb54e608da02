package io.onshore.connector.simulator.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.simulator.Answer;
import io.onshore.connector.simulator.Blob;
import io.onshore.connector.simulator.Call;
import io.onshore.connector.simulator.Disturbance;
import io.onshore.connector.simulator.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminEndpointsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-02T12:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path folder;
  private final Example example = new Example();
  private final Stage<Wish> stage = new Stage<>(Wish.class, new Silent(), CLOCK);
  private final AdminEndpoints<Wish> admin =
      new AdminEndpoints<>(example, stage, Wish.class, CLOCK);

  enum Wish {
    SIGN_IN,
    READ,
    WRITE
  }

  @BeforeEach
  void store() {
    Blob blob = new Blob(folder, Set.of(DigestAlgorithm.SHA256));
    blob.append(new byte[] {1, 2, 3});
    example.files.add(
        new ShownFile(
            "clinic~7",
            "clinic",
            "Photos/<b>.bin",
            "<b>.bin",
            Map.of("etag", "e-7"),
            CLOCK.instant(),
            blob));
  }

  @Test
  void ownsItsAddressesAndNoOthers() {
    assertThat(AdminEndpoints.owns(call("GET", "/", ""))).isTrue();
    assertThat(AdminEndpoints.owns(call("GET", "/__admin-onshore/objects", ""))).isTrue();
    assertThat(AdminEndpoints.owns(call("GET", "/v1.0/me/drive", ""))).isFalse();
  }

  @Test
  void listsWhatIsStoredWithItsDigests() throws Exception {
    JsonNode objects = json(ask("GET", "/__admin-onshore/objects", ""));
    assertThat(objects.path("openSessions").asInt()).isEqualTo(4);
    JsonNode object = objects.path("objects").get(0);
    assertThat(object.path("account").asText()).isEqualTo("clinic");
    assertThat(object.path("size").asLong()).isEqualTo(3);
    assertThat(object.path("etag").asText()).isEqualTo("e-7");
    assertThat(object.path("createdAt").asText()).isEqualTo("2026-03-02T12:00:00Z");
    assertThat(object.path("sha256").asText())
        .isEqualTo("039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81");
  }

  @Test
  void handsOutTheBytesOfOneObject() {
    Answer answer = ask("GET", "/__admin-onshore/objects/clinic~7/content", "");
    assertThat(answer.body())
        .isInstanceOfSatisfying(
            Answer.Body.Stored.class, stored -> assertThat(stored.length()).isEqualTo(3));
    assertThat(ask("GET", "/__admin-onshore/objects/clinic~8/content", "").status()).isEqualTo(404);
  }

  @Test
  void pageShowsAccountsAndFilesWithoutRunningTheirNames() {
    String page = text(ask("GET", "/", ""));
    assertThat(page)
        .contains("What the Example double holds", "clinic (a clinic &amp; more)")
        .contains("Photos/&lt;b&gt;.bin", "etag e-7")
        .doesNotContain("<b>.bin");
  }

  @Test
  void tellsTheAccountsAndTheRequestsSoFarAndForgetsThese() throws Exception {
    assertThat(json(ask("GET", "/__admin-onshore/accounts", "")).path("accounts").path("clinic"))
        .hasToString("\"a clinic & more\"");
    stage.play(Wish.READ, call("GET", "/thing", ""), ignored -> Answer.empty(200));
    JsonNode requests = json(ask("GET", "/__admin-onshore/requests", ""));
    assertThat(requests.path("counts").path("READ").asInt()).isEqualTo(1);
    assertThat(requests.path("latest").get(0).path("authorised").asBoolean()).isFalse();
    assertThat(ask("DELETE", "/__admin-onshore/requests", "").status()).isEqualTo(204);
    assertThat(stage.log().count(Wish.READ)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "throttle, READ",
    "refuse, READ",
    "cut, READ",
    "loseAnswer, READ",
    "slow, READ",
    "garble, READ",
    "quota, WRITE",
    "flipBit, WRITE",
    "cutAnswer, READ"
  })
  void faultMeetsTheRequestsThatItIsAbout(String fault, Wish wish) {
    assertThat(set("{\"fault\":\"" + fault + "\"}").status()).isEqualTo(204);
    assertThat(stage.faults().take(Wish.SIGN_IN)).as("never a sign-in").isEmpty();
    assertThat(stage.faults().take(wish)).isPresent();
    assertThat(stage.faults().pending()).isZero();
  }

  @Test
  void faultCanNameItsOperationAndHowOften() {
    set("{\"fault\":\"throttle\",\"retryAfter\":\"9\",\"operation\":\"sign_in\",\"times\":2}");
    assertThat(stage.faults().take(Wish.READ)).isEmpty();
    assertThat(stage.faults().take(Wish.SIGN_IN)).contains(example.throttled("9"));
    assertThat(stage.faults().pending()).isEqualTo(1);
    assertThat(ask("DELETE", "/__admin-onshore/faults", "").status()).isEqualTo(204);
    assertThat(stage.faults().pending()).isZero();
    assertThat(example.healed).isTrue();
  }

  @Test
  void faultOfStateHappensAtOnce() {
    assertThat(set("{\"fault\":\"melt\"}").status()).isEqualTo(204);
    assertThat(example.melted).isTrue();
    assertThat(stage.faults().pending()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "{\"fault\":\"nonsense\"}",
        "{\"fault\":\"cut\",\"operation\":\"x\"}"
      })
  void faultThatNobodyKnowsIsRefused(String wish) {
    assertThat(set(wish).status()).isEqualTo(400);
    assertThat(stage.faults().pending()).isZero();
  }

  @Test
  void addressThatNobodyKnowsIsNotFound() {
    assertThat(ask("GET", "/__admin-onshore/secrets", "").status()).isEqualTo(404);
    assertThat(ask("DELETE", "/__admin-onshore/objects", "").status()).isEqualTo(404);
  }

  private Answer set(String wish) {
    return ask("POST", "/__admin-onshore/faults", wish);
  }

  private Answer ask(String method, String path, String body) {
    return admin.handle(call(method, path, body));
  }

  private static Call call(String method, String path, String body) {
    return new Call(
        method, "localhost:1", path, Map.of(), Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode json(Answer answer) throws IOException {
    assertThat(answer.status()).isEqualTo(200);
    return JSON.readTree(text(answer));
  }

  private static String text(Answer answer) {
    return new String(((Answer.Body.Bytes) answer.body()).bytes(), StandardCharsets.UTF_8);
  }

  private static final class Silent implements Stage.Refusals {
    @Override
    public Answer answer(Disturbance.Refuse refuse) {
      return Answer.empty(refuse.status());
    }

    @Override
    public String requestIdHeader() {
      return "X-Id";
    }
  }

  private static final class Example implements Shown<Wish> {
    private final List<ShownFile> files = new ArrayList<>();
    private boolean melted;
    private boolean healed;

    @Override
    public String title() {
      return "Example";
    }

    @Override
    public Map<String, String> accounts() {
      return Map.of("clinic", "a clinic & more");
    }

    @Override
    public List<ShownFile> files() {
      return List.copyOf(files);
    }

    @Override
    public int openSessions() {
      return 4;
    }

    @Override
    public Set<Wish> allButSignIn() {
      return EnumSet.of(Wish.READ, Wish.WRITE);
    }

    @Override
    public Set<Wish> carryingBytes() {
      return EnumSet.of(Wish.WRITE);
    }

    @Override
    public Set<Wish> downloading() {
      return EnumSet.of(Wish.READ);
    }

    @Override
    public Disturbance throttled(String retryAfter) {
      return new Disturbance.Refuse(429, "busy", "", Map.of("Retry-After", retryAfter));
    }

    @Override
    public Disturbance full() {
      return new Disturbance.Refuse(507, "full", "", Map.of());
    }

    @Override
    public Optional<Disturbance> own(String fault, JsonNode wish) {
      if (!fault.equals("melt")) {
        throw new IllegalArgumentException("unknown fault");
      }
      melted = true;
      return Optional.empty();
    }

    @Override
    public void heal() {
      healed = true;
    }
  }
}
