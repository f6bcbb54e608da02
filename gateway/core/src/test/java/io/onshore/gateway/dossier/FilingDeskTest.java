package io.onshore.gateway.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.destination.Claim;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.Paper;
import io.onshore.gateway.doubles.SampleFiles;
import io.onshore.gateway.doubles.World;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.policy.DataClass;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.Place;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What people put on file, and the files that waited for it. */
class FilingDeskTest {
  private static final byte[] FILE = SampleFiles.age(1_000);
  private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0};
  private static final LocalDate TODAY = LocalDate.ofInstant(World.START, ZoneOffset.UTC);

  private final World world = new World();

  private Attestation attest(LocalDate looked, LocalDate until, String type, byte[] picture) {
    Attestation last = null;
    for (DataClass about : new DataClass[] {DataClass.CONTENT, DataClass.BACKUP}) {
      last =
          world
              .filing()
              .attest(
                  World.CLINICIAN,
                  World.DESTINATION,
                  new Claim(
                      about,
                      Set.of(new Place("AU")),
                      EvidenceGrade.ADMIN_ATTESTATION,
                      looked,
                      Optional.of(until),
                      "admin centre, page Data location"),
                  type,
                  picture);
    }
    return java.util.Objects.requireNonNull(last);
  }

  private void refused(LocalDate looked, LocalDate until, String type, byte[] picture) {
    assertThatThrownBy(() -> attest(looked, until, type, picture))
        .isInstanceOfSatisfying(
            RequestRefused.class,
            refused -> assertThat(refused.code()).isEqualTo(RefusalCode.INVALID_REQUEST));
    assertThat(world.dossiers.of(World.PRACTICE).attestations()).isEmpty();
  }

  @Test
  void anAttestationReleasesTheFileThatNobodyCouldPlace() throws IOException {
    world.provider.places = Set.of();
    Transfer held = world.receiveWhole(FILE);
    assertThat(held.state().code()).isEqualTo("HELD");
    Attestation attestation = attest(TODAY, TODAY.plusDays(90), "image/png", PICTURE);
    assertThat(world.now(held.id()).state().code()).isEqualTo("QUEUED");
    assertThat(world.dossiers.attachment(World.PRACTICE, attestation.id())).contains(PICTURE);
    assertThat(world.trail.types()).contains(AuditType.ATTESTATION_FILED);
  }

  @Test
  void anAttestationThatIsWithdrawnCountsNoLonger() throws IOException {
    world.provider.places = Set.of();
    Attestation attestation = attest(TODAY, TODAY.plusDays(90), "image/png", PICTURE);
    world.filing().withdraw(World.CLINICIAN, World.DESTINATION, attestation.id());
    assertThat(world.receiveWhole(FILE).state().code()).isEqualTo("HELD");
    assertThatThrownBy(
            () -> world.filing().withdraw(World.CLINICIAN, World.DESTINATION, attestation.id()))
        .isInstanceOfSatisfying(
            RequestRefused.class,
            refused -> assertThat(refused.code()).isEqualTo(RefusalCode.PAPER_UNKNOWN));
  }

  @Test
  void anAttestationEndsByTheClockAlone() throws IOException {
    world.provider.places = Set.of();
    attest(TODAY, TODAY.plusDays(10), "image/png", PICTURE);
    assertThat(world.receiveWhole(FILE).decision().decision().situation().evidence().validUntil())
        .contains(TODAY.plusDays(10));
  }

  @Test
  void anAttestationNeedsAPictureOfWhatWasLookedAt() {
    refused(TODAY, TODAY.plusDays(90), "image/png", new byte[0]);
    refused(TODAY, TODAY.plusDays(90), "image/jpeg", PICTURE);
    refused(TODAY, TODAY.plusDays(90), "text/html", PICTURE);
    byte[] huge = new byte[FilingDesk.MOST_ATTACHED + 1];
    System.arraycopy(PICTURE, 0, huge, 0, PICTURE.length);
    refused(TODAY, TODAY.plusDays(90), "image/png", huge);
  }

  @Test
  void anAttestationOfTheFutureOrThePastIsRefused() {
    refused(TODAY.plusDays(2), TODAY.plusDays(90), "image/png", PICTURE);
    refused(TODAY.minusDays(20), TODAY.minusDays(1), "image/png", PICTURE);
  }

  @Test
  void aPaperIsFoundAgainAndCountsUntilItIsWithdrawn() throws IOException {
    FiledPaper filed =
        world
            .filing()
            .file(
                World.CLINICIAN,
                World.DESTINATION,
                Paper.of(Paper.Sort.ASSESSMENT, "PIA"),
                "cabinet 4");
    assertThat(world.receiveWhole(FILE).decision().decision().situation().assessments())
        .containsExactly("PIA");
    world.filing().withdraw(World.CLINICIAN, World.DESTINATION, filed.id());
    assertThat(world.receiveWhole(FILE).decision().decision().situation().assessments()).isEmpty();
  }

  @Test
  void nothingIsFiledAboutADestinationThatIsNotThere() {
    assertThatThrownBy(
            () ->
                world
                    .filing()
                    .file(
                        World.CLINICIAN,
                        new DestinationId("nowhere"),
                        Paper.of(Paper.Sort.CONTRACT, "DPA"),
                        "cabinet 4"))
        .isInstanceOfSatisfying(
            RequestRefused.class,
            refused -> assertThat(refused.code()).isEqualTo(RefusalCode.DESTINATION_UNKNOWN));
    assertThat(world.trail.types()).isEmpty();
  }

  @Test
  void aGreenDestinationBecomesAWarningByTheClockAlone() throws IOException {
    world.provider.alwaysFail(
        "probe",
        io.onshore.connector.Failure.passing(io.onshore.connector.Failure.Kind.UNAVAILABLE));
    world.rulebook(io.onshore.policy.rulebook.RulebookLoader.shipped());
    attest(TODAY, TODAY.plusDays(30), "image/png", PICTURE);
    Transfer fresh = world.declare(FILE);
    world.clock.advance(Duration.ofDays(31));
    Transfer late = world.declare(FILE);
    assertThat(fresh.decision().decision().findings())
        .extracting(io.onshore.policy.Finding::ruleId)
        .doesNotContain("CLAIM-STALE");
    assertThat(late.decision().decision().findings())
        .extracting(io.onshore.policy.Finding::ruleId)
        .contains("CLAIM-STALE");
  }
}
