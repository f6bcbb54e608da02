package io.onshore.gateway.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.doubles.Rules;
import io.onshore.gateway.doubles.SampleFiles;
import io.onshore.gateway.doubles.World;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.Role;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.gateway.transfer.TransferState;
import io.onshore.policy.ConsentOnFile;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What people say, and what becomes of the transfer that waited for it. */
class StatementsTest {
  private static final byte[] FILE = SampleFiles.age(1_000);

  private final World world = new World();

  private Transfer waitingForAcknowledgement() throws IOException {
    world.provider.places = Set.of("US");
    return world.receiveWhole(FILE);
  }

  private Transfer held() throws IOException {
    world.provider.places = Set.of("CN");
    return world.receiveWhole(FILE);
  }

  private Transfer acknowledge(Transfer transfer) {
    return world
        .statements()
        .acknowledge(World.CLINICIAN, transfer, Set.of("IN-US"), "PATIENT_AGREED", "by phone");
  }

  @Test
  void anAcknowledgementLetsTheTransferGo() throws IOException {
    Transfer transfer = waitingForAcknowledgement();
    assertThat(acknowledge(transfer).state().code()).isEqualTo("QUEUED");
    assertThat(world.trail.types())
        .endsWith(
            AuditType.WARNING_ACKNOWLEDGED, AuditType.CASE_OPENED, AuditType.DECISION_RENEWED);
    assertThat(world.drive(transfer.id()).state().code()).isEqualTo("VERIFIED");
  }

  @Test
  void anAcknowledgementIsRememberedForTheNextTransferOfThePerson() throws IOException {
    acknowledge(waitingForAcknowledgement());
    assertThat(world.receiveWhole(FILE).state().code()).isEqualTo("QUEUED");
  }

  @Test
  void anAcknowledgementIsForgottenAfterNinetyDays() throws IOException {
    acknowledge(waitingForAcknowledgement());
    world.clock.advance(Duration.ofDays(90).minusSeconds(1));
    assertThat(world.receiveWhole(FILE).state().code()).isEqualTo("QUEUED");
    world.clock.advance(Duration.ofSeconds(1));
    assertThat(world.receiveWhole(FILE).state().code()).isEqualTo("AWAITING_ACKNOWLEDGEMENT");
  }

  @Test
  void anAcknowledgementCountsForOnePersonOnly() throws IOException {
    acknowledge(waitingForAcknowledgement());
    Caller colleague = new Caller("sub-2", "Dr Ng", World.PRACTICE, Set.of(Role.CLINICIAN));
    Transfer theirs = world.receive().declare(colleague, World.declaration(FILE));
    assertThat(world.append(theirs.id(), FILE, 0, FILE.length).state().code())
        .isEqualTo("AWAITING_ACKNOWLEDGEMENT");
  }

  @Test
  void anAcknowledgementOutlivesChangesToOtherRules() throws IOException {
    acknowledge(waitingForAcknowledgement());
    world.rulebook(Rules.book(364));
    assertThat(world.receiveWhole(FILE).state().code()).isEqualTo("QUEUED");
  }

  @Test
  void anAcknowledgementCountsForOneVersionOfTheRule() throws IOException {
    acknowledge(waitingForAcknowledgement());
    world.rulebook(Rules.reworded("IN-US"));
    assertThat(world.receiveWhole(FILE).state().code()).isEqualTo("AWAITING_ACKNOWLEDGEMENT");
  }

  @Test
  void aColleagueMayAcknowledgeWhatSomebodyElseDeclared() throws IOException {
    Transfer transfer = waitingForAcknowledgement();
    Caller colleague = new Caller("sub-2", "Dr Ng", World.PRACTICE, Set.of(Role.CLINICIAN));
    assertThat(
            world
                .statements()
                .acknowledge(colleague, transfer, Set.of("IN-US"), "PATIENT_AGREED", "")
                .state()
                .code())
        .isEqualTo("QUEUED");
  }

