package io.onshore.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What many statements come to. */
class WeighingTest {
  private static final LocalDate TODAY = SmallRulebook.TODAY;

  private final List<EvidenceLine> lines = new ArrayList<>();

  private void say(DataClass about, EvidenceGrade grade, String source, String... places) {
    lines.add(new EvidenceLine(about, places(places), grade, TODAY, source, ""));
  }

  private static Set<Place> places(String... codes) {
    return Arrays.stream(codes).map(Place::new).collect(Collectors.toSet());
  }

  private Weighing weighed(LocalDate day) {
    return Weighing.of(SmallRulebook.builder().build(), lines, day);
  }

  private Evidence evidence() {
    return weighed(TODAY).evidence();
  }

  private void supersededPress(String place) {
    lines.add(
        new EvidenceLine(
            DataClass.CONTENT,
            places(place),
            EvidenceGrade.VENDOR_DOC,
            TODAY,
            Optional.empty(),
            true,
            "press, 2014",
            ""));
  }

  @Test
  void aReadingOutranksAContractAndTheContractIsKeptForShowing() {
    say(DataClass.CONTENT, EvidenceGrade.CONTRACT, "clause 4", "AU");
    say(DataClass.CONTENT, EvidenceGrade.TENANT_MEASURED, "api", "US");

    assertThat(weighed(TODAY).places(DataClass.CONTENT)).isEqualTo(places("US"));
    assertThat(weighed(TODAY).others())
        .extracting(EvidenceLine::source)
        .containsExactly("clause 4");
  }

  @Test
  void goodProofsThatContradictEachOtherAreAConflict() {
    say(DataClass.CONTENT, EvidenceGrade.CONTRACT, "clause 4", "AU");
    say(DataClass.CONTENT, EvidenceGrade.TENANT_MEASURED, "api", "US");

    assertThat(evidence().conflicting()).containsExactly(DataClass.CONTENT);
    assertThat(evidence().contested()).isEmpty();
  }

  @Test
  void aWeakerProofOnlyContests() {
    say(DataClass.CONTENT, EvidenceGrade.CONTRACT, "clause 4", "AU");
    say(DataClass.CONTENT, EvidenceGrade.THIRD_PARTY, "blog", "US");

    assertThat(evidence().conflicting()).isEmpty();
    assertThat(evidence().contested()).containsExactly(DataClass.CONTENT);
  }

  @Test
  void aPartOfACountryAgreesWithTheCountry() {
    say(DataClass.CONTENT, EvidenceGrade.CONTRACT, "clause 4", "AU");
    say(DataClass.CONTENT, EvidenceGrade.TENANT_MEASURED, "api", "AU-NSW");

    assertThat(evidence().conflicting()).isEmpty();
  }

  @Test
  void oneMorePlaceIsAContradiction() {
    say(DataClass.CONTENT, EvidenceGrade.CONTRACT, "clause 4", "AU");
    say(DataClass.CONTENT, EvidenceGrade.TENANT_MEASURED, "api", "AU", "US");

    assertThat(evidence().conflicting()).containsExactly(DataClass.CONTENT);
  }

  @Test
  void severalLinesOfOneSourceDoNotContradictEachOther() {
    say(DataClass.CONTENT, EvidenceGrade.TENANT_MEASURED, "api", "AU");
    say(DataClass.CONTENT, EvidenceGrade.TENANT_MEASURED, "api", "US");

    assertThat(weighed(TODAY).places(DataClass.CONTENT)).isEqualTo(places("AU", "US"));
    assertThat(evidence().conflicting()).isEmpty();
  }

  @Test
  void whatIsSupersededNeitherCountsNorContradicts() {
    supersededPress("AU");
    say(DataClass.CONTENT, EvidenceGrade.VENDOR_STATEMENT, "help page", "US");

    assertThat(weighed(TODAY).places(DataClass.CONTENT)).isEqualTo(places("US"));
    assertThat(evidence().contested()).isEmpty();
    assertThat(weighed(TODAY).others()).hasSize(1);
  }

  @Test
  void onlySupersededStatementsLeaveThePlaceUnknown() {
    supersededPress("AU");

    assertThat(weighed(TODAY).places(DataClass.CONTENT)).containsExactly(Place.UNKNOWN);
  }

  @Test
  void whatIsKnownBesideTheFilesGrowsStaleByTheClockAlone() {
    say(DataClass.METADATA, EvidenceGrade.CONTRACT, "clause 4", "AU");

    assertThat(weighed(TODAY.plusDays(365)).evidence().stale()).isEmpty();
    assertThat(weighed(TODAY.plusDays(366)).evidence().stale()).containsExactly(DataClass.METADATA);
  }

  @Test
  void anAttestationEndsOnItsOwnDay() {
    for (DataClass about : List.of(DataClass.CONTENT, DataClass.BACKUP)) {
      lines.add(
          new EvidenceLine(
              about,
              places("AU"),
              EvidenceGrade.CONTRACT,
              TODAY,
              Optional.of(TODAY.plusDays(10)),
              false,
              "admin centre",
              ""));
    }

    assertThat(evidence().validUntil()).contains(TODAY.plusDays(10));
    assertThat(lines.getFirst().overAgeDays(365, TODAY.plusDays(10))).isNegative();
    assertThat(lines.getFirst().overAgeDays(365, TODAY.plusDays(11))).isPositive();
  }
}
