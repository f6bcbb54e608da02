package io.onshore.gateway.audit;

import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.PracticeId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where people read the audit trail. Each reading is an event of the trail itself: who, what, and
 * by which filters, not the values they looked for. Safe for several threads.
 */
public final class AuditDesk {
  private final AuditTrail trail;
  private final AuditLedger ledger;
  private final SignedHeads heads;
  private final AuditVerification verification;
  private final TrailCopy copy;
  private final Clock clock;

  public AuditDesk(
      AuditTrail trail,
      AuditLedger ledger,
      SignedHeads heads,
      AuditVerification verification,
      Clock clock) {
    this.trail = trail;
    this.ledger = ledger;
    this.heads = heads;
    this.verification = verification;
    this.copy = new TrailCopy(ledger, heads, clock);
    this.clock = clock;
  }

  /** Events, newest first. */
  public List<ChainedEvent> search(
      Caller caller, AuditFilter filter, Optional<AuditPlace> after, int limit) {
    read(caller, "events", Map.of("filters", filter.shape()));
    return ledger.find(caller.practice(), filter, after, limit);
  }

  /** Verifies the trail. */
  public AuditVerification.Outcome verify(Caller caller) {
    read(caller, "verification", Map.of());
    return verification.verify(caller.practice());
  }

  /** The signed heads, newest first. */
  public List<SignedHead> heads(Caller caller) {
    read(caller, "heads", Map.of());
    return heads.all(caller.practice()).reversed();
  }

  /**
   * Exports every event from the first to the last of a time, without a gap: one that was written a
   * moment out of order comes along.
   *
   * @param withheld values to leave out
   * @param format for the audit event, such as {@code jsonl}
   */
  public void export(
      Caller caller,
      Optional<Instant> from,
      Optional<Instant> to,
      Set<Withholding> withheld,
      String format,
      AuditExport export) {
    PracticeId practice = caller.practice();
    read(
        caller,
        "export",
        Map.of(
            "format",
            format,
            "withheld",
            withheld.stream().map(Withholding::id).sorted().collect(Collectors.joining(" ")),
            "filters",
            new AuditFilter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    from,
                    to)
                .shape()));
    AuditLedger.Span span =
        ledger.span(practice, from, to).orElseGet(() -> new AuditLedger.Span(1, 0));
    copy.of(practice, span, withheld, event -> event.withhold(withheld), export);
  }

  private void read(Caller caller, String what, Map<String, String> detail) {
    trail.append(AuditEvent.by(caller, clock.instant(), AuditType.AUDIT_READ, what, detail));
  }
}
