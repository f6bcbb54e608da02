package io.onshore.policy.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.policy.Binding;
import io.onshore.policy.DataClass;
import io.onshore.policy.Decision;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.Finding;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.Place;
import io.onshore.policy.PolicyEngine;
import io.onshore.policy.Rulebook;
import io.onshore.policy.Severity;
import io.onshore.policy.Situation;
import io.onshore.policy.Weighing;
import io.onshore.policy.claim.Offer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the READMEs show is what runs here. */
class ReadmeTest {
  @Test
  void decidesAsTheReadmeShows() {
    LocalDate today = LocalDate.of(2026, 11, 22);
    // readme
    Rulebook rulebook = RulebookLoader.shipped();
    Situation situation =
        Situation.of(new JurisdictionId("AU-NSW"), today)
            .patientAtHome()
            .places(DataClass.CONTENT, "AU-NSW")
            .places(DataClass.BACKUP, "AU-VIC")
            .places(DataClass.KEYS, "AU")
            .endToEnd(true)
            .contracts("DPA")
            .evidence(EvidenceGrade.CONTRACT, today)
            .build();
    Decision decision = Binding.enforce().applyTo(PolicyEngine.decide(rulebook, situation));
    // readme

    assertThat(decision.outcome()).isEqualTo(Severity.WARN);
    assertThat(decision.findings())
        .extracting(Finding::ruleId)
        .contains("REACH-UNKNOWN", "META-PLAINTEXT", "AU-NSW-HPP14-MET");
  }

  @Test
  void theReadmesShowWhatRuns() throws IOException {
    String snippet = snippet("readme");

    assertThat(snippet).contains("RulebookLoader.shipped()");
    for (String readme : List.of("README.md", "../engine/README.md")) {
      assertThat(Files.readString(Path.of(readme))).as(readme).contains(snippet);
    }
  }

  @Test
  void fiveLinesDecideByWhatIsPubliclySaid() {
    LocalDate today = LocalDate.of(2026, 11, 22);
    // five lines
    Rulebook rulebook = RulebookLoader.shipped();
    Offer offer = ClaimsLoader.shipped().offer("onedrive-m365-au").orElseThrow();
    Situation.Builder push = Situation.of(new JurisdictionId("AU"), today).endToEnd(true);
    Weighing weighing = Weighing.of(rulebook, offer.lines(), today);
    Decision decision = PolicyEngine.decide(rulebook, weighing.applyTo(push).build());
    // five lines

    assertThat(decision.situation().places(DataClass.CONTENT)).containsExactly(new Place("AU"));
    assertThat(decision.outcome()).isEqualTo(Severity.HOLD);
    assertThat(decision.findings().getFirst().ruleId()).isEqualTo("AU-APP8-NO-CONTRACT");
  }

  @Test
  void theReadmeShowsTheFiveLinesAndTheDependencyThatTheyNeed() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String snippet = snippet("five lines");

    assertThat(snippet.lines()).hasSize(5);
    assertThat(readme).contains("```java\n" + snippet + "\n```");
    String pom = Files.readString(Path.of("pom.xml"));
    for (String name : List.of("groupId", "artifactId", "version")) {
      String element = readme.split("</?" + name + ">", -1)[1];
      assertThat(pom).contains("<%s>%s</%s>".formatted(name, element, name));
    }
  }

  @Test
  void theReadmeListsEveryFactThatConditionsCanName() throws IOException {
    String readme = Files.readString(Path.of("README.md"));

    assertThat(CelConditions.factNames())
        .allSatisfy(fact -> assertThat(readme).contains("`" + fact + "`"));
  }

  /** What stands between two comments of that name in this file. */
  private static String snippet(String name) throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/io/onshore/policy/rulebook/ReadmeTest.java"));
    return source.split("    // " + name + "\n", -1)[1].stripTrailing().stripIndent();
  }
}
