package io.onshore.gateway.review;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.transfer.Transfer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says which cases a send calls for. The same rule at the same destination for the same person is
 * one case while it is open. Safe for several threads.
 */
public final class SendCases {
  private final DueDates due;
  private final Clock clock;

  public SendCases(DueDates due, Clock clock) {
    this.due = due;
    this.clock = clock;
  }

  /**
   * A person acknowledged warnings.
   *
   * @param seen the transfer under the decision that they saw
   */
  public Consequences acknowledged(
      Caller caller, Transfer seen, Set<String> rules, String code, String reason) {
    Frozen frozen = frozen(seen, Optional.of(said(caller, code, reason)));
    return new Consequences(
        raised(ReviewCase.Kind.WARNING_OVERRIDDEN, seen, rules, caller.subject(), frozen),
        rules,
        rules);
  }

  /** A file waits for a person to acknowledge these. */
  public Consequences unacknowledged(Set<String> rules) {
    return new Consequences(List.of(), rules, Set.of());
  }

  /** A file is held by these. */
  public Consequences held(Transfer held, Set<String> rules) {
    return new Consequences(
        raised(
            ReviewCase.Kind.FILE_HELD,
            held,
            rules,
            held.declaredBy(),
            frozen(held, Optional.empty())),
        rules,
        Set.of());
  }

  /** A file goes past these, because of an emergency that was declared before. */
  public Consequences lifted(Set<String> rules) {
    return new Consequences(List.of(), rules, rules);
  }

  /**
   * A person declared an emergency: always a case of its own.
   *
   * @param rules those that stood in the way
   */
  public Consequences emergency(Caller caller, Transfer seen, Set<String> rules, String reason) {
    Frozen frozen = frozen(seen, Optional.of(said(caller, "EMERGENCY", reason)));
    ReviewCase.Kind kind = ReviewCase.Kind.EMERGENCY_SENT;
    Instant now = clock.instant();
    String id = ReviewCase.newId();
    ReviewCase opened =
        new ReviewCase(
            id,
            seen.practice(),
            Optional.of(seen.destination()),
            Optional.empty(),
            kind,
            ReviewCase.fingerprint(kind.name(), seen.id().value()),
            now,
            new TreeSet<>(rules).stream().map(rule -> "sent past " + rule).toList(),
            Optional.empty(),
            Optional.empty(),
            Set.of(seen.declaredBy()),
            Optional.of(List.of()));
    return new Consequences(
        List.of(
            new Raised(
                opened,
                due.of(kind, now),
                Optional.empty(),
                Optional.empty(),
                Optional.of(caller.subject()),
                Optional.of(frozen),
                AuditEvent.by(caller, now, AuditType.CASE_OPENED, id, detail(opened, seen))
                    .at(seen.destination()))),
        rules,
        rules);
  }

  private Frozen.Said said(Caller caller, String code, String reason) {
    return new Frozen.Said(caller.subject(), code, reason, clock.instant());
  }

  private static Frozen frozen(Transfer seen, Optional<Frozen.Said> said) {
    return Frozen.of(Optional.of(seen.id()), seen.decision(), said);
  }

  private List<Raised> raised(
      ReviewCase.Kind kind, Transfer seen, Set<String> rules, String person, Frozen frozen) {
    return new TreeSet<>(rules)
        .stream().map(rule -> raised(kind, seen, rule, person, frozen)).toList();
  }

  private Raised raised(
      ReviewCase.Kind kind, Transfer seen, String rule, String person, Frozen frozen) {
    Instant now = clock.instant();
    String id = ReviewCase.newId();
    String group = ReviewCase.fingerprint(kind.name(), seen.destination().value(), rule, person);
    ReviewCase opened =
        ReviewCase.of(
                id,
                seen.practice(),
                Optional.of(seen.destination()),
                rule,
                kind,
                ReviewCase.fingerprint(group, id),
                now)
            .saying(List.of(), Set.of(seen.declaredBy()));
    return new Raised(
        opened,
        due.of(kind, now),
        Optional.empty(),
        Optional.of(group),
        Optional.of(person),
        Optional.of(frozen),
        AuditEvent.byGateway(seen.practice(), now, AuditType.CASE_OPENED, id, detail(opened, seen))
            .at(seen.destination()));
  }

  private static Map<String, String> detail(ReviewCase opened, Transfer seen) {
    return Map.of(
        "kind", opened.kind().name(),
        "destination", seen.destination().value(),
        "rule", opened.rule().orElse(""),
        "transfer", seen.id().value(),
        "decision", seen.decision().id());
  }
}
