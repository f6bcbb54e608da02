package io.onshore.gateway.store.review;

import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.review.ReviewCase;
import io.onshore.gateway.review.ReviewCase.Affected;
import io.onshore.gateway.review.ReviewCases;
import io.onshore.gateway.store.audit.JdbcAuditTrail;
import io.onshore.gateway.store.json.Json;
import io.onshore.gateway.store.transaction.Binder;
import io.onshore.gateway.store.transaction.Moments;
import io.onshore.gateway.store.transaction.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cases as rows under a unique fingerprint: the database decides a race. Times are kept to the
 * microsecond. Safe for several threads and replicas.
 */
public final class JdbcReviewCases implements ReviewCases {
  private final Transactions transactions;

  public JdbcReviewCases(Transactions transactions) {
    this.transactions = transactions;
  }

  /** What stands in the body. */
  private record Body(
      List<String> changes, Optional<ResidencyEvidence> before, Optional<ResidencyEvidence> now) {}

  @Override
  public boolean open(ReviewCase opened, AuditEvent event) {
    return transactions.keep(
        "the case could not be opened",
        connection -> {
          boolean fresh = Transactions.inserted(connection, ignored -> insert(connection, opened));
          if (fresh) {
            JdbcAuditTrail.append(connection, opened.practice(), event.at(opened.destination()));
          }
          return fresh;
        });
  }

  private static void insert(Connection connection, ReviewCase opened) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO review_case
              (id, practice_id, destination, kind, fingerprint, opened_at, body, affected)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """)) {
      Binder bind = new Binder(insert);
      bind.text(opened.id());
      bind.text(opened.practice().value());
      bind.text(opened.destination().value());
      bind.text(opened.kind().name());
      bind.text(opened.fingerprint());
      bind.moment(opened.openedAt());
      bind.text(Json.write(new Body(opened.changes(), opened.before(), opened.now())));
      bind.text(opened.affected().map(Json::write));
      insert.executeUpdate();
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>Where two processes looked, what the first one found stays.
   */
  @Override
  public void complete(ReviewCase completed) {
    transactions.keepChange(
        "the case could not be completed",
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  """
                  UPDATE review_case SET affected = ?
                  WHERE practice_id = ? AND id = ? AND affected IS NULL
                  """)) {
            Binder bind = new Binder(update);
            bind.text(completed.affected().map(Json::write));
            bind.text(completed.practice().value());
            bind.text(completed.id());
            update.executeUpdate();
          }
        });
  }

  @Override
  public List<ReviewCase> incomplete() {
    return transactions.get(
        "the unfinished cases could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT * FROM review_case WHERE affected IS NULL ORDER BY id")) {
            return readAll(select);
          }
        });
  }

  @Override
  public List<ReviewCase> list(PracticeId practice, Optional<String> before, int limit) {
    String where =
        "WHERE practice_id = ?"
            + (before.isPresent() ? " AND id < ?" : "")
            + " ORDER BY id DESC FETCH FIRST ? ROWS ONLY";
    return transactions.get(
        "the cases could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("SELECT * FROM review_case " + where)) {
            Binder bind = new Binder(select);
            bind.text(practice.value());
            if (before.isPresent()) {
              bind.text(before.get());
            }
            bind.number(limit);
            return readAll(select);
          }
        });
  }

  @Override
  public Optional<ReviewCase> find(PracticeId practice, String id) {
    return transactions.get(
        "the case could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT * FROM review_case WHERE practice_id = ? AND id = ?")) {
            select.setString(1, practice.value());
            select.setString(2, id);
            return readAll(select).stream().findFirst();
          }
        });
  }

  private static List<ReviewCase> readAll(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      List<ReviewCase> cases = new ArrayList<>();
      while (row.next()) {
        Body body = Json.read(row.getString("body"), Body.class);
        cases.add(
            new ReviewCase(
                row.getString("id"),
                new PracticeId(row.getString("practice_id")),
                new DestinationId(row.getString("destination")),
                ReviewCase.Kind.valueOf(row.getString("kind")),
                row.getString("fingerprint"),
                Moments.read(row, "opened_at"),
                body.changes(),
                body.before(),
                body.now(),
                Optional.ofNullable(row.getString("affected"))
                    .map(json -> List.of(Json.read(json, Affected[].class)))));
      }
      return List.copyOf(cases);
    }
  }
}
