package io.onshore.gateway.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.gateway.residency.Clearance;
import io.onshore.policy.Hold;
import io.onshore.policy.Remedy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What patient care that cannot wait lets a file past. */
class EmergencyRuleTest {
  private static Clearance held(Hold... holds) {
    return new Clearance.NeedsRemedy(List.of(holds));
  }

  @Test
  void warningsAndHoldsThatCanBeMadeGoodAfterwardsArePassed() {
    assertThat(EmergencyRule.USUAL.lifts(new Clearance.Clear(Optional.empty()))).isTrue();
    assertThat(EmergencyRule.USUAL.lifts(new Clearance.NeedsAcknowledgement(Set.of("R")))).isTrue();
    assertThat(EmergencyRule.USUAL.lifts(held(new Hold(Set.of(Remedy.CONTRACT, Remedy.CONSENT)))))
        .isTrue();
  }

  @Test
  void aBlockAndAHoldThatOnlyAContractLiftsAreNeverPassed() {
    assertThat(EmergencyRule.USUAL.lifts(new Clearance.Blocked())).isFalse();
    assertThat(EmergencyRule.USUAL.lifts(held(new Hold(Set.of(Remedy.CONTRACT))))).isFalse();
    assertThat(
            EmergencyRule.USUAL.lifts(
                held(new Hold(Set.of(Remedy.CONSENT)), new Hold(Set.of(Remedy.CONTRACT)))))
        .as("each hold has to be lifted")
        .isFalse();
  }

  @Test
  void theOperatorMayTakeRemediesOffIt() {
    EmergencyRule strict = new EmergencyRule(Set.of(Remedy.CONSENT));
    assertThat(strict.lifts(held(new Hold(Set.of(Remedy.EVIDENCE))))).isFalse();
  }
}
