package io.onshore.policy;

import static io.onshore.policy.SmallRulebook.atHome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BindingTest {
  private final Decision held =
      PolicyEngine.decide(
          SmallRulebook.builder().build(), atHome().places(DataClass.CONTENT, "US").build());

  @ParameterizedTest
  @CsvSource({"ALLOW,PROCEED", "NOTICE,WARN", "WARN,ACKNOWLEDGE", "HOLD,HOLD", "BLOCK,BLOCK"})
  void doesWhatTheOutcomeAsksFor(Severity outcome, Action action) {
    assertThat(Action.of(outcome)).isEqualTo(action);
  }

  @Test
  void keepsTheActionUnlessItIsRaised() {
    assertThat(Binding.enforce().applyTo(held)).isEqualTo(held);
  }

  @Test
  void doesMoreThanTheOutcomeAsksFor() {
    Decision bound = new Binding.Enforce(Map.of(Severity.HOLD, Action.BLOCK)).applyTo(held);

    assertThat(bound.action()).isEqualTo(Action.BLOCK);
    assertThat(bound.outcome()).isEqualTo(Severity.HOLD);
    assertThat(bound.findings()).isEqualTo(held.findings());
  }

  @ParameterizedTest
  @EnumSource(names = {"PROCEED", "WARN", "ACKNOWLEDGE"})
  void refusesToDoLess(Action action) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Binding.Enforce(Map.of(Severity.HOLD, action)))
        .withMessage("a binding may only tighten: `HOLD` asks for `HOLD`, not `" + action + "`");
  }

  @Test
  void aDryRunLetsThePushGoAndSaysSo() {
    Decision dry = new Binding.DryRun().applyTo(held);

    assertThat(dry.action()).isEqualTo(Action.PROCEED);
    assertThat(dry.dryRun()).isTrue();
    assertThat(dry.outcome()).isEqualTo(Severity.HOLD);
    assertThat(dry.holds()).isEqualTo(held.holds());
  }
}
