package io.onshore.gateway.store.review;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.review.Docket;
import io.onshore.gateway.review.Frozen;
import io.onshore.gateway.review.Raised;
import io.onshore.gateway.review.ReviewCase;
import io.onshore.gateway.review.ReviewCases;
import io.onshore.gateway.review.Ruling;
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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Cases as rows under a unique fingerprint: the database decides a race. Times are kept to the
 * microsecond. Safe for several threads and replicas.
 */
public final class JdbcReviewCases implements ReviewCases {
  private final Transactions transactions;

  public JdbcReviewCases(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean raise(Raised raised) {
    return transactions.keep(
        "the case could not be opened",
        connection -> {
          Optional<AuditEvent> event = CaseRows.raise(connection, raised);
          if (event.isPresent()) {
            JdbcAuditTrail.append(connection, raised.opened().practice(), event.get());
          }
          return event.equals(Optional.of(raised.event()));
        });
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
    return dockets("WHERE affected IS NULL ORDER BY id", bind -> {}).stream()
        .map(Docket::opened)
        .toList();
  }

  @Override
  public List<Docket> list(PracticeId practice, Inbox inbox, Optional<String> before, int limit) {
    String where =
        "WHERE practice_id = ?"
            + inbox.open().map(open -> open ? " AND state <> ?" : " AND state = ?").orElse("")
            + inbox.kind().map(ignored -> " AND kind = ?").orElse("")
            + inbox.destination().map(ignored -> " AND destination = ?").orElse("")
            + inbox.rule().map(ignored -> " AND rule_id = ?").orElse("")
            + inbox.assignee().map(ignored -> " AND assignee = ?").orElse("")
            + inbox.overdueAt().map(ignored -> " AND state <> ? AND due_at <= ?").orElse("")
            + before.map(ignored -> " AND id < ?").orElse("")
            + " ORDER BY id DESC FETCH FIRST ? ROWS ONLY";
    return dockets(
        where,
        bind -> {
          bind.text(practice.value());
          if (inbox.open().isPresent()) {
            bind.text(Docket.State.DECIDED.name());
          }
          bindIfAny(bind, inbox.kind().map(Enum::name));
          bindIfAny(bind, inbox.destination().map(DestinationId::value));
          bindIfAny(bind, inbox.rule());
          bindIfAny(bind, inbox.assignee());
          if (inbox.overdueAt().isPresent()) {
            bind.text(Docket.State.DECIDED.name());
            bind.moment(inbox.overdueAt().get());
          }
          bindIfAny(bind, before);
          bind.number(limit);
        });
  }

  private static void bindIfAny(Binder bind, Optional<String> value) throws SQLException {
    if (value.isPresent()) {
      bind.text(value.get());
    }
  }

  @Override
  public Optional<Docket> find(PracticeId practice, String id) {
    return dockets("WHERE practice_id = ? AND id = ?", bind -> bindCase(bind, practice, id))
        .stream()
        .findFirst();
  }

  private static void bindCase(Binder bind, PracticeId practice, String id) throws SQLException {
    bind.text(practice.value());
    bind.text(id);
  }

  @Override
  public List<Occurrence> occurrences(PracticeId practice, String id, int limit) {
    return rows(
        """
        SELECT * FROM case_occurrence WHERE practice_id = ? AND case_id = ?
        ORDER BY number FETCH FIRST ? ROWS ONLY
        """,
        bind -> {
          bindCase(bind, practice, id);
          bind.number(limit);
        },
        row ->
            new Occurrence(
                Moments.read(row, "happened_at"),
                Optional.ofNullable(row.getString("person")),
                Optional.ofNullable(row.getString("frozen"))
                    .map(json -> Json.read(json, Frozen.class))));
  }

  @Override
  public Set<String> people(PracticeId practice, String id) {
    return new HashSet<>(
        rows(
            """
            SELECT DISTINCT person FROM case_occurrence
            WHERE practice_id = ? AND case_id = ? AND person IS NOT NULL
            """,
            bind -> bindCase(bind, practice, id),
            row -> row.getString(1)));
  }

  @Override
  public Set<TransferId> files(PracticeId practice, String id) {
    return rows(
            """
            SELECT DISTINCT transfer_id FROM case_occurrence
            WHERE practice_id = ? AND case_id = ? AND transfer_id IS NOT NULL
            """,
            bind -> bindCase(bind, practice, id),
            row -> new TransferId(row.getString(1)))
        .stream()
        .collect(Collectors.toSet());
  }

  @Override
  public List<Ruling.Made> rulings(PracticeId practice, String id) {
    return transactions.get(
        "the rulings could not be read", connection -> RulingRows.of(connection, practice, id));
  }

  /**
   * {@inheritDoc}
   *
   * <p>A case that is open no longer is counted up no longer either, even once it is opened again.
   */
  @Override
  public boolean change(
      Docket from,
      Docket.Standing next,
      Optional<Ruling.Made> made,
      Set<TransferId> toDo,
      AuditEvent event) {
    PracticeId practice = from.opened().practice();
    String id = from.opened().id();
    return transactions.keep(
        "the case could not be changed",
        connection -> {
          if (!changed(connection, from, next)) {
            return false;
          }
          if (made.isPresent()) {
            RulingRows.append(connection, practice, id, made.get());
            replaceToDo(connection, practice, id, toDo);
          }
          JdbcAuditTrail.append(connection, practice, event);
          return true;
        });
  }

  private static boolean changed(Connection connection, Docket from, Docket.Standing next)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            UPDATE review_case SET state = ?, assignee = ?, due_at = ?, accepted_until = ?,
              open_group = CASE WHEN ? THEN open_group ELSE NULL END, version = version + 1
            WHERE practice_id = ? AND id = ? AND version = ?
            """)) {
      Binder bind = new Binder(update);
      bind.text(next.state().name());
      bind.text(next.assignee());
      bind.moment(next.due());
      bind.moment(next.acceptedUntil());
      bind.flag(next.state() == Docket.State.OPEN);
      bind.text(from.opened().practice().value());
      bind.text(from.opened().id());
      bind.number(from.standing().version());
      return update.executeUpdate() == 1;
    }
  }

  /** Only the newest ruling is done; what an older one did stays in the audit trail. */
  private static void replaceToDo(
      Connection connection, PracticeId practice, String id, Set<TransferId> files)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM case_to_do WHERE practice_id = ? AND case_id = ?")) {
      bindCase(new Binder(delete), practice, id);
      delete.executeUpdate();
    }
    for (TransferId file : files) {
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO case_to_do (practice_id, case_id, transfer_id) VALUES (?, ?, ?)")) {
        Binder bind = new Binder(insert);
        bindCase(bind, practice, id);
        bind.text(file.value());
        insert.executeUpdate();
      }
    }
  }

  @Override
  public List<Docket> pending() {
    return dockets("WHERE state = ? ORDER BY id", bind -> bind.text(Docket.State.PENDING.name()));
  }

  @Override
  public List<Docket> acceptedUntil(Instant now) {
    return dockets(
        "WHERE state = ? AND accepted_until <= ? ORDER BY id",
        bind -> {
          bind.text(Docket.State.DECIDED.name());
          bind.moment(now);
        });
  }

  @Override
  public List<ToDo> toDo(PracticeId practice, String id) {
    return rows(
        "SELECT * FROM case_to_do WHERE practice_id = ? AND case_id = ? ORDER BY transfer_id",
        bind -> bindCase(bind, practice, id),
        row -> {
          String trouble = row.getString("trouble_kind");
          return new ToDo(
              new TransferId(row.getString("transfer_id")),
              Moments.readIfAny(row, "gone_at"),
              trouble == null
                  ? Optional.empty()
                  : Optional.of(
                      new ToDo.Trouble(
                          trouble,
                          row.getString("trouble_message"),
                          row.getString("trouble_hint"))));
        });
  }

  @Override
  public void gone(PracticeId practice, String id, TransferId transfer, AuditEvent event) {
    transactions.keepChange(
        "the deletion could not be noted",
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  """
                  UPDATE case_to_do SET gone_at = ?, trouble_kind = NULL, trouble_message = NULL,
                    trouble_hint = NULL
                  WHERE practice_id = ? AND case_id = ? AND transfer_id = ? AND gone_at IS NULL
                  """)) {
            Binder bind = new Binder(update);
            bind.moment(event.at());
            bindCase(bind, practice, id);
            bind.text(transfer.value());
            if (update.executeUpdate() == 0) {
              return;
            }
          }
          try (PreparedStatement update =
              connection.prepareStatement(
                  """
                  UPDATE transfer SET gone_at = ?
                  WHERE practice_id = ? AND id = ? AND gone_at IS NULL
                  """)) {
            Binder bind = new Binder(update);
            bind.moment(event.at());
            bind.text(practice.value());
            bind.text(transfer.value());
            update.executeUpdate();
          }
          JdbcAuditTrail.append(connection, practice, event);
        });
  }

  @Override
  public void notYet(PracticeId practice, String id, TransferId transfer, ToDo.Trouble trouble) {
    transactions.keepChange(
        "the trouble could not be noted",
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  """
                  UPDATE case_to_do SET trouble_kind = ?, trouble_message = ?, trouble_hint = ?
                  WHERE practice_id = ? AND case_id = ? AND transfer_id = ? AND gone_at IS NULL
                  """)) {
            Binder bind = new Binder(update);
            bind.text(trouble.kind());
            bind.text(trouble.message());
            bind.text(trouble.hint());
            bindCase(bind, practice, id);
            bind.text(transfer.value());
            update.executeUpdate();
          }
        });
  }

  @FunctionalInterface
  private interface Bound {
    void to(Binder bind) throws SQLException;
  }

  @FunctionalInterface
  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private List<Docket> dockets(String where, Bound bound) {
    return transactions.get(
        "the cases could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("SELECT * FROM review_case " + where)) {
            bound.to(new Binder(select));
            return CaseRows.readAll(select);
          }
        });
  }

  private <T> List<T> rows(String sql, Bound bound, Row<T> each) {
    return transactions.get(
        "the cases could not be read",
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            bound.to(new Binder(select));
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
}
