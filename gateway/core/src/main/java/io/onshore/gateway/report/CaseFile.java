package io.onshore.gateway.report;

import io.onshore.gateway.audit.AuditLedger;
import io.onshore.gateway.audit.ChainedEvent;
import io.onshore.gateway.review.Docket;
import io.onshore.gateway.review.ReviewCases;
import io.onshore.gateway.review.Ruling;
import io.onshore.gateway.transfer.TransferId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that belongs to a case, to be handed over. Names are left out already where they have
 * to be.
 *
 * @param made when, by whom, and what was left out
 * @param practice its name
 * @param seen what people saw and said, the first time first
 * @param files that the case is about
 * @param timeline what happened to the case and its files, by number
 * @param span the range of the trail that goes with it, without a gap
 */
public record CaseFile(
    MonthReport.Made made,
    String practice,
    Docket docket,
    List<ReviewCases.Occurrence> seen,
    List<Ruling.Made> rulings,
    List<ReviewCases.ToDo> toDo,
    List<Sent> files,
    List<Happened> timeline,
    AuditLedger.Span span) {
  public CaseFile {
    seen = List.copyOf(seen);
    rulings = List.copyOf(rulings);
    toDo = List.copyOf(toDo);
    files = List.copyOf(files);
    timeline = List.copyOf(timeline);
  }

  /**
   * A file of the case.
   *
   * @param state how far its transfer is
   * @param receipt the SHA-256 of its receipt, if it has one
   */
  public record Sent(
      TransferId id,
      String destination,
      String provider,
      long size,
      String state,
      Instant declaredAt,
      Optional<String> receipt) {}

  /**
   * An event about the case or one of its files.
   *
   * @param ofCase whether it is about the case itself
   * @param actor who did it, or their role
   * @param event without what is left out
   */
  public record Happened(boolean ofCase, String actor, ChainedEvent event) {}
}
