package io.onshore.gateway.audit;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Takes an export as it comes, event by event, in whatever form. Used by one thread. */
public interface AuditExport {
  /** Takes what the export is; comes first. */
  void begin(Header header);

  /** Takes the next event. */
  void event(ChainedEvent event);

  /**
   * Takes what was signed; comes last, so that an export without it was cut off.
   *
   * @param heads of the exported events, oldest first
   */
  void end(List<SignedHead> heads);

  /**
   * What an export is.
   *
   * @param practice whose
   * @param first the number of the first event
   * @param last the number of the last event; one less than {@code first} if there is none
   * @param withheld which values were left out
   */
  record Header(
      String practice, long first, long last, Set<Withholding> withheld, Instant exportedAt) {
    public Header {
      withheld = Set.copyOf(withheld);
    }
  }
}
