package io.onshore.gateway.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.connector.Digest;
import io.onshore.connector.residency.Aspect;
import io.onshore.connector.residency.DestinationIdentity;
import io.onshore.connector.residency.Observation;
import io.onshore.connector.residency.ProviderAnswer;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.connector.residency.Strength;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.consent.RecordedConsent;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.doubles.MemoryReceipts;
import io.onshore.gateway.doubles.Rules;
import io.onshore.gateway.doubles.SampleFiles;
import io.onshore.gateway.doubles.World;
import io.onshore.gateway.intake.Declaration;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.practice.Role;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.signing.Signer;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.gateway.transfer.TransferState;
import io.onshore.policy.ConsentOnFile;
import io.onshore.policy.JurisdictionId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a receipt states, and when there is one. */
class ReceiptDeskTest {
  private static final byte[] FILE = SampleFiles.age(1_000);
  private static final ConsentOnFile FOR_GOOD =
      ConsentOnFile.of("CN_OK", Set.of("country_named"), ConsentOnFile.Scope.RECIPIENT_PURPOSE);

  private final World world = new World();
  private final MemoryReceipts receipts = new MemoryReceipts(world.trail);
  private final List<Receipt> written = new ArrayList<>();
  private final CountingSigner signer = new CountingSigner();

  /** Signs with a number. */
  private static final class CountingSigner implements Signer {
    private int signed;

    @Override
    public String sign(String type, String payload) {
      signed++;
      return type + " " + signed + " " + payload;
    }

    @Override
    public String keys() {
      return "{}";
    }
  }

  private ReceiptDesk desk() {
    return new ReceiptDesk(
        world.journal,
        world.trail,
        world.evidence,
        world.consents,
        receipts,
        receipt -> {
          written.add(receipt);
          return receipt.transfer();
        },
        signer,
        () ->
            new SetUp(
                Map.of(World.PRACTICE, world.practice), List.of(world.destination), List.of()),
        world.clock);
  }

  private Receipt receipt(TransferId id) {
    desk().of(World.CLINICIAN, id);
    return written.getLast();
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
    world.clock.advance(Duration.ofSeconds(5));
    return world.append(declared.id(), FILE, 0, FILE.length);
  }

  private Transfer verified() throws IOException {
    Transfer verified = world.drive(received(Optional.empty()).id());
    assertThat(verified.state().code()).isEqualTo("VERIFIED");
    return verified;
  }

