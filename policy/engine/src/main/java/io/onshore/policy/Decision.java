package io.onshore.policy;

import java.time.LocalDate;
import java.util.List;

/**
 * What was decided, and everything needed to decide it again.
 *
 * @param outcome the severity of the most severe finding; {@code ALLOW} if there is none
 * @param action what happens to the push: {@link Action#of} the outcome until a {@link Binding} is
 *     applied
 * @param dryRun whether the push goes only because the practice tries the rules out
 * @param findings the most severe first, then by rule id
 * @param holds what is still missing, each once; one alternative of each lifts it
 * @param rulebookDigest the {@link Rulebook#digest} of the rules
 * @param evaluatedOn the day it was decided for
 * @param situation all the input
 */
public record Decision(
    Severity outcome,
    Action action,
    boolean dryRun,
    List<Finding> findings,
    List<Hold> holds,
    String rulebookDigest,
    LocalDate evaluatedOn,
    Situation situation) {
  public Decision {
    findings = List.copyOf(findings);
    holds = List.copyOf(holds);
  }

  Decision bound(Action bound, boolean dry) {
    return new Decision(
        outcome, bound, dry, findings, holds, rulebookDigest, evaluatedOn, situation);
  }
}
