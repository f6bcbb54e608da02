package io.onshore.gateway.store.review;

import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.review.Consequences;
import io.onshore.gateway.review.Docket;
import io.onshore.gateway.review.Raised;
import io.onshore.gateway.review.ReviewCase;
import io.onshore.gateway.review.ReviewCase.Affected;
import io.onshore.gateway.store.audit.JdbcAuditTrail;
import io.onshore.gateway.store.json.Json;
import io.onshore.gateway.store.transaction.Binder;
import io.onshore.gateway.store.transaction.Moments;
import io.onshore.gateway.store.transaction.Transactions;
import io.onshore.gateway.transfer.TransferId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cases as rows, written within the transaction of what calls for them. */
public final class CaseRows {
  private CaseRows() {}

  /** What stands in the body. */
  private record Body(
      List<String> changes, Optional<ResidencyEvidence> before, Optional<ResidencyEvidence> now) {}

  /**
   * Keeps what a step of a send means for compliance, and appends its event and those that tell of
   * the cases. The last act of its transaction, as {@link JdbcAuditTrail#append(Connection,
   * AuditEvent)} is.
   *
   * <p>INVARIANT: rows of cases are locked before the practice's audit trail is, by everybody.
   *
   * @param event of the step
   * @throws IllegalArgumentException if the event belongs to another practice
   */
  public static void keep(
      Connection connection,
      PracticeId practice,
      TransferId transfer,
      Consequences consequences,
      Instant at,
      AuditEvent event)
      throws SQLException {
    for (String rule : consequences.stopped()) {
      stop(connection, practice, transfer, rule, at);
    }
    for (String rule : consequences.passed()) {
      pass(connection, practice, transfer, rule, at);
    }
    List<AuditEvent> events = new ArrayList<>();
    for (Raised raised : consequences.cases()) {
      raise(connection, raised).ifPresent(events::add);
    }
    JdbcAuditTrail.append(connection, practice, event);
    for (AuditEvent each : events) {
      JdbcAuditTrail.append(connection, practice, each);
    }
  }

  /**
   * Opens a case or counts up the open one of its group.
   *
   * @return what tells of it, for the caller to append; empty if one of the same fingerprint was
   *     there before
   */
  static Optional<AuditEvent> raise(Connection connection, Raised raised) throws SQLException {
    while (true) {
      if (Transactions.inserted(connection, ignored -> insert(connection, raised))) {
        occur(connection, raised, raised.opened().id(), 1);
        return Optional.of(raised.event());
      }
      if (raised.group().isEmpty() || known(connection, raised.opened())) {
        return Optional.empty();
      }
      Optional<AuditEvent> counted = countedUp(connection, raised);
      if (counted.isPresent()) {
        return counted;
      }
      // It was decided in the same moment, so that a new one can be opened.
    }
  }

