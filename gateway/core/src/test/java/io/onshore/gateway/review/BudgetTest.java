package io.onshore.gateway.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.gateway.consent.Identifiers;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers and dates that cases are opened and due by, and the words that they keep. */
class BudgetTest {
  private static final Budget BUDGET = new Budget(5, 80, 20, 10);

  @ParameterizedTest
  @CsvSource({"100, 5, 4, 0", "100, 6, 1, 1", "19, 19, 0, 0", "300, 15, 12, 0", "300, 15, 13, 1"})
  void aRuleIsOverItsBudgetByMoreThanTheNumberAndOnlyWhenEnoughWasSeen(
      long sends, long interruptions, long overrides, int breaches) {
    assertThat(BUDGET.breaches(new RuleRate("R", sends, interruptions, overrides, Became.NOTHING)))
        .hasSize(breaches);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-26T10:00:00Z, 2026-11-28T00:00:00Z",
    "2026-11-27T10:00:00Z, 2026-12-01T00:00:00Z",
    "2026-11-28T10:00:00Z, 2026-12-01T00:00:00Z"
  })
  void anEmergencyIsDueAtTheEndOfTheNextWorkingDay(Instant opened, Instant due) {
    assertThat(new DueDates(Map.of(), ZoneOffset.UTC).of(ReviewCase.Kind.EMERGENCY_SENT, opened))
        .isEqualTo(due);
  }

  @Test
  void daysAreThoseOfThePracticesZone() {
    // It is Friday in Melbourne already.
    Instant opened = Instant.parse("2026-11-26T14:00:00Z");
    assertThat(
            new DueDates(Map.of(), ZoneId.of("Australia/Melbourne"))
                .of(ReviewCase.Kind.EMERGENCY_SENT, opened))
        .isEqualTo(Instant.parse("2026-11-30T13:00:00Z"));
  }

  @Test
  void whatMayTellWhoAPatientIsIsTakenOutOfReasons() {
    assertThat(
            Identifiers.scrubbed(
                "told j.doe@example.org on 3/4/1956, MRN 123-456-7890; ward 12, room 3"))
        .isEqualTo("told [removed] on [removed], MRN [removed]; ward 12, room 3");
  }
}
