package io.onshore.gateway.replay;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditTrail;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.residency.DecisionRecord;
import io.onshore.gateway.rules.PracticeRules;
import io.onshore.gateway.rules.RuleReader;
import io.onshore.gateway.rules.RulesInForce;
import io.onshore.gateway.rules.RulesRefused;
import io.onshore.gateway.rules.RulesVersion;
import io.onshore.gateway.rules.RulesVersions;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.gateway.transfer.TransferJournal;
import io.onshore.gateway.transfer.TransferJournal.KeptDecision;
import io.onshore.policy.Action;
import io.onshore.policy.Decision;
import io.onshore.policy.Finding;
import io.onshore.policy.PolicyEngine;
import io.onshore.policy.Severity;
import io.onshore.policy.Situation;
import io.onshore.policy.Weighing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Tries a draft of rules on what a practice decided before, each decision as of its own day and on
 * the evidence of then. Changes nothing. Safe for several threads.
 */
public final class Simulation {
  /** How far back a simulation looks unless it is told otherwise. */
  public static final Duration USUAL = Duration.ofDays(90);

  /** The most changes that are listed; all are counted. */
  public static final int MOST_LISTED = 1000;

  private static final int PAGE = 200;

  private final TransferJournal journal;
  private final RuleReader reader;
  private final RulesInForce rules;
  private final RulesVersions versions;
  private final AuditTrail trail;
  private final Clock clock;

  public Simulation(
      TransferJournal journal,
      RuleReader reader,
      RulesInForce rules,
      RulesVersions versions,
      AuditTrail trail,
      Clock clock) {
    this.journal = journal;
    this.reader = reader;
    this.rules = rules;
    this.versions = versions;
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * Runs.
   *
   * @param packs packs of the rulebook that are replaced or added, by the pack's name
   * @param practiceRules the practice's own rules to try; empty for those in force
   * @param back how far back to look
   * @throws RulesRefused if the draft is bad
   */
  public Outcome run(
      Caller caller,
      Map<String, String> packs,
      Optional<PracticeRules> practiceRules,
      Duration back) {
    RulesInForce.Bound draft =
        rules.bind(
            packs.isEmpty() ? reader.base() : reader.draft(packs),
            practiceRules.orElseGet(
                () ->
                    versions
                        .published(caller.practice())
                        .map(RulesVersion::rules)
                        .orElse(PracticeRules.NONE)),
            Optional.empty());
    Instant since = clock.instant().minus(back);
    int looked = 0;
    int changed = 0;
    List<Change> listed = new ArrayList<>();
    Optional<String> after = Optional.empty();
    while (true) {
      List<KeptDecision> page = journal.decisions(caller.practice(), since, after, PAGE);
      for (KeptDecision kept : page) {
        looked++;
        Optional<Change> change = change(kept, draft);
        if (change.isPresent()) {
          changed++;
          if (listed.size() < MOST_LISTED) {
            listed.add(change.get());
          }
        }
      }
      if (page.size() < PAGE) {
        break;
      }
      after = Optional.of(page.getLast().decision().id());
    }
    trail.append(
        AuditEvent.by(
            caller,
            clock.instant(),
            AuditType.RULES_SIMULATED,
            draft.rulebook().digest(),
            Map.of("decisions", Integer.toString(looked), "changed", Integer.toString(changed))));
    return new Outcome(draft.rulebook().digest(), since, looked, changed, listed);
  }

  private static Optional<Change> change(KeptDecision kept, RulesInForce.Bound draft) {
    DecisionRecord record = kept.decision();
    Decision was = record.decision();
    Weighing weighing = Weighing.of(draft.rulebook(), record.weighed(), was.evaluatedOn());
    Situation situation = weighing.applyTo(was.situation().toBuilder()).build();
    Decision would = draft.binding().applyTo(PolicyEngine.decide(draft.rulebook(), situation));
    Set<String> before = findings(was);
    Set<String> then = findings(would);
    if (was.action() == would.action() && before.equals(then)) {
      return Optional.empty();
    }
    return Optional.of(
        new Change(
            record.id(),
            kept.transfer(),
            record.decidedAt(),
            was.outcome(),
            was.action(),
            would.outcome(),
            would.action(),
            without(then, before),
            without(before, then)));
  }

  private static Set<String> findings(Decision decision) {
    return decision.findings().stream()
        .map(Simulation::label)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String label(Finding finding) {
    return finding.ruleId() + "=" + finding.severity();
  }

  private static List<String> without(Set<String> all, Set<String> others) {
    return all.stream().filter(each -> !others.contains(each)).toList();
  }

  /**
   * What a draft would have done.
   *
   * @param decisions how many were looked at
   * @param changed how many would have come out differently
   * @param changes the first of them, at most {@link #MOST_LISTED}
   */
  public record Outcome(
      String rulebookDigest, Instant since, int decisions, int changed, List<Change> changes) {
    public Outcome {
      changes = List.copyOf(changes);
    }
  }

  /**
   * A decision that would have come out differently.
   *
   * @param added findings that would be new, as {@code RULE=SEVERITY}
   * @param removed findings that would be gone
   */
  public record Change(
      String decision,
      TransferId transfer,
      Instant decidedAt,
      Severity outcome,
      Action action,
      Severity wouldBe,
      Action wouldAct,
      List<String> added,
      List<String> removed) {}
}
