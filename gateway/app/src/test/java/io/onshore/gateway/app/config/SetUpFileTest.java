package io.onshore.gateway.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.connector.ConnectorException;
import io.onshore.connector.SettingSpec;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.practice.SealRecipient;
import io.onshore.gateway.rules.RulesRefused;
import io.onshore.policy.Situation;
import io.onshore.policy.rulebook.ClaimsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetUpFileTest {
  private static final SettingSpec SECRET = SettingSpec.secret("client-secret", "A secret.");
  private static final SettingSpec GRAPH = SettingSpec.required("graph-url", "An address.");

  @TempDir Path folder;

  private SetUp read(String yaml) throws IOException {
    return new SetUpFile(
            name ->
                Optional.of("from the environment").filter(ignored -> name.equals("THE_SECRET")),
            Map.of("onedrive", Map.of("graph-url", "http://default.example")),
            ClaimsLoader.shipped())
        .read("setup.yaml", yaml);
  }

  private static String practice(String connections, String destinations) {
    return """
    practices:
      - id: harbour
        name: Harbour Street Clinic
        jurisdiction: AU-VIC
        members:
          - {login: clara, roles: [clinician]}
        connections:
          %s
        destinations:
          %s
    """
        .formatted(connections, destinations);
  }

  @Test
  void readsTheBundledDemo() throws IOException {
    // The double of Google leaves a key where the demo's set-up looks for it; here a file stands
    // in.
    Path key = Files.writeString(folder.resolve("key.json"), "{}");
    SetUp demo =
        read(
            Files.readString(Path.of("src/main/resources/demo/setup.yaml"))
                .replaceAll("file: [^}]*demo-key\\.json", "file: " + key));

    for (String practice : List.of("harbour", "thames", "lakeside")) {
      assertThat(demo.destinations(new PracticeId(practice)))
          .extracting(each -> each.connection().provider().value())
          .contains("box", "dropbox", "google-drive", "onedrive");
    }
    assertThat(demo.memberships("connie-compliance")).hasSize(1);
  }

  @Test
  void knowsEveryConnectionAlsoOneThatNoDestinationUses() throws IOException {
    SetUp setUp =
        read(
            practice(
                """
                - {id: one, provider: folder}
                      - {id: two, provider: onedrive}
                """
                    .strip(),
                "- {id: a, name: A, connection: one}"));
    PracticeId harbour = new PracticeId("harbour");

    assertThat(setUp.connections(harbour))
        .extracting(each -> each.id())
        .containsExactly("one", "two");
    assertThat(setUp.connection(new PracticeId("another"), "one")).isEmpty();
    assertThat(setUp.destinations(setUp.connection(harbour, "one").orElseThrow()))
        .containsExactly(new DestinationId("a"));
    assertThat(setUp.destinations(setUp.connection(harbour, "two").orElseThrow())).isEmpty();
  }

  @Test
  void refusesAConnectionThatStandsTwice() {
    assertThatThrownBy(
            () ->
                read(
                    practice(
                        """
                        - {id: one, provider: folder}
                              - {id: one, provider: onedrive}
                        """
                            .strip(),
                        "- {id: a, name: A, connection: one}")))
        .isInstanceOf(RulesRefused.class)
        .hasMessageContaining("connection `one`: it stands twice");
  }

  @Test
  void takesSecretsFromTheEnvironmentAndFromFiles() throws IOException, ConnectorException {
    Path secret = Files.writeString(folder.resolve("secret"), "from a file\n");
    SetUp setUp =
        read(
            practice(
                """
                - {id: one, provider: onedrive, settings: {client-secret: {env: THE_SECRET}}}
                      - {id: two, provider: onedrive, settings: {client-secret: {file: "%s"}, graph-url: "http://own.example"}}
                """
                    .formatted(secret)
                    .strip(),
                """
                - {id: a, name: A, connection: one}
                      - {id: b, name: B, connection: two}
                """
                    .strip()));

    StorageDestination a = destination(setUp, "a");
    StorageDestination b = destination(setUp, "b");
    assertThat(a.connection().settings().require(SECRET)).isEqualTo("from the environment");
    assertThat(a.connection().settings().require(GRAPH)).isEqualTo("http://default.example");
    assertThat(b.connection().settings().require(SECRET)).isEqualTo("from a file");
    assertThat(b.connection().settings().require(GRAPH)).isEqualTo("http://own.example");
    assertThat(setUp.toString()).doesNotContain("from the environment", "from a file");
  }

  private static StorageDestination destination(SetUp setUp, String id) {
    return setUp.destination(new PracticeId("harbour"), new DestinationId(id)).orElseThrow();
  }

  @Test
  void whatWasNotCountedIsNotCountedAsNone() throws IOException {
    SetUp setUp = read(practice("[]", "[]"));

    assertThat(setUp.practice(new PracticeId("harbour")).orElseThrow().usPersonsPastYear())
        .isEqualTo(Situation.UNCOUNTED);
  }

  @Test
  void namesEveryProblemAtOnce() {
    assertThatThrownBy(
            () ->
                read(
                    practice(
                        "- {id: one, provider: onedrive, settings: {client-secret: {env:"
                            + " NOT_SET}}}",
                        "- {id: a, name: A, connection: nowhere}")))
        .hasMessageContaining("environment variable `NOT_SET` is not set")
        .hasMessageContaining("there is no connection `nowhere`");
  }

  @Test
  void refusesPaperThatClaimsToBeAMeasurement() {
    assertThatThrownBy(
            () ->
                read(
                    practice(
                        "- {id: one, provider: folder}",
                        "- {id: a, name: A, connection: one, claims: [{about: CONTENT, places:"
                            + " [AU], grade: TENANT_MEASURED, verified-on: 2026-11-01, source:"
                            + " paper}]}")))
        .hasMessageContaining("only the provider's own answer is");
  }

  @Test
  void refusesWordsThatItDoesNotKnow() {
    assertThatThrownBy(() -> read("practices:\n  - id: x\n    nmae: typo\n"))
        .hasMessageContaining("`nmae` is not known here; known are")
        .hasMessageNotContaining("io.onshore");
    assertThatThrownBy(() -> read("practices:\n  - id: x\n    sector: secret\n"))
        .hasMessageContaining("`practices.[0].sector` cannot be understood")
        .hasMessageNotContaining("io.onshore");
    assertThatThrownBy(() -> read(practice("[]", "[]").replace("[clinician]", "[clinicain]")))
        .hasMessageContaining("unknown role `clinicain`");
  }

  @Test
  void refusesTheSameDestinationTwice() {
    assertThatThrownBy(
            () ->
                read(
                    practice(
                        "- {id: one, provider: folder}",
                        """
                        - {id: a, name: A, connection: one}
                              - {id: a, name: B, connection: one}
                        """
                            .strip())))
        .hasMessageContaining("destination `a`: it stands twice");
  }

  private static final String PUBLIC =
      "age1vp8hwq4aaajfjeda484muchm0mjlrfmvmnyxdymy447zy0kuef0skkwzn0";

  private static String withRecipients(String recipients) {
    return practice("[]", "[]").replace("members:", "recipients: " + recipients + "\n    members:");
  }

  @Test
  void knowsThePublicKeysOfAPractice() throws IOException {
    PracticeId harbour = new PracticeId("harbour");

    assertThat(
            read(withRecipients("[" + PUBLIC + "]")).practice(harbour).orElseThrow().recipients())
        .containsExactly(new SealRecipient(PUBLIC));
    assertThat(read(practice("[]", "[]")).practice(harbour).orElseThrow().recipients()).isEmpty();
  }

  @Test
  void refusesASecretKeyWithoutRepeatingIt() {
    String secret = "AGE-SECRET-KEY-1QQQSYQCYQ5RQWZQFPG9SCRGWPUGPZYSNZS23V9CCRYDPK8QARC0SK2HT7V";

    assertThatThrownBy(() -> read(withRecipients("[" + secret + "]")))
        .isInstanceOf(RulesRefused.class)
        .hasMessageContaining("practice `harbour`: `recipients`: a secret key stands there")
        .hasMessageNotContaining(secret)
        .hasMessageNotContaining(secret.substring(15));
  }
}
