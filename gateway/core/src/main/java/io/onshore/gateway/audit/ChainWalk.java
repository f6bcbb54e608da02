package io.onshore.gateway.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Goes along a chain, event by event, and finds the first place where it does not hold. Needs the
 * events alone: it works on a database, and on an export at somebody else's. Used by one thread.
 */
public final class ChainWalk {
  private final long begin;
  private final long last;
  private final Map<Long, String> signed = new HashMap<>();
  private ChainEnd reached;

  /**
   * @param begin what stands before the first event
   * @param last the number of the last event, which is the end of the chain or of the export
   * @param heads that were signed and whose signatures hold; those before the first event count for
   *     nothing
   */
  public ChainWalk(ChainEnd begin, long last, List<AuditHead> heads) {
    this.begin = begin.number();
    this.reached = begin;
    this.last = last;
    heads.forEach(head -> signed.put(head.number(), head.hash()));
  }

  /** Where the chain held until now. */
  public ChainEnd reached() {
    return reached;
  }

  /**
   * Takes the next event.
   *
   * @return what is wrong, if something is; nothing after that counts
   */
  public Optional<ChainFault> next(ChainedEvent event) {
    long expected = reached.number() + 1;
    if (event.number() > expected) {
      return fault(ChainFault.Kind.MISSING, expected);
    }
    if (event.number() < expected) {
      return fault(ChainFault.Kind.REORDERED, event.number());
    }
    if (!AuditChain.wellFormed(event)) {
      return fault(ChainFault.Kind.EDITED, expected);
    }
    if (!AuditChain.hash(event).equals(event.hash())) {
      return fault(
          belongsElsewhere(event) ? ChainFault.Kind.REORDERED : ChainFault.Kind.EDITED, expected);
    }
    if (!event.previous().equals(reached.hash())) {
      // This event is whole and says what stood before it: something else did.
      return fault(ChainFault.Kind.EDITED, reached.number() > begin ? reached.number() : expected);
    }
    if (!signed.getOrDefault(expected, event.hash()).equals(event.hash())) {
      return fault(ChainFault.Kind.REWRITTEN, expected);
    }
    reached = ChainEnd.at(event);
    return Optional.empty();
  }

  /**
   * Tells after the last event whether more should have come.
   *
   * @return what is wrong, if something is
   */
  public Optional<ChainFault> end() {
    long newest = signed.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    return reached.number() < Math.max(last, newest)
        ? fault(ChainFault.Kind.TRUNCATED, reached.number() + 1)
        : Optional.empty();
  }

  /** Whether it was written whole, but as the event of another number. */
  private boolean belongsElsewhere(ChainedEvent event) {
    return LongStream.rangeClosed(1, Math.max(last, event.number()))
        .anyMatch(number -> AuditChain.hash(event, number).equals(event.hash()));
  }

  private static Optional<ChainFault> fault(ChainFault.Kind kind, long number) {
    return Optional.of(new ChainFault(kind, number));
  }
}
