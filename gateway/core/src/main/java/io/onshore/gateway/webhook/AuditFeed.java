package io.onshore.gateway.webhook;

import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;
import java.util.List;

/**
 * Reads the audit trail from one number to the next: what stands in it is what there is to tell,
 * and nothing else has to be written for it. Safe for several threads.
 */
public interface AuditFeed {
  /**
   * An entry, as far as it is told.
   *
   * @param number 1, 2, 3 ... within the practice, in the order of committing
   * @param type the kind's name; a newer gateway on the same database may know more kinds
   */
  record Entry(long number, Instant at, String type, String target) {}

  /** The entries after a number, oldest first. */
  List<Entry> after(PracticeId practice, long number, int limit);

  /** The number before the first entry of that time or later; of the newest if there is none. */
  long before(PracticeId practice, Instant since);
}
