package io.onshore.gateway.residency;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.connector.residency.AccountKind;
import io.onshore.connector.residency.Aspect;
import io.onshore.connector.residency.DestinationIdentity;
import io.onshore.connector.residency.Observation;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.connector.residency.Strength;
import io.onshore.gateway.destination.Claim;
import io.onshore.gateway.destination.Paper;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.dossier.Attestation;
import io.onshore.gateway.dossier.Dossier;
import io.onshore.gateway.dossier.Pin;
import io.onshore.gateway.doubles.World;
import io.onshore.policy.DataClass;
import io.onshore.policy.Decision;
import io.onshore.policy.Evidence;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.Identity;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.PatientLaw;
import io.onshore.policy.Place;
import io.onshore.policy.PolicyEngine;
import io.onshore.policy.Rulebook;
import io.onshore.policy.Severity;
import io.onshore.policy.Situation;
import io.onshore.policy.claim.Claims;
import io.onshore.policy.claim.Offer;
import io.onshore.policy.claim.Origin;
import io.onshore.policy.claim.PublishedClaim;
import io.onshore.policy.rulebook.RulebookLoader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
  private final List<Paper> papers = new ArrayList<>(List.of(Paper.of(Paper.Sort.CONTRACT, "DPA")));
  private Instant observedAt = World.START;
  private DestinationIdentity identity = DestinationIdentity.UNTOLD;
  private Optional<String> offer = Optional.empty();
  private Claims published = Claims.of("test", TODAY, List.of());
  private Dossier dossier = Dossier.EMPTY;
  private Set<String> keyServers = Set.of();

  private void claim(DataClass dataClass, EvidenceGrade grade, LocalDate on, String... places) {
    Set<Place> named = Set.copyOf(Arrays.stream(places).map(Place::new).toList());
    claims.add(new Claim(dataClass, named, grade, on, Optional.empty(), "clause 4"));
  }

  private void observe(Aspect aspect, Strength strength, String... places) {
    observations.add(new Observation(aspect, Set.of(places), strength, "fake.place", "label"));
  }

  private EvidenceToFacts.Facts translate() {
    StorageDestination plain = world.destination;
    return EvidenceToFacts.translate(
        RULEBOOK,
        new EvidenceToFacts.Sources(
            world.practice,
            new StorageDestination(
                plain.id(),
                plain.practice(),
                plain.name(),
                plain.connection(),
                plain.location(),
                plain.plan(),
                offer,
                claims,
                papers),
            published,
            dossier,
            observations.isEmpty() && identity.equals(DestinationIdentity.UNTOLD)
                ? Optional.empty()
                : Optional.of(new ResidencyEvidence(observedAt, observations, identity, List.of())),
            Set.of(new Place("AU-NSW"))),
        new Push(PATIENT, Set.of(), keyServers, List.of()),
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
    assertThat(translate().weighing().used())
        .singleElement()
        .satisfies(line -> assertThat(line.grade()).isEqualTo(EvidenceGrade.TENANT_MEASURED));
  }

  @Test
  void atTheSameGradeAllPlacesCount() {
    observe(Aspect.CONTENT, Strength.REPORTED, "AU");
    observe(Aspect.CONTENT, Strength.REPORTED, "IE", "CA");
    assertThat(situation().places(DataClass.CONTENT)).isEqualTo(places("AU", "CA", "IE"));
    assertThat(translate().weighing().used()).hasSize(2);
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
    assertThat(situation().places(DataClass.SUPPORT)).containsExactly(Place.UNKNOWN);
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
    assertThat(translate().weighing().used()).isEmpty();
  }

  @Test
  void whatTheGatewayItselfSeesToIsTaken() {
    assertThat(situation().endToEnd()).isTrue();
    assertThat(situation().metadataPlain()).isFalse();
    assertThat(situation().contracts()).containsExactly("DPA");
    assertThat(situation().patient()).contains(new JurisdictionId("AU-VIC"));
    assertThat(situation().evaluatedOn()).isEqualTo(TODAY);
  }

  private void told(AccountKind account, String owner) {
    identity =
        new DestinationIdentity(
            account, Optional.of("tenant-1"), Optional.of("folder-1"), Optional.of(owner));
  }

  private void approved(AccountKind account, String owner) {
    dossier =
        new Dossier(
            List.of(),
            List.of(),
            Map.of(
                World.DESTINATION,
                new Pin(
                    World.PRACTICE,
                    World.DESTINATION,
                    new DestinationIdentity(
                        account,
                        Optional.of("tenant-1"),
                        Optional.of("folder-1"),
                        Optional.of(owner)),
                    "sub-admin",
                    World.START)));
  }

  @Test
  void theOwnerThatWasApprovedIsApprovedAndAnotherIsAChange() {
    approved(AccountKind.ORGANISATION, "ann");
    told(AccountKind.ORGANISATION, "ann");
    assertThat(situation().identity()).isEqualTo(Identity.APPROVED);
    told(AccountKind.ORGANISATION, "bob");
    assertThat(situation().identity()).isEqualTo(Identity.CHANGED);
  }

  @Test
  void whatIsNotToldAnyMoreIsNoChange() {
    approved(AccountKind.ORGANISATION, "ann");
    identity =
        new DestinationIdentity(
            AccountKind.UNKNOWN, Optional.of("tenant-1"), Optional.empty(), Optional.empty());
    assertThat(situation().identity()).isEqualTo(Identity.APPROVED);
    assertThat(situation().account()).isEqualTo(io.onshore.policy.AccountKind.ORGANISATION);
  }

  @Test
  void aContractCoversAPersonalAccountOnlyIfItNamesThePlan() {
    told(AccountKind.PERSONAL, "ann");
    assertThat(situation().contracts()).isEmpty();
    papers.add(
        new Paper(
            Paper.Sort.CONTRACT,
            "BAA",
            Optional.of("Any Plan"),
            Optional.empty(),
            Optional.empty()));
    assertThat(situation().contracts()).containsExactly("BAA");
  }

  @Test
  void aPaperCountsForItsPlanAndBetweenItsDays() {
    papers.clear();
    papers.add(
        new Paper(
            Paper.Sort.CONTRACT,
            "OTHER_PLAN",
            Optional.of("another plan"),
            Optional.empty(),
            Optional.empty()));
    papers.add(
        new Paper(
            Paper.Sort.CONTRACT,
            "NOT_YET",
            Optional.empty(),
            Optional.of(TODAY.plusDays(1)),
            Optional.empty()));
    papers.add(
        new Paper(
            Paper.Sort.CONTRACT,
            "OVER",
            Optional.empty(),
            Optional.empty(),
            Optional.of(TODAY.minusDays(1))));
    papers.add(
        new Paper(
            Paper.Sort.CONTRACT,
            "GOOD",
            Optional.of("any plan"),
            Optional.of(TODAY),
            Optional.of(TODAY)));
    assertThat(situation().contracts()).containsExactly("GOOD");
  }

  @Test
  void anAttestationIsBetterThanAStatementAndWorseThanADocument() {
    Claim attested =
        new Claim(
            DataClass.CONTENT,
            places("AU"),
            EvidenceGrade.ADMIN_ATTESTATION,
            TODAY,
            Optional.of(TODAY.plusDays(90)),
            "admin centre");
    dossier =
        new Dossier(
            List.of(),
            List.of(
                new Attestation(
                    "att_1",
                    World.PRACTICE,
                    World.DESTINATION,
                    attested,
                    new Attestation.Attachment("image/png", "00", 1),
                    "sub-admin",
                    World.START)),
            Map.of());
    claim(DataClass.CONTENT, EvidenceGrade.VENDOR_STATEMENT, TODAY, "US");
    assertThat(situation().places(DataClass.CONTENT)).isEqualTo(places("AU"));
    claim(DataClass.CONTENT, EvidenceGrade.VENDOR_DOC, TODAY, "NZ");
    assertThat(situation().places(DataClass.CONTENT)).isEqualTo(places("NZ"));
  }

  @Test
  void whatIsPubliclySaidOfTheOfferIsEvidence() {
    offer = Optional.of("box-zones-au");
    published =
        Claims.of(
            "test",
            TODAY,
            List.of(
                new Offer(
                    "box-zones-au",
                    "box",
                    "Box",
                    "Enterprise",
                    Optional.empty(),
                    io.onshore.policy.AccountKind.ORGANISATION,
                    Set.of(),
                    Set.of("BAA_OFFERED"),
                    List.of(),
                    List.of(
                        new PublishedClaim(
                            "c1",
                            DataClass.BACKUP,
                            places("AU"),
                            EvidenceGrade.VENDOR_DOC,
                            new Origin(
                                "Box",
                                "Zones",
                                "https://box.example/zones",
                                Optional.empty(),
                                "copies stay in the zone",
                                Optional.empty(),
                                Optional.empty()),
                            TODAY,
                            Optional.empty(),
                            Optional.empty())))));
    assertThat(situation().places(DataClass.BACKUP)).isEqualTo(places("AU"));
    assertThat(situation().certifications()).containsExactly("BAA_OFFERED");
    assertThat(situation().account()).isEqualTo(io.onshore.policy.AccountKind.ORGANISATION);
  }

  @Test
  void aKeyServerThatTheEnvelopeNamesCountsWithItsPlace() {
    assertThat(situation().places(DataClass.KEYS)).isEqualTo(places("AU"));
    keyServers = Set.of("keys.example");
    assertThat(situation().places(DataClass.KEYS)).isEqualTo(places("AU", "US"));
    keyServers = Set.of("elsewhere.example");
    assertThat(situation().places(DataClass.KEYS)).isEqualTo(places("AU", "ZZ"));
  }

  @Test
  void theGatewaysOwnPlaceIsPartOfThePath() {
    assertThat(situation().places(DataClass.GATEWAY)).isEqualTo(places("AU-NSW"));
  }
}
