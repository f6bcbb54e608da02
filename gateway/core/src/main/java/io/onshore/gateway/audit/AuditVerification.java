package io.onshore.gateway.audit;

import io.onshore.gateway.practice.PracticeId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Goes along a practice's whole trail and names the first place where it does not hold. Reads page
 * by page: neither memory nor the other requests feel how long the trail is. Safe for several
 * threads.
 */
public final class AuditVerification {
  private static final int PAGE = 1000;

  private final AuditLedger ledger;
  private final SignedHeads heads;
  private final HeadCheck check;
  private final Clock clock;

  /**
   * @param check of the signatures of heads
   */
  public AuditVerification(AuditLedger ledger, SignedHeads heads, HeadCheck check, Clock clock) {
    this.ledger = ledger;
    this.heads = heads;
    this.check = check;
    this.clock = clock;
  }

  /**
   * What was found.
   *
   * @param first the number of the first event there should be; older ones were disposed of
   * @param end where the chain held until
   * @param heads how many signed heads there are
   * @param fault the first place where the trail does not hold, if there is one
   */
  public record Outcome(
      long first, ChainEnd end, int heads, Optional<ChainFault> fault, Instant at) {}

  /** Verifies what is there now. */
  public Outcome verify(PracticeId practice) {
    while (true) {
      AuditLedger.Standing standing = ledger.standing(practice);
      List<SignedHead> signed = heads.all(practice);
      ChainWalk walk =
          new ChainWalk(
              standing.begin(),
              standing.end().number(),
              signed.stream().map(SignedHead::head).toList());
      Optional<ChainFault> fault =
          badSignature(signed)
              .or(() -> walked(practice, standing, walk))
              .or(() -> wrongEnd(standing, walk));
      if (fault.isEmpty() || ledger.standing(practice).begin().equals(standing.begin())) {
        return new Outcome(
            standing.begin().number() + 1, walk.reached(), signed.size(), fault, clock.instant());
      }
      // The oldest events were disposed of meanwhile: what is left is another trail.
    }
  }

  private Optional<ChainFault> badSignature(List<SignedHead> signed) {
    return signed.stream()
        .filter(each -> !each.isAboutItsHead() || !check.holds(each))
        .map(each -> new ChainFault(ChainFault.Kind.SIGNATURE, each.head().number()))
        .findFirst();
  }

  private Optional<ChainFault> walked(
      PracticeId practice, AuditLedger.Standing standing, ChainWalk walk) {
    boolean proven = standing.begin().number() == 0;
    List<ChainedEvent> page = ledger.from(practice, 0, PAGE);
    while (!page.isEmpty()) {
      for (ChainedEvent event : page) {
        if (event.number() > standing.end().number()) {
          break;
        }
        Optional<ChainFault> fault = walk.next(event);
        if (fault.isPresent()) {
          return fault;
        }
        proven |= proves(event, standing.begin());
      }
      long last = page.getLast().number();
      page = last >= standing.end().number() ? List.of() : ledger.from(practice, last + 1, PAGE);
    }
    return proven
        ? walk.end()
        : walk.end().or(() -> Optional.of(new ChainFault(ChainFault.Kind.MISSING, 1)));
  }

  /** Whether an event says that what came before the begin was disposed of. */
  private static boolean proves(ChainedEvent event, ChainEnd begin) {
    return event.type().equals(AuditType.TRAIL_DISPOSED.name())
        && event
            .shown(AuditChain.DETAIL + Disposed.LAST)
            .equals(Optional.of(Long.toString(begin.number())))
        && event.shown(AuditChain.DETAIL + Disposed.HASH).equals(Optional.of(begin.hash()));
  }

  private static Optional<ChainFault> wrongEnd(AuditLedger.Standing standing, ChainWalk walk) {
    if (standing.last() > standing.end().number()) {
      return Optional.of(new ChainFault(ChainFault.Kind.ADDED, standing.end().number() + 1));
    }
    return walk.reached().equals(standing.end())
        ? Optional.empty()
        : Optional.of(new ChainFault(ChainFault.Kind.EDITED, standing.end().number()));
  }
}
