package io.onshore.gateway.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.gateway.consent.RecordedConsent;
import io.onshore.gateway.doubles.Rules;
import io.onshore.gateway.doubles.SampleFiles;
import io.onshore.gateway.doubles.World;
import io.onshore.gateway.intake.Declaration;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.policy.ConsentOnFile;
import io.onshore.policy.JurisdictionId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a consent covers, and what is left of it when the patient withdraws it. */
class ConsentWithdrawalTest {
  private static final byte[] FILE = SampleFiles.age(1_000);
  private static final ConsentOnFile FOR_GOOD =
      ConsentOnFile.of("CN_OK", Set.of("country_named"), ConsentOnFile.Scope.RECIPIENT_PURPOSE);

  private final World world = new World();

  @BeforeEach
  void abroad() {
    world.provider.places = Set.of("CN");
    world.rulebook(Rules.withConsentForAPurpose());
  }

  private Transfer received(Optional<String> patient) throws IOException {
    Transfer declared =
        world
            .receive()
            .declare(
                World.CLINICIAN,
                new Declaration(
                    World.DESTINATION,
                    FILE.length,
                    Optional.empty(),
                    Optional.of(new JurisdictionId("AU-VIC")),
                    Optional.empty(),
                    patient,
                    Set.of(),
                    Set.of()));
    return world.append(declared.id(), FILE, 0, FILE.length);
  }

  private Transfer consented(Transfer transfer) {
    return world.statements().consent(World.CLINICIAN, transfer, FOR_GOOD, "paper 30");
  }

  private RecordedConsent only(Transfer transfer) {
    List<RecordedConsent> covering =
        world.consents.covering(
            World.PRACTICE, transfer.id(), World.DESTINATION, transfer.patient().reference());
    assertThat(covering).hasSize(1);
    return covering.getFirst();
  }

  @Test
  void aConsentForAPurposeCoversLaterFilesOfTheSamePatient() throws IOException {
    consented(received(Optional.of("p-1")));
    assertThat(received(Optional.of("p-1")).state().code()).isEqualTo("QUEUED");
    assertThat(received(Optional.of("p-2")).state().code()).isEqualTo("HELD");
    assertThat(received(Optional.empty()).state().code()).isEqualTo("HELD");
  }

  @Test
  void afterTheWithdrawalNothingMoreIsSentUnderIt() throws IOException {
    Transfer waiting = consented(received(Optional.of("p-1")));
    assertThat(waiting.state().code()).isEqualTo("QUEUED");
    RecordedConsent withdrawn = world.withdrawal().withdraw(World.CLINICIAN, only(waiting).id());
    assertThat(withdrawn.consent().withdrawnOn()).isPresent();
    assertThat(world.now(waiting.id()).state().code()).isEqualTo("HELD");
    assertThat(received(Optional.of("p-1")).state().code()).isEqualTo("HELD");
  }

  @Test
  void whatWasSentUnderItBecomesACase() throws IOException {
    Transfer sent = world.drive(consented(received(Optional.of("p-1"))).id());
    assertThat(sent.state().code()).isEqualTo("VERIFIED");
    world.withdrawal().withdraw(World.CLINICIAN, only(sent).id());
    assertThat(world.cases.all())
        .filteredOn(opened -> opened.kind() == ReviewCase.Kind.CONSENT_WITHDRAWN)
        .singleElement()
        .satisfies(
            opened -> {
              assertThat(opened.affected().orElseThrow())
                  .extracting(ReviewCase.Affected::transfer)
                  .containsExactly(sent.id());
            });
  }

  @Test
  void aConsentIsWithdrawnOnceAndByItsPracticeOnly() throws IOException {
    String id = only(consented(received(Optional.of("p-1")))).id();
    world.withdrawal().withdraw(World.CLINICIAN, id);
    refused(RefusalCode.NOT_NOW, id);
    refused(RefusalCode.CONSENT_UNKNOWN, "cns_nobody");
  }

  private void refused(RefusalCode code, String id) {
    assertThatThrownBy(() -> world.withdrawal().withdraw(World.CLINICIAN, id))
        .isInstanceOfSatisfying(
            RequestRefused.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  @Test
  void aConsentOfAnUnknownKindIsRefusedAndTheKnownOnesAreNamed() throws IOException {
    Transfer held = received(Optional.empty());
    ConsentOnFile unknown = ConsentOnFile.of("MARS", Set.of(), ConsentOnFile.Scope.THIS_USE);
    assertThatThrownBy(() -> world.statements().consent(World.CLINICIAN, held, unknown, "paper 31"))
        .isInstanceOfSatisfying(
            RequestRefused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(RefusalCode.INCOMPLETE_STATEMENT);
              assertThat(refused.hint()).contains("CN_OK");
            });
  }
}
