package io.onshore.policy.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.policy.Rulebook;
import io.onshore.policy.rulebook.ShippedFiles.NamedText;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkedCasesTest {
  private static final Rulebook RULEBOOK = RulebookLoader.shipped();

  static Stream<WorkedCase> cases() {
    return all().stream();
  }

  static List<WorkedCase> all() {
    return Stream.of("residency-scenarios.yaml", "more-scenarios.yaml")
        .flatMap(name -> WorkedCases.read(new NamedText(name, ShippedFiles.text(name))).stream())
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void decidesAsTheCaseSays(WorkedCase workedCase) {
    assertThat(workedCase.differenceUnder(RULEBOOK)).isEmpty();
  }

  @Test
  void readsEveryShippedRule() {
    assertThat(RULEBOOK.rules()).hasSize(95);
    assertThat(RULEBOOK.jurisdictions()).hasSize(24);
  }
}