  private static boolean known(Connection connection, ReviewCase opened) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT 1 FROM review_case WHERE practice_id = ? AND fingerprint = ?")) {
      select.setString(1, opened.practice().value());
      select.setString(2, opened.fingerprint());
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  private static Optional<AuditEvent> countedUp(Connection connection, Raised raised)
      throws SQLException {
    String id;
    long occurrences;
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT id, occurrences FROM review_case
            WHERE practice_id = ? AND open_group = ? FOR UPDATE
            """)) {
      Binder bind = new Binder(select);
      bind.text(raised.opened().practice().value());
      bind.text(raised.group());
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        id = row.getString(1);
        occurrences = row.getLong(2) + 1;
      }
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            UPDATE review_case SET occurrences = ?, last_at = ?, version = version + 1
            WHERE practice_id = ? AND id = ?
            """)) {
      Binder bind = new Binder(update);
      bind.number(occurrences);
      bind.moment(raised.opened().openedAt());
      bind.text(raised.opened().practice().value());
      bind.text(id);
      update.executeUpdate();
    }
    occur(connection, raised, id, occurrences);
    return Optional.of(raised.again(id));
  }

  private static void insert(Connection connection, Raised raised) throws SQLException {
    ReviewCase opened = raised.opened();
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO review_case
              (id, practice_id, destination, rule_id, kind, fingerprint, opened_at, body, involved,
               affected, open_group, state, version, assignee, due_at, occurrences, last_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', 0, ?, ?, 1, ?)
            """)) {
      Binder bind = new Binder(insert);
      bind.text(opened.id());
      bind.text(opened.practice().value());
      bind.text(opened.destination().map(DestinationId::value));
      bind.text(opened.rule());
      bind.text(opened.kind().name());
      bind.text(opened.fingerprint());
      bind.moment(opened.openedAt());
      bind.text(Json.write(new Body(opened.changes(), opened.before(), opened.now())));
      bind.text(Json.write(opened.involved()));
      bind.text(opened.affected().map(Json::write));
      bind.text(raised.group());
      bind.text(raised.assignee());
      bind.moment(raised.due());
      bind.moment(opened.openedAt());
      insert.executeUpdate();
    }
  }

  private static void occur(Connection connection, Raised raised, String id, long number)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO case_occurrence
              (practice_id, case_id, number, happened_at, person, transfer_id, frozen)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)) {
      Binder bind = new Binder(insert);
      bind.text(raised.opened().practice().value());
      bind.text(id);
      bind.number(number);
      bind.moment(raised.opened().openedAt());
      bind.text(raised.person());
      bind.text(raised.frozen().flatMap(each -> each.transfer()).map(TransferId::value));
      bind.text(raised.frozen().map(Json::write));
      insert.executeUpdate();
    }
  }

  /** A rule stops a send once, however often the send is looked at. */
  private static void stop(
      Connection connection, PracticeId practice, TransferId transfer, String rule, Instant at)
      throws SQLException {
    var _ =
        Transactions.inserted(
            connection,
            ignored -> {
              try (PreparedStatement insert =
                  connection.prepareStatement(
                      """
                      INSERT INTO rule_stop (practice_id, transfer_id, rule_id, stopped_at)
                      VALUES (?, ?, ?, ?)
                      """)) {
                Binder bind = new Binder(insert);
                bind.text(practice.value());
                bind.text(transfer.value());
                bind.text(rule);
                bind.moment(at);
                insert.executeUpdate();
              }
            });
  }

  private static void pass(
      Connection connection, PracticeId practice, TransferId transfer, String rule, Instant at)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            UPDATE rule_stop SET passed_at = ?
            WHERE practice_id = ? AND transfer_id = ? AND rule_id = ? AND passed_at IS NULL
            """)) {
      Binder bind = new Binder(update);
      bind.moment(at);
      bind.text(practice.value());
      bind.text(transfer.value());
      bind.text(rule);
      update.executeUpdate();
    }
  }

  static List<Docket> readAll(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      List<Docket> dockets = new ArrayList<>();
      while (row.next()) {
        dockets.add(new Docket(opened(row), standing(row)));
      }
      return List.copyOf(dockets);
    }
  }

  private static ReviewCase opened(ResultSet row) throws SQLException {
    Body body = Json.read(row.getString("body"), Body.class);
    return new ReviewCase(
        row.getString("id"),
        new PracticeId(row.getString("practice_id")),
        Optional.ofNullable(row.getString("destination")).map(DestinationId::new),
        Optional.ofNullable(row.getString("rule_id")),
        ReviewCase.Kind.valueOf(row.getString("kind")),
        row.getString("fingerprint"),
        Moments.read(row, "opened_at"),
        body.changes(),
        body.before(),
        body.now(),
        Json.readSet(row.getString("involved")),
        Optional.ofNullable(row.getString("affected"))
            .map(json -> List.of(Json.read(json, Affected[].class))));
  }

  private static Docket.Standing standing(ResultSet row) throws SQLException {
    return new Docket.Standing(
        Docket.State.valueOf(row.getString("state")),
        Optional.ofNullable(row.getString("assignee")),
        Moments.read(row, "due_at"),
        Moments.readIfAny(row, "accepted_until"),
        row.getLong("occurrences"),
        Moments.read(row, "last_at"),
        row.getLong("version"));
  }
}
