package io.onshore.gateway.residency;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.connector.residency.Aspect;
import io.onshore.connector.residency.Observation;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.connector.residency.Strength;
import io.onshore.gateway.destination.Claim;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.doubles.World;
import io.onshore.policy.DataClass;
import io.onshore.policy.Decision;
import io.onshore.policy.Evidence;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.PatientLaw;
import io.onshore.policy.Place;
import io.onshore.policy.PolicyEngine;
import io.onshore.policy.Rulebook;
import io.onshore.policy.Severity;
import io.onshore.policy.Situation;
import io.onshore.policy.rulebook.RulebookLoader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of what providers and papers say. */
class EvidenceToFactsTest {
  private static final Rulebook RULEBOOK = RulebookLoader.shipped();
  private static final LocalDate TODAY = LocalDate.ofInstant(World.START, ZoneOffset.UTC);
  private static final Patient PATIENT =
      new Patient(Optional.of(new JurisdictionId("AU-VIC")), PatientLaw.YES, Optional.empty());

  private final World world = new World();
  private final List<Claim> claims = new ArrayList<>();
  private final List<Observation> observations = new ArrayList<>();
  private Instant observedAt = World.START;

  private void claim(DataClass dataClass, EvidenceGrade grade, LocalDate on, String... places) {
    Set<Place> named = Set.copyOf(Arrays.stream(places).map(Place::new).toList());
    claims.add(new Claim(dataClass, named, grade, on, "clause 4"));
  }

  private void observe(Aspect aspect, Strength strength, String... places) {
    observations.add(new Observation(aspect, Set.of(places), strength, "fake.place", "label"));
  }

  private EvidenceToFacts.Facts translate() {
    StorageDestination plain = world.destination;
    return EvidenceToFacts.translate(
        RULEBOOK,
        world.practice,
        new StorageDestination(
            plain.id(),
            plain.practice(),
            plain.name(),
            plain.connection(),
            plain.location(),
            plain.plan(),
            claims,
            Set.of("DPA"),
            Set.of(),
            Set.of()),
        observations.isEmpty()
            ? Optional.empty()
            : Optional.of(new ResidencyEvidence(observedAt, observations)),
        PATIENT,
        Set.of(),
        List.of(),
        TODAY);
  }

  private Situation situation() {
    return translate().situation();
  }

  private static Set<Place> places(String... codes) {
    return Set.copyOf(Arrays.stream(codes).map(Place::new).toList());
  }

  @Test
  void theBestGradeWins() {
    claim(DataClass.CONTENT, EvidenceGrade.VENDOR_DOC, TODAY, "US");
    claim(DataClass.CONTENT, EvidenceGrade.CONTRACT, TODAY, "NZ");
    assertThat(situation().places(DataClass.CONTENT)).isEqualTo(places("NZ"));
    observe(Aspect.CONTENT, Strength.CONFIGURED, "DE");
    assertThat(situation().places(DataClass.CONTENT)).isEqualTo(places("NZ"));
    observe(Aspect.CONTENT, Strength.REPORTED, "AU");
    assertThat(situation().places(DataClass.CONTENT)).isEqualTo(places("AU"));
    assertThat(translate().evidence())
        .singleElement()
        .satisfies(line -> assertThat(line.grade()).isEqualTo(EvidenceGrade.TENANT_MEASURED));
  }

  @Test
  void atTheSameGradeAllPlacesCount() {
    observe(Aspect.CONTENT, Strength.REPORTED, "AU");
    observe(Aspect.CONTENT, Strength.REPORTED, "IE", "CA");
    assertThat(situation().places(DataClass.CONTENT)).isEqualTo(places("AU", "CA", "IE"));
    assertThat(translate().evidence()).hasSize(2);
  }

  @Test
  void aHintNeverNamesAPlace() {
    observe(Aspect.CONTENT, Strength.INDIRECT, "AU");
    assertThat(situation().places(DataClass.CONTENT)).containsExactly(Place.UNKNOWN);
  }

  @Test
  void aLabelThatNamesNoPlaceIsUnknownAndBeatsPaper() {
    claim(DataClass.CONTENT, EvidenceGrade.CONTRACT, TODAY, "AU");
    observe(Aspect.CONTENT, Strength.REPORTED);
    assertThat(situation().places(DataClass.CONTENT)).containsExactly(Place.UNKNOWN);
  }

