package io.onshore.policy.rulebook;

import io.onshore.policy.Decision;
import io.onshore.policy.Finding;
import io.onshore.policy.Hold;
import io.onshore.policy.PolicyEngine;
import io.onshore.policy.Rulebook;
import io.onshore.policy.Severity;
import io.onshore.policy.Situation;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A situation and the decision it must lead to.
 *
 * @param id stable, for people
 * @param title one line
 */
public record WorkedCase(String id, String title, Situation given, Expected expected) {

  /**
   * A decision, as far as cases look at it.
   *
   * @param holds what is still missing, such as {@code CONTRACT|CONSENT}
   * @param findings the ids of all findings; {@code ID=WARN} asks for the severity as well
   */
  public record Expected(Severity outcome, Set<String> holds, Set<String> findings) {
    public Expected {
      holds = Collections.unmodifiableSortedSet(new TreeSet<>(holds));
      findings = Collections.unmodifiableSortedSet(new TreeSet<>(findings));
    }

    @Override
    public String toString() {
      return outcome + " holds " + holds + " findings " + findings;
    }
  }

  /**
   * A case that came out differently.
   *
   * @param actual with the severity wherever the case asks for it
   */
  public record Difference(WorkedCase workedCase, Expected actual) {}

  /** Decides the case; empty if it came out as expected. */
  public Optional<Difference> differenceUnder(Rulebook rulebook) {
    Decision decision = PolicyEngine.decide(rulebook, given);
    SortedSet<String> found = new TreeSet<>();
    for (Finding finding : decision.findings()) {
      String prefix = finding.ruleId() + "=";
      boolean withSeverity = expected.findings().stream().anyMatch(id -> id.startsWith(prefix));
      found.add(withSeverity ? prefix + finding.severity() : finding.ruleId());
    }
    var actual =
        new Expected(
            decision.outcome(),
            decision.holds().stream().map(Hold::toString).collect(Collectors.toSet()),
            found);
    return actual.equals(expected) ? Optional.empty() : Optional.of(new Difference(this, actual));
  }
}
