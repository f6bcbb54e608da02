package io.onshore.gateway.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.destination.Paper;
import io.onshore.gateway.doubles.SampleFiles;
import io.onshore.gateway.doubles.World;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.Role;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.residency.ResidencyDesk;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.policy.Action;
import io.onshore.policy.Finding;
import io.onshore.policy.Severity;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A practice's own rules: proposed by one person, published by another, tighter only. */
class RulesDeskTest {
  private static final byte[] FILE = SampleFiles.age(1_000);
  private static final Caller ADMIN =
      new Caller("sub-admin", "Ada", World.PRACTICE, Set.of(Role.PRACTICE_ADMIN));
  private static final Caller OFFICER =
      new Caller("sub-officer", "Oz", World.PRACTICE, Set.of(Role.COMPLIANCE));

  private final World world = new World();

  private static PracticeRules house(HouseText.Mode mode, String text) {
    return new PracticeRules(Map.of(), List.of(new HouseText("own", text, mode)));
  }

  private void publish(PracticeRules rules) {
    int number = world.rulesDesk().propose(ADMIN, rules, "we mean it").number();
    world.rulesDesk().publish(OFFICER, number);
  }

  @Test
  void aProposalChangesNothingUntilASecondPersonPublishesIt() throws IOException {
    world.provider.places = Set.of("NZ");
    RulesVersion proposed =
        world.rulesDesk().propose(ADMIN, house(HouseText.Mode.ENFORCED, "IN-NZ HOLD"), "own view");
    Transfer waiting = world.receiveWhole(FILE);
    assertThat(waiting.state().code()).isEqualTo("QUEUED");
    assertThatThrownBy(() -> world.rulesDesk().publish(ADMIN, proposed.number()))
        .isInstanceOfSatisfying(
            RequestRefused.class,
            refused -> assertThat(refused.code()).isEqualTo(RefusalCode.SECOND_PERSON_NEEDED));
    assertThat(world.rulesDesk().publish(OFFICER, proposed.number()).state())
        .isEqualTo(RulesVersion.State.PUBLISHED);
    Transfer held = world.receiveWhole(FILE);
    assertThat(held.state().code()).isEqualTo("HELD");
    assertThat(held.decision().rulesVersion()).contains(proposed.number());
    assertThat(world.now(waiting.id()).state().code())
        .as("a file that waited already is judged by the new rules too")
        .isEqualTo("HELD");
    assertThat(world.trail.types()).contains(AuditType.RULES_PROPOSED, AuditType.RULES_PUBLISHED);
  }

  @Test
  void looseningIsRefusedWithTheReason() {
    assertThatThrownBy(
            () ->
                world
                    .rulesDesk()
                    .propose(ADMIN, house(HouseText.Mode.ENFORCED, "IN-RU NOTICE"), "please"))
        .isInstanceOf(RulesRefused.class)
        .hasMessageContaining("IN-RU")
        .hasMessageContaining("cannot be lowered");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PracticeRules(Map.of(Severity.BLOCK, Action.ACKNOWLEDGE), List.of()))
        .withMessageContaining("tighten");
    assertThat(world.versions.list(World.PRACTICE)).isEmpty();
  }

  @Test
  void rulesOnTrialAreShownAndChangeNothing() throws IOException {
    world.provider.places = Set.of("NZ");
    publish(house(HouseText.Mode.ON_TRIAL, "IN-NZ BLOCK"));
    Transfer sent = world.receiveWhole(FILE);
    assertThat(sent.state().code()).isEqualTo("QUEUED");
    assertThat(sent.decision().tried())
        .singleElement()
        .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.BLOCK));
    assertThat(sent.decision().decision().findings())
        .extracting(Finding::severity)
        .containsExactly(Severity.NOTICE);
  }

  @Test
  void aBindingThatHoldsIsLiftedByAcceptingWhatItHolds() throws IOException {
    world.provider.places = Set.of("US");
    publish(new PracticeRules(Map.of(Severity.WARN, Action.HOLD), List.of()));
    Transfer held = world.receiveWhole(FILE);
    assertThat(held.state().code()).isEqualTo("HELD");
    world
        .filing()
        .file(
            OFFICER,
            World.DESTINATION,
            Paper.of(Paper.Sort.ASSESSMENT, ResidencyDesk.ACCEPTED + "IN-US"),
            "minutes of 3 May");
    assertThat(world.now(held.id()).state().code())
        .as("the clinician still acknowledges the warning")
        .isEqualTo("AWAITING_ACKNOWLEDGEMENT");
  }

  @Test
  void aBindingThatAsksForAnAcknowledgementOfANoticeGetsIt() throws IOException {
    world.provider.places = Set.of("NZ");
    publish(new PracticeRules(Map.of(Severity.NOTICE, Action.ACKNOWLEDGE), List.of()));
    Transfer waiting = world.receiveWhole(FILE);
    assertThat(waiting.state().code()).isEqualTo("AWAITING_ACKNOWLEDGEMENT");
    assertThat(
            world
                .statements()
                .acknowledge(World.CLINICIAN, waiting, Set.of("IN-NZ"), "PATIENT_AGREED", "")
                .state()
                .code())
        .isEqualTo("QUEUED");
  }

  @Test
  void aWithdrawnProposalCannotBePublished() {
    int number =
        world
            .rulesDesk()
            .propose(ADMIN, house(HouseText.Mode.ENFORCED, "IN-NZ WARN"), "own view")
            .number();
    world.rulesDesk().withdraw(ADMIN, number);
    assertThatThrownBy(() -> world.rulesDesk().publish(OFFICER, number))
        .isInstanceOfSatisfying(
            RequestRefused.class,
            refused -> assertThat(refused.code()).isEqualTo(RefusalCode.NOT_NOW));
    assertThat(world.versions.published(World.PRACTICE)).isEmpty();
  }
}
