package io.onshore.gateway.store.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.connector.Digests;
import io.onshore.gateway.residency.DecisionRecord;
import io.onshore.policy.Situation;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class JsonTest {
  private static String kept() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(JsonTest.class.getResourceAsStream("decision-v1.json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  @Test
  void readsADecisionThatTheFirstVersionWrote() throws IOException {
    DecisionRecord decision = Json.read(kept(), DecisionRecord.class);
    assertThat(Json.write(decision)).isEqualTo(kept());
    assertThat(decision.decision().situation().usPersons12m()).isEqualTo(Situation.UNCOUNTED);
  }

  @Test
  void refusesAFieldThatNobodyKnows() throws IOException {
    String newer = kept().replaceFirst("\\{", "{\"somethingNew\":1,");
    assertThatThrownBy(() -> Json.read(newer, DecisionRecord.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a stored DecisionRecord could not be read");
  }

  @Test
  void refusesADecisionThatLacksAField() throws IOException {
    String poorer = kept().replace("\"dryRun\":false,", "");
    assertThat(poorer).isNotEqualTo(kept());
    assertThatThrownBy(() -> Json.read(poorer, DecisionRecord.class))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void repeatsNothingOfWhatItCouldNotRead() {
    assertThatThrownBy(() -> Json.read("{\"values\":\"very-secret\"}", Digests.class))
        .satisfies(
            failure -> {
              StringWriter trace = new StringWriter();
              failure.printStackTrace(new PrintWriter(trace));
              assertThat(trace.toString()).doesNotContain("very-secret");
            });
  }

  @Test
  void writesSetsInOneOrder() {
    assertThat(Json.write(Set.of("c", "a", "b"))).isEqualTo("[\"a\",\"b\",\"c\"]");
    assertThat(Json.readSet("[\"a\",\"b\"]")).containsExactlyInAnyOrder("a", "b");
    assertThat(Json.readMap(Json.write(Map.of("x", "“1”")))).isEqualTo(Map.of("x", "“1”"));
  }
}
