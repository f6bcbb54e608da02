package io.onshore.policy.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.policy.JurisdictionId;
import io.onshore.policy.Source;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How long jurisdictions want records kept. */
class RetentionLoaderTest {
  private static final String GOOD =
      """
      presets:
        - {jurisdiction: US, years: 6, grade: STATUTE, url: here, quote: "six years", note: x}
      """;

  private static void assertRefused(String yaml, String because) {
    assertThatThrownBy(() -> RetentionLoader.of(yaml))
        .isInstanceOf(RulebookRefused.class)
        .hasMessageContaining(because);
  }

  @Test
  void readsThePresetsThatComeWithIt() {
    RetentionPreset preset =
        Objects.requireNonNull(RetentionLoader.shipped().get(new JurisdictionId("US")));
    assertThat(preset.years()).isEqualTo(6);
    assertThat(preset.quote().orElseThrow()).contains("for 6 years from the date");
    assertThat(RetentionLoader.shipped().values())
        .allMatch(each -> each.quote().isPresent() || each.grade() == Source.Grade.UNSOURCED)
        .extracting(each -> each.jurisdiction().value())
        .containsExactlyInAnyOrder("US", "AU", "AU-ACT", "AU-NSW", "AU-VIC");
  }

  @Test
  void refusesWhatWouldDisposeOfTooMuch() {
    assertThat(RetentionLoader.of(GOOD)).hasSize(1);
    assertRefused(GOOD.replace("years: 6", "years: 0"), "years");
    assertRefused(GOOD.replace("years: 6", "years: \"6\""), "years");
    assertRefused(GOOD.replace("years: 6, ", ""), "years");
    assertRefused(GOOD + GOOD.substring(GOOD.indexOf("  -")), "two periods");
    assertRefused("presets: []", "no preset");
    assertRefused("- no", "no named values");
  }

  @Test
  void refusesASourceWithoutItsWords() {
    assertRefused(GOOD.replace("quote: \"six years\", ", ""), "quote");
    assertRefused(GOOD.replace("STATUTE", "UNSOURCED"), "quote");
    assertRefused(GOOD.replace("STATUTE", "HEARSAY"), "grade");
    assertRefused(GOOD.replace("note: x", "note: x, remark: y"), "remark");
  }
}
