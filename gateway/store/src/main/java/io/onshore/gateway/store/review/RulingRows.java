package io.onshore.gateway.store.review;

import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.review.Ruling;
import io.onshore.gateway.store.transaction.Binder;
import io.onshore.gateway.store.transaction.Moments;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rulings as rows that are only ever added, and back. */
final class RulingRows {
  private RulingRows() {}

  /** Adds a ruling; the case's row is locked by its change. */
  static void append(Connection connection, PracticeId practice, String id, Ruling.Made made)
      throws SQLException {
    Columns columns = columns(made.ruling());
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO case_ruling
              (practice_id, case_id, number, ruling, reason, ruled_by, ruled_at, until_at, move_to,
               reference, reported_at)
            VALUES (?, ?, (SELECT COALESCE(MAX(r.number), 0) + 1 FROM case_ruling r
                           WHERE r.practice_id = ? AND r.case_id = ?), ?, ?, ?, ?, ?, ?, ?, ?)
            """)) {
      Binder bind = new Binder(insert);
      bind.text(practice.value());
      bind.text(id);
      bind.text(practice.value());
      bind.text(id);
      bind.text(made.ruling().code());
      bind.text(made.ruling().reason());
      bind.text(made.by());
      bind.moment(made.at());
      bind.moment(columns.until());
      bind.text(columns.moveTo());
      bind.text(columns.reference());
      bind.moment(columns.reportedAt());
      insert.executeUpdate();
    }
  }

  /** What only some rulings have. */
  private record Columns(
      Optional<Instant> until,
      Optional<String> moveTo,
      Optional<String> reference,
      Optional<Instant> reportedAt) {
    static final Columns NONE =
        new Columns(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Columns columns(Ruling ruling) {
    return switch (ruling) {
      case Ruling.Accept ignored -> Columns.NONE;
      case Ruling.AcceptUntil accepted ->
          new Columns(
              Optional.of(accepted.until()), Optional.empty(), Optional.empty(), Optional.empty());
      case Ruling.Move move ->
          new Columns(
              Optional.empty(), Optional.of(move.to().value()), Optional.empty(), Optional.empty());
      case Ruling.Delete ignored -> Columns.NONE;
      case Ruling.Report report ->
          new Columns(
              Optional.empty(),
              Optional.empty(),
              Optional.of(report.reference()),
              Optional.of(report.reportedAt()));
      case Ruling.Reopen ignored -> Columns.NONE;
    };
  }

  /** A case's rulings, the first first. */
  static List<Ruling.Made> of(Connection connection, PracticeId practice, String id)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT * FROM case_ruling WHERE practice_id = ? AND case_id = ? ORDER BY number")) {
      select.setString(1, practice.value());
      select.setString(2, id);
      try (ResultSet row = select.executeQuery()) {
        List<Ruling.Made> rulings = new ArrayList<>();
        while (row.next()) {
          rulings.add(
              new Ruling.Made(
                  ruling(row), row.getString("ruled_by"), Moments.read(row, "ruled_at")));
        }
        return List.copyOf(rulings);
      }
    }
  }

  private static Ruling ruling(ResultSet row) throws SQLException {
    String code = row.getString("ruling");
    String reason = row.getString("reason");
    return switch (code) {
      case "ACCEPT" -> new Ruling.Accept(reason);
      case "ACCEPT_UNTIL" -> new Ruling.AcceptUntil(reason, Moments.read(row, "until_at"));
      case "MOVE" -> new Ruling.Move(reason, new DestinationId(row.getString("move_to")));
      case "DELETE" -> new Ruling.Delete(reason);
      case "REPORT" ->
          new Ruling.Report(reason, row.getString("reference"), Moments.read(row, "reported_at"));
      case "REOPEN" -> new Ruling.Reopen(reason);
      default -> throw new IllegalStateException("a stored ruling is of an unknown kind");
    };
  }
}
