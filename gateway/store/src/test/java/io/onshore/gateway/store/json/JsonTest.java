package io.onshore.gateway.store.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.onshore.connector.Digests;
import io.onshore.connector.residency.DestinationIdentity;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.gateway.residency.DecisionRecord;
import io.onshore.gateway.rules.HouseText;
import io.onshore.gateway.rules.PracticeRules;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.policy.AccountKind;
import io.onshore.policy.Action;
import io.onshore.policy.DataClass;
import io.onshore.policy.Identity;
import io.onshore.policy.Severity;
import io.onshore.policy.Situation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonTest {
  private static final ObjectMapper TREES = new ObjectMapper();

  @Test
  void readsADecisionThatTheFirstVersionWrote() throws IOException {
    DecisionRecord decision = Json.read(Golden.text("decision-v1.json"), DecisionRecord.class);
    assertThat(decision.others()).isEmpty();
    assertThat(decision.tried()).isEmpty();
    assertThat(decision.base()).isEqualTo("sha256:1234");
    assertThat(decision.rulesVersion()).isEmpty();
    assertThat(decision.evidence())
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.validUntil()).isEmpty();
              assertThat(line.superseded()).isFalse();
              assertThat(line.rawLabel()).isEqualTo("AUS");
            });
    Situation situation = decision.decision().situation();
    assertThat(situation.account()).isEqualTo(AccountKind.UNKNOWN);
    assertThat(situation.identity()).isEqualTo(Identity.UNKNOWN);
    assertThat(situation.usPersons12m()).isEqualTo(Situation.UNCOUNTED);
    assertThat(situation.evidence().validUntil()).isEmpty();
    assertThat(situation.evidence().stale()).isEmpty();
    assertThat(situation.evidence().conflicting()).isEmpty();
    assertThat(situation.evidence().contested()).isEmpty();
    assertContains(
        TREES.readTree(Json.write(decision)), TREES.readTree(Golden.text("decision-v1.json")));
  }

  /** All that was written is still there; fields were only added. */
  private static void assertContains(JsonNode now, JsonNode then) {
    if (!then.isObject() && !then.isArray()) {
      assertThat(now).isEqualTo(then);
      return;
    }
    if (then.isArray()) {
      assertThat(now).hasSameSizeAs(then);
      for (int i = 0; i < then.size(); i++) {
        assertContains(now.path(i), then.path(i));
      }
    }
    then.properties().forEach(each -> assertContains(now.path(each.getKey()), each.getValue()));
  }

  @Test
  void readsADecisionThatTheSecondVersionWrote() {
    String kept = Golden.text("decision-v2.json");
    DecisionRecord decision = Json.read(kept, DecisionRecord.class);
    assertThat(Json.write(decision)).isEqualTo(kept);
    assertThat(decision.rulesVersion()).contains(3);
    assertThat(decision.decision().situation().evidence().contested())
        .containsExactly(DataClass.BACKUP);
    assertThat(decision.others()).singleElement().matches(line -> line.superseded());
  }

  @Test
  void readsEvidenceOfBothVersions() {
    ResidencyEvidence first = Json.read(Golden.text("evidence-v1.json"), ResidencyEvidence.class);
    assertThat(first.observations()).hasSize(2);
    assertThat(first.identity()).isEqualTo(DestinationIdentity.UNTOLD);
    assertThat(first.answers()).isEmpty();
    assertThat(Json.read(Json.write(first), ResidencyEvidence.class)).isEqualTo(first);

    ResidencyEvidence second = Json.read(Golden.text("evidence-v2.json"), ResidencyEvidence.class);
    assertThat(second.identity().owner()).contains("owner-1");
    assertThat(second.answers()).hasSize(2);
    assertThat(Json.read(Json.write(second), ResidencyEvidence.class)).isEqualTo(second);
  }

  @Test
  void readsASealOfBothVersions() {
    assertThat(Json.read(Golden.text("seal-v1.json"), Transfer.Seal.class))
        .isEqualTo(new Transfer.Seal("OPENPGP", true, "an OpenPGP message", Set.of()));
    Transfer.Seal named =
        new Transfer.Seal("CMS", false, "a CMS message", Set.of("kms.example", "b.example"));
    assertThat(Json.read(Golden.text("seal-v2.json"), Transfer.Seal.class)).isEqualTo(named);
    assertThat(Json.read(Json.write(named), Transfer.Seal.class)).isEqualTo(named);
  }

  @Test
  void readsRulesOfAPractice() {
    PracticeRules rules =
        new PracticeRules(
            Map.of(Severity.WARN, Action.HOLD, Severity.NOTICE, Action.BLOCK),
            List.of(new HouseText("a", "b: “c”\n", HouseText.Mode.ON_TRIAL)));
    String text =
        "{\"raised\":{\"NOTICE\":\"BLOCK\",\"WARN\":\"HOLD\"},"
            + "\"texts\":[{\"name\":\"a\",\"text\":\"b: “c”\\n\",\"mode\":\"ON_TRIAL\"}]}";
    assertThat(Json.write(rules)).isEqualTo(text);
    assertThat(Json.read(text, PracticeRules.class)).isEqualTo(rules);
  }

  @Test
  void refusesAFieldThatNobodyKnows() {
    for (String name : List.of("decision-v1.json", "decision-v2.json")) {
      String newer = Golden.text(name).replaceFirst("\\{", "{\"somethingNew\":1,");
      assertThatThrownBy(() -> Json.read(newer, DecisionRecord.class))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("a stored DecisionRecord could not be read");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "decision-v1.json | \"dryRun\":false,",
        "decision-v1.json | \"rulebookDigest\":\"sha256:1234\",",
        "decision-v2.json | \"dryRun\":false,",
        "decision-v2.json | \"rulesVersion\":3,",
        "decision-v2.json | \"base\":\"sha256:5678\",",
        "decision-v2.json | \"account\":\"ORGANISATION\",\"identity\":\"APPROVED\",",
        "decision-v2.json | \"contested\":[\"BACKUP\"]",
        "decision-v2.json | ,\"superseded\":true",
      })
  void refusesADecisionThatLacksAField(String name, String field) {
    String poorer = Golden.text(name).replace(field, "").replace(",}", "}");
    assertThat(poorer).isNotEqualTo(Golden.text(name));
    assertThatThrownBy(() -> Json.read(poorer, DecisionRecord.class))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesEvidenceThatLacksOneOfTheNewFields() {
    String poorer = Golden.text("evidence-v1.json").replaceFirst("\\{", "{\"answers\":[],");
    assertThatThrownBy(() -> Json.read(poorer, ResidencyEvidence.class))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void repeatsNothingOfWhatItCouldNotRead() {
    assertRepeatsNothing("{\"values\":\"very-secret\"}", Digests.class);
    assertRepeatsNothing("{\"kind\":\"very-secret\"}", Transfer.Seal.class);
  }

  private static void assertRepeatsNothing(String json, Class<?> type) {
    assertThatThrownBy(() -> Json.read(json, type))
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
    assertThat(Json.readMap(Json.write(Map.of()))).isEqualTo(Map.of());
  }
}
