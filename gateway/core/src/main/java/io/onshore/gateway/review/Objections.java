package io.onshore.gateway.review;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.residency.DecisionRecord;
import io.onshore.gateway.transfer.TransferJournal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes down that a person finds a rule's warning wrong. Safe for several threads and replicas. */
public final class Objections {
  private static final ReviewCase.Kind KIND = ReviewCase.Kind.RULE_OBJECTED;

  private final TransferJournal journal;
  private final ReviewCases cases;
  private final RuleOwners owners;
  private final DueDates due;
  private final Clock clock;

  public Objections(
      TransferJournal journal, ReviewCases cases, RuleOwners owners, DueDates due, Clock clock) {
    this.journal = journal;
    this.cases = cases;
    this.owners = owners;
    this.due = due;
    this.clock = clock;
  }

  /**
   * Opens a case on a rule, or counts up the open one.
   *
   * @param decision the id of the decision that shows the rule's finding
   * @throws RequestRefused DECISION_UNKNOWN if the practice has no such decision; RULE_UNKNOWN if
   *     it shows no finding of the rule
   */
  public void object(Caller caller, String rule, String decision, String reason) {
    DecisionRecord shown =
        journal
            .decision(caller.practice(), decision)
            .orElseThrow(
                () ->
                    new RequestRefused(
                        RefusalCode.DECISION_UNKNOWN,
                        "there is no such decision",
                        "send the id of the decision that shows the warning"));
    if (shown.decision().findings().stream().noneMatch(each -> each.ruleId().equals(rule))) {
      throw new RequestRefused(
          RefusalCode.RULE_UNKNOWN,
          "the decision shows no finding of this rule",
          "name a rule that the decision shows");
    }
    Instant now = clock.instant();
    String id = ReviewCase.newId();
    String group = ReviewCase.fingerprint(KIND.name(), rule);
    ReviewCase opened =
        ReviewCase.of(
                id,
                caller.practice(),
                Optional.empty(),
                rule,
                KIND,
                ReviewCase.fingerprint(group, id),
                now)
            .saying(List.of(), owners.makers(caller.practice(), rule));
    var _ =
        cases.raise(
            new Raised(
                opened,
                due.of(KIND, now),
                owners.owner(caller.practice(), rule),
                Optional.of(group),
                Optional.of(caller.subject()),
                Optional.of(
                    Frozen.of(
                        Optional.empty(),
                        shown,
                        Optional.of(
                            new Frozen.Said(caller.subject(), "WARNING_IS_WRONG", reason, now)))),
                AuditEvent.by(
                    caller,
                    now,
                    AuditType.CASE_OPENED,
                    id,
                    Map.of("kind", KIND.name(), "rule", rule, "decision", decision))));
  }
}
