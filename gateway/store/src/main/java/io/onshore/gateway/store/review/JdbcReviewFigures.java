package io.onshore.gateway.store.review;

import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.review.ReviewFigures;
import io.onshore.gateway.store.transaction.Binder;
import io.onshore.gateway.store.transaction.Moments;
import io.onshore.gateway.store.transaction.Transactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts in the database. Safe for several threads and replicas. */
public final class JdbcReviewFigures implements ReviewFigures {
  private final Transactions transactions;

  public JdbcReviewFigures(Transactions transactions) {
    this.transactions = transactions;
  }

  @FunctionalInterface
  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> counted(
      String sql, PracticeId practice, Instant from, Instant to, Row<T> each) {
    return transactions.get(
        "the figures could not be counted",
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            Binder bind = new Binder(select);
            bind.text(practice.value());
            bind.moment(from);
            bind.moment(to);
            try (ResultSet row = select.executeQuery()) {
              List<T> rows = new ArrayList<>();
              while (row.next()) {
                rows.add(each.read(row));
              }
              return List.copyOf(rows);
            }
          }
        });
  }

  @Override
  public long sends(PracticeId practice, Instant from, Instant to) {
    return counted(
            """
            SELECT COUNT(DISTINCT transfer_id) FROM decision
            WHERE practice_id = ? AND decided_at >= ? AND decided_at < ?
            """,
            practice,
            from,
            to,
            row -> row.getLong(1))
        .getFirst();
  }

  @Override
  public List<RuleCount> stops(PracticeId practice, Instant from, Instant to) {
    return counted(
        """
        SELECT rule_id, COUNT(*), COUNT(passed_at) FROM rule_stop
        WHERE practice_id = ? AND stopped_at >= ? AND stopped_at < ?
        GROUP BY rule_id ORDER BY rule_id
        """,
        practice,
        from,
        to,
        row -> new RuleCount(row.getString(1), row.getLong(2), row.getLong(3)));
  }

  /** Ids of cases grow with time, so the greatest is the newest. */
  @Override
  public List<RulingCount> overridesRuled(PracticeId practice, Instant from, Instant to) {
    return counted(
        """
        SELECT passed.rule_id, ruled.ruling, COUNT(*) FROM (
          SELECT s.practice_id, s.rule_id, s.transfer_id, MAX(c.id) AS case_id
          FROM case_occurrence o
          JOIN review_case c ON c.practice_id = o.practice_id AND c.id = o.case_id
          JOIN rule_stop s ON s.practice_id = o.practice_id AND s.transfer_id = o.transfer_id
          WHERE o.practice_id = ? AND s.stopped_at >= ? AND s.stopped_at < ?
            AND s.passed_at IS NOT NULL
            AND (c.kind = 'EMERGENCY_SENT'
              OR (c.kind = 'WARNING_OVERRIDDEN' AND c.rule_id = s.rule_id))
          GROUP BY s.practice_id, s.rule_id, s.transfer_id) passed
        LEFT JOIN case_ruling ruled
          ON ruled.practice_id = passed.practice_id AND ruled.case_id = passed.case_id
          AND ruled.number = (
            SELECT MAX(newest.number) FROM case_ruling newest
            WHERE newest.practice_id = passed.practice_id AND newest.case_id = passed.case_id)
        GROUP BY passed.rule_id, ruled.ruling ORDER BY 1, 2
        """,
        practice,
        from,
        to,
        row ->
            new RulingCount(
                row.getString(1), Optional.ofNullable(row.getString(2)), row.getLong(3)));
  }

  /** Counts rows by their day of UTC and by a word. */
  private List<DayCount> byDay(
      String time, String word, String tables, PracticeId practice, Instant from, Instant to) {
    String day = "FLOOR(EXTRACT(EPOCH FROM " + time + ") / 86400)";
    return counted(
        "SELECT %1$s AS the_day, %2$s AS the_word, COUNT(*) FROM %3$s AND %4$s >= ? AND %4$s < ? "
                .formatted(day, word, tables, time)
            + "GROUP BY %1$s, %2$s ORDER BY 1, 2".formatted(day, word),
        practice,
        from,
        to,
        row ->
            new DayCount(LocalDate.ofEpochDay(row.getLong(1)), row.getString(2), row.getLong(3)));
  }

  @Override
  public List<DayCount> sendsByOutcome(PracticeId practice, Instant from, Instant to) {
    return byDay(
        "d.decided_at",
        "d.outcome",
        """
        decision d WHERE d.practice_id = ? AND NOT EXISTS (
          SELECT 1 FROM decision earlier
          WHERE earlier.practice_id = d.practice_id AND earlier.transfer_id = d.transfer_id
            AND earlier.id < d.id)
        """,
        practice,
        from,
        to);
  }

  @Override
  public List<DayCount> casesOpened(PracticeId practice, Instant from, Instant to) {
    return byDay(
        "c.opened_at", "c.kind", "review_case c WHERE c.practice_id = ?", practice, from, to);
  }

  @Override
  public List<DayCount> casesDecided(PracticeId practice, Instant from, Instant to) {
    return byDay(
        "r.ruled_at",
        "c.kind",
        """
        case_ruling r JOIN review_case c ON c.practice_id = r.practice_id AND c.id = r.case_id
        WHERE r.practice_id = ? AND r.ruling <> 'REOPEN'
        """,
        practice,
        from,
        to);
  }

  @Override
  public List<FirstDecision> firstDecisions(PracticeId practice, Instant from, Instant to) {
    return counted(
        """
        SELECT c.opened_at, r.ruled_at
        FROM case_ruling r JOIN review_case c ON c.practice_id = r.practice_id AND c.id = r.case_id
        WHERE r.practice_id = ? AND r.ruled_at >= ? AND r.ruled_at < ? AND r.number = (
          SELECT MIN(earliest.number) FROM case_ruling earliest
          WHERE earliest.practice_id = r.practice_id AND earliest.case_id = r.case_id)
        """,
        practice,
        from,
        to,
        row -> new FirstDecision(Moments.read(row, "opened_at"), Moments.read(row, "ruled_at")));
  }

  @Override
  public List<DayCount> casesOverdue(PracticeId practice, Instant from, Instant to) {
    return byDay(
        "c.due_at",
        "c.kind",
        """
        review_case c WHERE c.practice_id = ? AND NOT EXISTS (
          SELECT 1 FROM case_ruling r
          WHERE r.practice_id = c.practice_id AND r.case_id = c.id AND r.ruling <> 'REOPEN'
            AND r.ruled_at <= c.due_at)
        """,
        practice,
        from,
        to);
  }

  @Override
  public Map<DestinationId, Long> resting(PracticeId practice) {
    return transactions.get(
        "the stored files could not be counted",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  SELECT destination, COUNT(*) FROM transfer
                  WHERE practice_id = ? AND state IN ('STORED', 'VERIFIED', 'QUARANTINED')
                    AND gone_at IS NULL
                  GROUP BY destination
                  """)) {
            new Binder(select).text(practice.value());
            try (ResultSet row = select.executeQuery()) {
              Map<DestinationId, Long> counts = new HashMap<>();
              while (row.next()) {
                counts.put(new DestinationId(row.getString(1)), row.getLong(2));
              }
              return Map.copyOf(counts);
            }
          }
        });
  }

  @Override
  public List<RulesCount> decidedBy(PracticeId practice, Instant from, Instant to) {
    return counted(
        """
        SELECT rulebook, COUNT(*) AS decisions, MIN(decided_at) AS began, MAX(decided_at) AS ended
        FROM decision
        WHERE practice_id = ? AND decided_at >= ? AND decided_at < ?
        GROUP BY rulebook ORDER BY began, rulebook
        """,
        practice,
        from,
        to,
        row ->
            new RulesCount(
                row.getString("rulebook"),
                row.getLong("decisions"),
                Moments.read(row, "began"),
                Moments.read(row, "ended")));
  }
}