  private void refused(RefusalCode code, String hint, Caller caller, TransferId id) {
    assertThatThrownBy(() -> desk().of(caller, id))
        .isInstanceOfSatisfying(
            RequestRefused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(code);
              assertThat(refused.hint()).contains(hint);
            });
    assertThat(signer.signed).isZero();
  }

  @Test
  void statesWhatWasSentAndWhatTheProviderHolds() throws IOException {
    Transfer transfer = verified();
    TransferState.Verified state = (TransferState.Verified) transfer.state();

    Receipt receipt = receipt(transfer.id());

    assertThat(receipt.receipt()).isEqualTo(1);
    assertThat(receipt.transfer()).isEqualTo(transfer.id().value());
    assertThat(receipt.practice()).isEqualTo(new Receipt.Party("clinic", "Clinic", "AU-VIC"));
    assertThat(receipt.sender()).isEqualTo("sub-1");
    assertThat(receipt.file())
        .isEqualTo(
            new Receipt.SentFile(
                World.sha256(FILE).hex(), FILE.length, Optional.of("AGE"), Optional.of(true)));
    assertThat(receipt.destination())
        .isEqualTo(new Receipt.Target("fake-folder", "Fake folder", transfer.provider().value()));
    assertThat(receipt.stored().id()).isEqualTo(state.object().id());
    assertThat(receipt.stored().name()).isEqualTo(transfer.id().objectName().value());
    assertThat(receipt.stored().size()).isEqualTo(FILE.length);
    assertThat(receipt.stored().proof()).isEqualTo(state.proof().name());
    assertThat(receipt.stored().digests().values())
        .containsExactlyInAnyOrderElementsOf(
            state.object().digests().values().stream().map(Digest::hex).toList());
    assertThat(receipt.patientReferenceDigest()).isEmpty();
  }

  @Test
  void statesTheDecisionAndWhatItRestedOn() throws IOException {
    Transfer transfer = verified();
    Receipt receipt = receipt(transfer.id());

    assertThat(receipt.decision().id()).isEqualTo(transfer.decision().id());
    assertThat(receipt.decision().outcome())
        .isEqualTo(transfer.decision().decision().outcome().name());
    assertThat(receipt.decision().rulebook())
        .isEqualTo(transfer.decision().decision().rulebookDigest());
    assertThat(receipt.residency().places())
        .containsEntry("CONTENT", List.of("AU"))
        .containsEntry("GATEWAY", List.of("AU-NSW"));
    assertThat(receipt.residency().statements())
        .hasSameSizeAs(transfer.decision().evidence())
        .anySatisfy(
            statement -> {
              assertThat(statement.about()).isEqualTo("CONTENT");
              assertThat(statement.places()).containsExactly("AU");
              assertThat(statement.grade()).isEqualTo("TENANT_MEASURED");
            });
  }

  private void answered(String body) {
    world.evidence.keep(
        World.PRACTICE,
        World.DESTINATION,
        new ResidencyEvidence(
            world.clock.instant(),
            List.of(
                new Observation(
                    Aspect.CONTENT, Set.of("AU"), Strength.REPORTED, "fake.place", "Sydney"),
                new Observation(
                    Aspect.BACKUP, Set.of("AU"), Strength.REPORTED, "fake.place", "Sydney")),
            DestinationIdentity.UNTOLD,
            List.of(
                new ProviderAnswer("GET /place", Optional.of(body)),
                new ProviderAnswer("GET /refused", Optional.empty()))),
        AuditEvent.byGateway(
            World.PRACTICE,
            world.clock.instant(),
            AuditType.EVIDENCE_PROBED,
            World.DESTINATION.value(),
            Map.of()));
  }

  @Test
  void quotesWhatTheProviderAnsweredThenAndNotSince() throws IOException {
    answered("{\"place\":\"Sydney\"}");
    Instant asked = world.clock.instant();
    Transfer transfer = verified();
    world.clock.advance(Duration.ofDays(1));
    answered("{\"place\":\"Sydney \"}");

    Receipt.Residency residency = receipt(transfer.id()).residency();
    assertThat(residency.answeredAt()).contains(asked);
    assertThat(residency.answers())
        .containsExactly(
            new Receipt.Answer(
                "GET /place",
                Optional.of(World.sha256("{\"place\":\"Sydney\"}".getBytes(UTF_8)).hex())),
            new Receipt.Answer("GET /refused", Optional.empty()));
    assertThat(residency.statements()).extracting(Receipt.Statement::label).contains("Sydney");
  }

  @Test
  void statesWhenWhatHappened() throws IOException {
    Transfer transfer = verified();
    world.clock.advance(Duration.ofDays(30));
    Receipt receipt = receipt(transfer.id());

    assertThat(receipt.times().declaredAt()).isEqualTo(transfer.createdAt());
    assertThat(receipt.times().receivedAt()).contains(transfer.createdAt().plusSeconds(5));
    assertThat(receipt.times().storedAt()).isPresent();
    assertThat(receipt.times().verifiedAt()).contains(transfer.updatedAt());
    assertThat(receipt.issuedAt()).isEqualTo(world.clock.instant());
  }

  @Test
  void isTheSameEachTimeAndAuditedOnce() throws IOException {
    Transfer transfer = verified();
    String first = desk().of(World.CLINICIAN, transfer.id());
    world.clock.advance(Duration.ofDays(400));
    Caller auditor = new Caller("sub-9", "An auditor", World.PRACTICE, Set.of(Role.AUDITOR));

    assertThat(desk().of(auditor, transfer.id())).isEqualTo(first);

    assertThat(first).startsWith("onshore-receipt+jws 1 ");
    assertThat(signer.signed).isEqualTo(1);
    assertThat(world.trail.all())
        .filteredOn(event -> event.type() == AuditType.RECEIPT_ISSUED)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.actor()).isEqualTo("sub-1");
              assertThat(event.target()).isEqualTo(transfer.id().value());
              assertThat(event.detail()).containsOnlyKeys("sha256");
            });
  }

  @Test
  void givesTheFirstOneToWhoeverSignedAtTheSameTime() throws IOException {
    Transfer transfer = verified();
    receipts.keep(
        World.PRACTICE,
        new TransferId(transfer.id().value()),
        "somebody else's",
        world.clock.instant(),
        AuditEvent.byGateway(
            World.PRACTICE,
            world.clock.instant(),
            AuditType.RECEIPT_ISSUED,
            transfer.id().value(),
            Map.of()));
    assertThat(desk().of(World.CLINICIAN, transfer.id())).isEqualTo("somebody else's");
  }

  @Test
  void isNotThereBeforeTheFileIsProvenToBeStored() throws IOException {
    Transfer queued = received(Optional.empty());
    refused(RefusalCode.NOT_NOW, "VERIFIED", World.CLINICIAN, queued.id());
    world.control().cancel(World.CLINICIAN, queued.id());
    world.drive(queued.id());
    assertThat(world.now(queued.id()).state().code()).isEqualTo("CANCELLED");
    refused(RefusalCode.NOT_NOW, "there will be none", World.CLINICIAN, queued.id());
  }

  @Test
  void doesNotExistForAnotherPractice() throws IOException {
    Transfer transfer = verified();
    Caller stranger =
        new Caller("sub-1", "Dr Lee", new PracticeId("other"), Set.of(Role.CLINICIAN));
    refused(RefusalCode.TRANSFER_UNKNOWN, "address", stranger, transfer.id());
    refused(RefusalCode.TRANSFER_UNKNOWN, "address", World.CLINICIAN, TransferId.fresh());
  }

  @Test
  void tellsThePatientByADigestThatOnlyWhoKnowsTheWordCanMake() throws IOException {
    world.provider.places = Set.of("AU");
    Transfer one = world.drive(received(Optional.of("case-4711")).id());
    Transfer two = world.drive(received(Optional.of("case-4711")).id());
    Receipt receipt = receipt(one.id());

    assertThat(receipt.patientReferenceDigest())
        .contains(World.sha256(("clinic\n" + one.id() + "\ncase-4711").getBytes(UTF_8)).hex())
        .isNotEqualTo(receipt(two.id()).patientReferenceDigest());
    assertThat(receipt.toString()).doesNotContain("case-4711");
  }

  @Test
  void namesWhoAcknowledgedAndRemembersWhatWasAcknowledgedBefore() throws IOException {
    world.provider.places = Set.of("US");
    Transfer first = received(Optional.empty());
    world
        .statements()
        .acknowledge(World.CLINICIAN, first, Set.of("IN-US"), "PATIENT_AGREED", "by phone");
    Receipt asked = receipt(world.drive(first.id()).id());
    Receipt remembered = receipt(world.drive(received(Optional.empty()).id()).id());

    assertThat(asked.acknowledgements())
        .containsExactly(
            new Receipt.Acknowledged(
                List.of("IN-US"),
                "sub-1",
                Optional.of(first.updatedAt()),
                Optional.of("PATIENT_AGREED")));
    assertThat(asked.decision().findings()).extracting(Receipt.Found::rule).contains("IN-US");
    assertThat(remembered.acknowledgements())
        .containsExactly(
            new Receipt.Acknowledged(
                List.of("IN-US"), "sub-1", Optional.empty(), Optional.empty()));
    assertThat(asked.toString()).doesNotContain("by phone");
  }

  @Test
  void namesTheConsentThatCoveredTheFileThoughItWasWithdrawnSince() throws IOException {
    world.provider.places = Set.of("CN");
    world.rulebook(Rules.withConsentForAPurpose());
    Transfer held = received(Optional.of("p-1"));
    world.statements().consent(World.CLINICIAN, held, FOR_GOOD, "paper 30 of Mrs Example");
    Transfer sent = world.drive(held.id());
    RecordedConsent covering =
        world
            .consents
            .covering(World.PRACTICE, sent.id(), World.DESTINATION, Optional.of("p-1"))
            .getFirst();
    world.clock.advance(Duration.ofDays(3));
    world.withdrawal().withdraw(World.CLINICIAN, covering.id());
    Transfer later = received(Optional.of("p-1"));
    world.statements().consent(World.CLINICIAN, later, FOR_GOOD, "paper 31");

    Receipt receipt = receipt(sent.id());
    assertThat(receipt.consents())
        .containsExactly(
            new Receipt.Consented(
                covering.id(), "CN_OK", "RECIPIENT_PURPOSE", "sub-1", covering.recordedAt()));
    assertThat(receipt.toString()).doesNotContain("Mrs Example");
    assertThat(receipt(world.drive(later.id()).id()).consents())
        .extracting(Receipt.Consented::id)
        .hasSize(1)
        .doesNotContain(covering.id());
  }
}
