package io.onshore.gateway.audit;

import io.onshore.gateway.practice.PracticeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The trail as it stands on disk, for reading and checking. Nothing is believed here. */
public interface AuditLedger {
  /** How many events are read at once. */
  int PAGE = 1000;

  /** Where a practice's chain begins and ends. */
  Standing standing(PracticeId practice);

  /**
   * Events in the order of their numbers.
   *
   * @param first the smallest number
   */
  List<ChainedEvent> from(PracticeId practice, long first, int limit);

  /**
   * Events, newest first.
   *
   * @param after where the page begins
   */
  List<ChainedEvent> find(
      PracticeId practice, AuditFilter filter, Optional<AuditPlace> after, int limit);

  /** All events of a filter, newest first; they are held in memory. */
  default List<ChainedEvent> findAll(PracticeId practice, AuditFilter filter) {
    List<ChainedEvent> all = new ArrayList<>();
    List<ChainedEvent> page = find(practice, filter, Optional.empty(), PAGE);
    all.addAll(page);
    while (page.size() == PAGE) {
      page = find(practice, filter, Optional.of(AuditPlace.after(page.getLast())), PAGE);
      all.addAll(page);
    }
    return List.copyOf(all);
  }

  /** The events from the first to the last of a time, if there is one. */
  Optional<Span> span(PracticeId practice, Optional<Instant> from, Optional<Instant> to);

  /**
   * Where a chain begins and ends.
   *
   * @param begin before the first event: zero, or the last one that was disposed of
   * @param end the newest event that the gateway counted
   * @param last the number of the newest event that is there
   */
  record Standing(ChainEnd begin, ChainEnd end, long last) {}

  /** Numbers of events, both inclusive. */
  record Span(long first, long last) {}
}
