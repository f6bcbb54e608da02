package io.onshore.gateway.retention;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sets and lifts legal holds. Safe for several threads and replicas. */
public final class HoldDesk {
  private final LegalHolds holds;
  private final Clock clock;

  public HoldDesk(LegalHolds holds, Clock clock) {
    this.holds = holds;
    this.clock = clock;
  }

  /** All of the caller's practice, newest first. */
  public List<LegalHold> list(Caller caller) {
    return holds.list(caller.practice());
  }

  /** Sets a hold: from now on nothing is disposed of. */
  public LegalHold set(Caller caller, String reason) {
    Instant now = clock.instant();
    LegalHold hold =
        new LegalHold(
            LegalHold.freshId(),
            caller.practice(),
            reason,
            caller.subject(),
            now,
            Optional.empty());
    holds.set(hold, AuditEvent.by(caller, now, AuditType.LEGAL_HOLD_SET, hold.id(), Map.of()));
    return hold;
  }

  /**
   * Lifts a hold.
   *
   * @throws RequestRefused HOLD_UNKNOWN if the practice has none of that id; NOT_NOW if it was
   *     lifted before
   */
  public LegalHold lift(Caller caller, String id, String reason) {
    Instant now = clock.instant();
    find(caller, id);
    boolean done =
        holds.lift(
            caller.practice(),
            id,
            new LegalHold.Lifted(reason, caller.subject(), now),
            AuditEvent.by(caller, now, AuditType.LEGAL_HOLD_LIFTED, id, Map.of()));
    if (!done) {
      throw new RequestRefused(
          RefusalCode.NOT_NOW, "this hold was lifted before", "there is nothing more to do");
    }
    return find(caller, id);
  }

  private LegalHold find(Caller caller, String id) {
    return holds
        .find(caller.practice(), id)
        .orElseThrow(
            () ->
                new RequestRefused(
                    RefusalCode.HOLD_UNKNOWN,
                    "there is no such legal hold",
                    "choose one that the list of holds shows"));
  }
}
