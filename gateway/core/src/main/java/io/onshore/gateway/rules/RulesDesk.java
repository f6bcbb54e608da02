package io.onshore.gateway.rules;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Proposes, publishes and withdraws a practice's rules. Safe for several threads and replicas. */
public final class RulesDesk {
  private final RulesInForce inForce;
  private final RulesVersions versions;
  private final Consumer<PracticeId> reconsider;
  private final Clock clock;

  /**
   * @param reconsider decides anew on the files of a practice that wait to be sent
   */
  public RulesDesk(
      RulesInForce inForce, RulesVersions versions, Consumer<PracticeId> reconsider, Clock clock) {
    this.inForce = inForce;
    this.versions = versions;
    this.reconsider = reconsider;
    this.clock = clock;
  }

  /**
   * Proposes rules. They change nothing until a second person publishes them.
   *
   * @throws RulesRefused if they do not fit the rulebook in force
   */
  public RulesVersion propose(Caller caller, PracticeRules rules, String reason) {
    var _ = inForce.bind(inForce.base(), rules, Optional.empty());
    return versions.propose(
        caller.practice(),
        rules,
        caller.subject(),
        clock.instant(),
        reason,
        number -> event(caller, AuditType.RULES_PROPOSED, number));
  }

  /**
   * Puts a proposal in force, also for the files that wait to be sent.
   *
   * @throws RequestRefused SECOND_PERSON_NEEDED to who proposed it; NOT_NOW if it is no proposal
   * @throws RulesRefused if it no longer fits the rulebook in force
   */
  public RulesVersion publish(Caller caller, int number) {
    RulesVersion proposed = find(caller, number);
    if (proposed.proposedBy().equals(caller.subject())) {
      throw new RequestRefused(
          RefusalCode.SECOND_PERSON_NEEDED,
          "you proposed these rules yourself",
          "ask a second practice admin or compliance officer to publish them");
    }
    var _ = inForce.bind(inForce.base(), proposed.rules(), Optional.of(number));
    RulesVersion published =
        decided(caller, number, RulesVersion.State.PUBLISHED, AuditType.RULES_PUBLISHED);
    reconsider.accept(caller.practice());
    return published;
  }

  /**
   * Takes a proposal back.
   *
   * @throws RequestRefused NOT_NOW if it is no proposal any more
   */
  public RulesVersion withdraw(Caller caller, int number) {
    find(caller, number);
    return decided(caller, number, RulesVersion.State.WITHDRAWN, AuditType.RULES_WITHDRAWN);
  }

  private RulesVersion decided(
      Caller caller, int number, RulesVersion.State state, AuditType type) {
    boolean done =
        versions.decide(
            caller.practice(),
            number,
            state,
            caller.subject(),
            clock.instant(),
            event(caller, type, number));
    if (!done) {
      throw new RequestRefused(
          RefusalCode.NOT_NOW,
          "these rules are no proposal any more",
          "look at the list of versions");
    }
    return find(caller, number);
  }

  private RulesVersion find(Caller caller, int number) {
    return versions
        .find(caller.practice(), number)
        .orElseThrow(
            () ->
                new RequestRefused(
                    RefusalCode.RULES_UNKNOWN,
                    "there is no such version of the practice's rules",
                    "choose one that the list of versions shows"));
  }

  private AuditEvent event(Caller caller, AuditType type, int number) {
    return AuditEvent.by(caller, clock.instant(), type, "rules-" + number, Map.of());
  }
}
