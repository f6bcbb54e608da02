package io.onshore.gateway.replay;

import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.residency.DecisionRecord;
import io.onshore.gateway.rules.PracticeRules;
import io.onshore.gateway.rules.RuleReader;
import io.onshore.gateway.rules.RulesInForce;
import io.onshore.gateway.rules.RulesVersion;
import io.onshore.gateway.rules.RulesVersions;
import io.onshore.gateway.transfer.TransferJournal;
import io.onshore.policy.Decision;
import io.onshore.policy.PolicyEngine;
import java.util.Optional;

/** Decides again from what a decision kept, by the rules of then. Safe for several threads. */
public final class Replay {
  private final TransferJournal journal;
  private final RuleReader reader;
  private final RulesInForce rules;
  private final RulesVersions versions;

  public Replay(
      TransferJournal journal, RuleReader reader, RulesInForce rules, RulesVersions versions) {
    this.journal = journal;
    this.reader = reader;
    this.rules = rules;
    this.versions = versions;
  }

  /**
   * Replays a decision.
   *
   * @throws RequestRefused DECISION_UNKNOWN if the practice has none of that id; NOT_NOW if the
   *     rules of then are not at hand
   */
  public Replayed of(PracticeId practice, String id) {
    DecisionRecord kept = find(practice, id);
    RulesInForce.Bound then =
        reader
            .kept(kept.base())
            .map(base -> rules.bind(base, practiceRules(practice, kept), kept.rulesVersion()))
            .filter(bound -> bound.rulebook().digest().equals(kept.decision().rulebookDigest()))
            .orElseThrow(
                () ->
                    new RequestRefused(
                        RefusalCode.NOT_NOW,
                        "the rules that this decision was made by are not at hand",
                        "restore the rulebook whose digest the decision names"));
    Decision again = then.binding().applyTo(PolicyEngine.replay(then.rulebook(), kept.decision()));
    return new Replayed(kept, again, again.equals(kept.decision()));
  }

  /**
   * A decision as it was kept.
   *
   * @throws RequestRefused DECISION_UNKNOWN if the practice has none of that id
   */
  public DecisionRecord find(PracticeId practice, String id) {
    return journal
        .decision(practice, id)
        .orElseThrow(
            () ->
                new RequestRefused(
                    RefusalCode.DECISION_UNKNOWN, "there is no such decision", "check the id"));
  }

  private PracticeRules practiceRules(PracticeId practice, DecisionRecord kept) {
    Optional<RulesVersion> version =
        kept.rulesVersion().flatMap(number -> versions.find(practice, number));
    return version.map(RulesVersion::rules).orElse(PracticeRules.NONE);
  }

  /**
   * What came of a replay.
   *
   * @param same whether everything is as it was kept
   */
  public record Replayed(DecisionRecord kept, Decision again, boolean same) {}
}