  @Test
  void onlyWarningsOfTheTransferCanBeAcknowledged() throws IOException {
    Transfer transfer = waitingForAcknowledgement();
    for (Set<String> findings :
        Set.of(Set.<String>of(), Set.of("IN-RU"), Set.of("IN-US", "IN-RU"), Set.of("in-us"))) {
      assertThatThrownBy(
              () ->
                  world
                      .statements()
                      .acknowledge(World.CLINICIAN, transfer, findings, "PATIENT_AGREED", ""))
          .isInstanceOfSatisfying(
              RequestRefused.class,
              refused -> assertThat(refused.code()).isEqualTo(RefusalCode.INCOMPLETE_STATEMENT));
    }
    assertThat(world.now(transfer.id())).isEqualTo(transfer);
    assertThat(world.trail.types()).doesNotContain(AuditType.WARNING_ACKNOWLEDGED);
  }

  @Test
  void aConsentLiftsItsHoldAndTheDecisionIsMadeAnew() throws IOException {
    Transfer transfer = held();
    Transfer renewed =
        world.statements().consent(World.CLINICIAN, transfer, Rules.CONSENT, "paper 17");
    assertThat(renewed.state().code()).isEqualTo("QUEUED");
    assertThat(renewed.decision().id()).isNotEqualTo(transfer.decision().id());
    assertThat(renewed.decision().decision().situation().consents()).containsExactly(Rules.CONSENT);
    assertThat(world.trail.types())
        .endsWith(AuditType.CONSENT_RECORDED, AuditType.DECISION_RENEWED);
    assertThat(world.drive(transfer.id()).state().code()).isEqualTo("VERIFIED");
  }

  @Test
  void aConsentThatDoesNotCountLeavesTheTransferHeld() throws IOException {
    Transfer transfer = held();
    ConsentOnFile bundled =
        ConsentOnFile.of("CN_OK", Set.of("country_named"), ConsentOnFile.Scope.BUNDLED);
    assertThat(
            world
                .statements()
                .consent(World.CLINICIAN, transfer, bundled, "paper 18")
                .state()
                .code())
        .isEqualTo("HELD");
    assertThat(world.spool.holds(transfer.id())).isTrue();
  }

  @Test
  void aConsentGivenWhileBytesComeInCountsAtTheEnd() throws IOException {
    world.provider.places = Set.of("CN");
    Transfer declared = world.declare(FILE);
    world.append(declared.id(), FILE, 0, 100);
    world.statements().consent(World.CLINICIAN, declared, Rules.CONSENT, "paper 19");
    assertThat(world.append(declared.id(), FILE, 100, FILE.length).state().code())
        .isEqualTo("QUEUED");
  }

  @Test
  void aConsentGivenWhileTheFileIsCheckedIsNotForgotten() throws IOException {
    world.provider.places = Set.of("CN");
    Transfer declared = world.declare(FILE);
    world.append(declared.id(), FILE, 0, FILE.length - 1);
    world.journal.beforeNextStep(
        () ->
            world.consents.record(
                new RecordedConsent(
                    "cns_1",
                    World.PRACTICE,
                    declared.id(),
                    World.DESTINATION,
                    Optional.empty(),
                    Rules.CONSENT,
                    "paper 20",
                    World.CLINICIAN.subject(),
                    world.clock.instant()),
                AuditEvent.by(
                    World.CLINICIAN,
                    world.clock.instant(),
                    AuditType.CONSENT_RECORDED,
                    declared.id().value(),
                    Map.of())));
    assertThat(world.append(declared.id(), FILE, FILE.length - 1, FILE.length).state().code())
        .isEqualTo("QUEUED");
  }

  @Test
  void aTransferThatPolicyTurnsAwayWhileItWaitsIsRefusedAndShredded() throws IOException {
    Transfer transfer = held();
    world.provider.places = Set.of("RU");
    world.clock.advance(World.FRESH_FOR);
    Transfer renewed =
        world.statements().consent(World.CLINICIAN, transfer, Rules.CONSENT, "paper 21");
    assertThat(renewed.state())
        .isInstanceOfSatisfying(
            TransferState.Refused.class,
            refused ->
                assertThat(refused.reason()).isEqualTo(RefusalCode.RESIDENCY_BLOCKED.name()));
    assertThat(world.spool.holds(transfer.id())).isFalse();
    assertThat(world.engine().workOnce()).isFalse();
  }

  @Test
  void aStatementOnATransferThatIsOnItsWayChangesNothing() throws IOException {
    Transfer transfer = acknowledge(waitingForAcknowledgement());
    assertThat(acknowledge(transfer)).isEqualTo(transfer);
  }
}
