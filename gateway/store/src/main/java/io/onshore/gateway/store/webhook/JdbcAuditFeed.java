package io.onshore.gateway.store.webhook;

import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.store.transaction.Binder;
import io.onshore.gateway.store.transaction.Moments;
import io.onshore.gateway.store.transaction.Transactions;
import io.onshore.gateway.webhook.AuditFeed;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads on in the audit trail. Entries of a practice are committed in the order of their numbers,
 * so that who has read up to a number has missed none before it. Safe for several threads.
 */
public final class JdbcAuditFeed implements AuditFeed {
  private final Transactions transactions;

  public JdbcAuditFeed(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public List<Entry> after(PracticeId practice, long number, int limit) {
    return transactions.get(
        "the audit trail could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  SELECT number, happened_at, event_type, target FROM audit_event
                  WHERE practice_id = ? AND number > ? ORDER BY practice_id, number
                  FETCH FIRST ? ROWS ONLY
                  """)) {
            Binder bind = new Binder(select);
            bind.text(practice.value());
            bind.number(number);
            bind.number(limit);
            try (ResultSet row = select.executeQuery()) {
              List<Entry> entries = new ArrayList<>();
              while (row.next()) {
                entries.add(
                    new Entry(
                        row.getLong("number"),
                        Moments.read(row, "happened_at"),
                        row.getString("event_type"),
                        row.getString("target")));
              }
              return List.copyOf(entries);
            }
          }
        });
  }

  @Override
  public long before(PracticeId practice, Instant since) {
    return transactions.get(
        "the audit trail could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  SELECT COALESCE(
                    (SELECT MIN(number) - 1 FROM audit_event
                     WHERE practice_id = ? AND happened_at >= ?),
                    (SELECT newest FROM audit_head WHERE practice_id = ?),
                    0)
                  """)) {
            Binder bind = new Binder(select);
            bind.text(practice.value());
            bind.moment(since);
            bind.text(practice.value());
            try (ResultSet row = select.executeQuery()) {
              row.next();
              return row.getLong(1);
            }
          }
        });
  }
}
