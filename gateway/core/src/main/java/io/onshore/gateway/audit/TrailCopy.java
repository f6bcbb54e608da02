package io.onshore.gateway.audit;

import io.onshore.gateway.practice.PracticeId;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Copies a range of a trail into an export, event by event and without a gap, with the signed heads
 * that belong to it. Safe for several threads.
 */
public final class TrailCopy {
  private static final int PAGE = 1000;

  private final AuditLedger ledger;
  private final SignedHeads heads;
  private final Clock clock;

  public TrailCopy(AuditLedger ledger, SignedHeads heads, Clock clock) {
    this.ledger = ledger;
    this.heads = heads;
    this.clock = clock;
  }

  /**
   * Copies.
   *
   * @param withheld what the export says that it leaves out
   * @param shown each event as it leaves the gateway: with values left out, never changed
   */
  public void of(
      PracticeId practice,
      AuditLedger.Span span,
      Set<Withholding> withheld,
      UnaryOperator<ChainedEvent> shown,
      AuditExport export) {
    export.begin(
        new AuditExport.Header(
            practice.value(), span.first(), span.last(), withheld, clock.instant()));
    long next = span.first();
    while (next <= span.last()) {
      List<ChainedEvent> page =
          ledger.from(practice, next, (int) Math.min(PAGE, span.last() - next + 1));
      for (ChainedEvent event : page) {
        if (event.number() <= span.last()) {
          export.event(shown.apply(event));
        }
      }
      next = page.isEmpty() ? span.last() + 1 : page.getLast().number() + 1;
    }
    export.end(
        heads.all(practice).stream()
            .filter(head -> head.head().number() >= span.first())
            .filter(head -> head.head().number() <= span.last())
            .toList());
  }
}
