package io.onshore.gateway.store.rules;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.rules.PracticeRules;
import io.onshore.gateway.rules.RulesVersion;
import io.onshore.gateway.rules.RulesVersion.State;
import io.onshore.gateway.rules.RulesVersions;
import io.onshore.gateway.store.audit.JdbcAuditTrail;
import io.onshore.gateway.store.json.Json;
import io.onshore.gateway.store.transaction.Binder;
import io.onshore.gateway.store.transaction.Moments;
import io.onshore.gateway.store.transaction.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Versions of rules as rows, numbered 1, 2, 3 ... within their practice; a proposal is decided
 * once. Times are kept to the microsecond. Safe for several threads and replicas.
 */
public final class JdbcRulesVersions implements RulesVersions {
  private final Transactions transactions;

  public JdbcRulesVersions(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<RulesVersion> published(PracticeId practice) {
    return transactions.get(
        "the rules in force could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  SELECT * FROM rules_version WHERE practice_id = ? AND state = 'PUBLISHED'
                  ORDER BY decided_at DESC, number DESC FETCH FIRST 1 ROW ONLY
                  """)) {
            select.setString(1, practice.value());
            return readAll(select).stream().findFirst();
          }
        });
  }

  @Override
  public List<RulesVersion> published() {
    return transactions.get(
        "the rules in force could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  SELECT * FROM rules_version v
                  WHERE v.state = 'PUBLISHED' AND NOT EXISTS (
                    SELECT 1 FROM rules_version later
                    WHERE later.practice_id = v.practice_id AND later.state = 'PUBLISHED'
                      AND (later.decided_at > v.decided_at
                        OR (later.decided_at = v.decided_at AND later.number > v.number)))
                  ORDER BY v.practice_id
                  """)) {
            return readAll(select);
          }
        });
  }

  @Override
  public Optional<RulesVersion> find(PracticeId practice, int number) {
    return transactions.get(
        "the rules could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT * FROM rules_version WHERE practice_id = ? AND number = ?")) {
            select.setString(1, practice.value());
            select.setInt(2, number);
            return readAll(select).stream().findFirst();
          }
        });
  }

  @Override
  public List<RulesVersion> list(PracticeId practice) {
    return transactions.get(
        "the rules could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT * FROM rules_version WHERE practice_id = ? ORDER BY number DESC")) {
            select.setString(1, practice.value());
            return readAll(select);
          }
        });
  }

  @Override
  public RulesVersion propose(
      PracticeId practice,
      PracticeRules rules,
      String by,
      Instant at,
      String reason,
      IntFunction<AuditEvent> event) {
    return transactions.keep(
        "the proposal could not be written",
        connection -> {
          RulesVersion proposed = insertNext(connection, practice, rules, by, at, reason);
          JdbcAuditTrail.append(connection, practice, event.apply(proposed.number()));
          return proposed;
        });
  }

  /** Who finds the next number taken meanwhile takes the one after it. */
  private static RulesVersion insertNext(
      Connection connection,
      PracticeId practice,
      PracticeRules rules,
      String by,
      Instant at,
      String reason)
      throws SQLException {
    while (true) {
      RulesVersion proposed =
          new RulesVersion(
              practice,
              newest(connection, practice) + 1,
              rules,
              State.PROPOSED,
              by,
              Moments.kept(at),
              reason,
              Optional.empty(),
              Optional.empty());
      if (Transactions.inserted(connection, ignored -> insert(connection, proposed))) {
        return proposed;
      }
    }
  }

  /** The greatest number so far; zero if there is none. */
  private static int newest(Connection connection, PracticeId practice) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT COALESCE(MAX(number), 0) FROM rules_version WHERE practice_id = ?")) {
      select.setString(1, practice.value());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private static void insert(Connection connection, RulesVersion proposed) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO rules_version
              (practice_id, number, rules, state, proposed_by, proposed_at, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)) {
      Binder bind = new Binder(insert);
      bind.text(proposed.practice().value());
      bind.number(proposed.number());
      bind.text(Json.write(proposed.rules()));
      bind.text(proposed.state().name());
      bind.text(proposed.proposedBy());
      bind.moment(proposed.proposedAt());
      bind.text(proposed.reason());
      insert.executeUpdate();
    }
  }

  @Override
  public boolean decide(
      PracticeId practice, int number, State state, String by, Instant at, AuditEvent event) {
    return transactions.keep(
        "the proposal could not be decided",
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  """
                  UPDATE rules_version SET state = ?, decided_by = ?, decided_at = ?
                  WHERE practice_id = ? AND number = ? AND state = 'PROPOSED'
                  """)) {
            Binder bind = new Binder(update);
            bind.text(state.name());
            bind.text(by);
            bind.moment(at);
            bind.text(practice.value());
            bind.number(number);
            if (update.executeUpdate() == 0) {
              return false;
            }
          }
          JdbcAuditTrail.append(connection, practice, event);
          return true;
        });
  }

  private static List<RulesVersion> readAll(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      List<RulesVersion> versions = new ArrayList<>();
      while (row.next()) {
        versions.add(
            new RulesVersion(
                new PracticeId(row.getString("practice_id")),
                row.getInt("number"),
                Json.read(row.getString("rules"), PracticeRules.class),
                State.valueOf(row.getString("state")),
                row.getString("proposed_by"),
                Moments.read(row, "proposed_at"),
                row.getString("reason"),
                Optional.ofNullable(row.getString("decided_by")),
                Moments.readIfAny(row, "decided_at")));
      }
      return List.copyOf(versions);
    }
  }
}
