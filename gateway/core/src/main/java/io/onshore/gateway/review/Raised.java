package io.onshore.gateway.review;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that calls for a case. Where a case of its group is open, that one is counted up.
 *
 * @param opened the case if one has to be opened
 * @param due when it has to be decided
 * @param assignee who shall look at it, if that is known
 * @param group what is counted together while it is open; empty if each has a case of its own
 * @param person the subject of who did it; empty if it was the gateway
 * @param frozen what the person saw and said
 * @param event tells that the case was opened
 */
public record Raised(
    ReviewCase opened,
    Instant due,
    Optional<String> assignee,
    Optional<String> group,
    Optional<String> person,
    Optional<Frozen> frozen,
    AuditEvent event) {
  public Raised {
    AuditEvent told = event;
    event = opened.destination().map(concerned -> told.at(concerned)).orElse(told);
  }

  /** Tells that the same happened again. */
  public AuditEvent again(String id) {
    return new AuditEvent(
        event.at(),
        event.practice(),
        AuditType.CASE_COUNTED_UP,
        event.actor(),
        id,
        event.destination(),
        event.detail());
  }
}