  @Test
  void whatNobodySaysIsUnknown() {
    observe(Aspect.CONTENT, Strength.REPORTED, "AU");
    assertThat(situation().places(DataClass.BACKUP)).containsExactly(Place.UNKNOWN);
    assertThat(situation().places(DataClass.METADATA)).containsExactly(Place.UNKNOWN);
    assertThat(situation().places(DataClass.KEYS)).containsExactly(Place.UNKNOWN);
  }

  @Test
  void aStaleReadingIsNotHiddenByAFreshContract() {
    observedAt = World.START.minusSeconds(400L * 24 * 3600);
    observe(Aspect.CONTENT, Strength.REPORTED, "AU");
    claim(DataClass.CONTENT, EvidenceGrade.CONTRACT, TODAY, "AU");
    claim(DataClass.BACKUP, EvidenceGrade.CONTRACT, TODAY, "AU");
    assertThat(situation().evidence())
        .isEqualTo(new Evidence(EvidenceGrade.TENANT_MEASURED, TODAY.minusDays(400)));
  }

  @Test
  void aStaleBackupIsNotHiddenByAFreshReadingOfTheFiles() {
    observe(Aspect.CONTENT, Strength.REPORTED, "AU");
    claim(DataClass.BACKUP, EvidenceGrade.VENDOR_DOC, TODAY.minusDays(2_000), "AU");
    assertThat(situation().evidence())
        .isEqualTo(new Evidence(EvidenceGrade.VENDOR_DOC, TODAY.minusDays(2_000)));
  }

  @Test
  void theWeakerOfTwoFreshProofsCounts() {
    observe(Aspect.CONTENT, Strength.REPORTED, "AU");
    claim(DataClass.BACKUP, EvidenceGrade.VENDOR_STATEMENT, TODAY, "AU");
    assertThat(situation().evidence().grade()).isEqualTo(EvidenceGrade.VENDOR_STATEMENT);
  }

  @Test
  void aProofFromTheFutureIsNotHiddenByAFreshOne() {
    claim(DataClass.CONTENT, EvidenceGrade.VENDOR_DOC, TODAY, "AU");
    claim(DataClass.BACKUP, EvidenceGrade.CONTRACT, TODAY.plusDays(30), "AU");
    assertThat(situation().evidence())
        .isEqualTo(new Evidence(EvidenceGrade.CONTRACT, TODAY.plusDays(30)));
  }

  @Test
  void withoutEvidenceOnTheFilesThereIsNone() {
    claim(DataClass.BACKUP, EvidenceGrade.CONTRACT, TODAY, "AU");
    observe(Aspect.METADATA, Strength.REPORTED, "AU");
    assertThat(situation().evidence()).isEqualTo(Evidence.NONE);
  }

  @Test
  void withoutEvidenceOnTheBackupsThereIsNone() {
    observe(Aspect.CONTENT, Strength.REPORTED, "AU");
    assertThat(situation().evidence()).isEqualTo(Evidence.NONE);
  }

  @Test
  void whereNothingIsKnownNothingIsAllowed() {
    for (String home : List.of("AU", "AU-VIC", "US", "GB", "DE", "CA", "NZ", "CH", "JP", "SG")) {
      Situation nothing =
          situation().toBuilder().practice(new JurisdictionId(home)).patientAtHome().build();
      Decision decision = PolicyEngine.decide(RULEBOOK, nothing);
      assertThat(decision.outcome()).as(home).isGreaterThanOrEqualTo(Severity.WARN);
      assertThat(Verdict.of(decision).word()).as(home).isNotEqualTo(Verdict.Word.OK);
    }
  }

  @Test
  void theKindOfAccountIsNoPlace() {
    observe(Aspect.ACCOUNT, Strength.REPORTED, "AU");
    assertThat(translate().evidence()).isEmpty();
  }

  @Test
  void whatTheGatewayItselfSeesToIsTaken() {
    assertThat(situation().endToEnd()).isTrue();
    assertThat(situation().metadataPlain()).isFalse();
    assertThat(situation().contracts()).containsExactly("DPA");
    assertThat(situation().patient()).contains(new JurisdictionId("AU-VIC"));
    assertThat(situation().evaluatedOn()).isEqualTo(TODAY);
  }
}
