package io.onshore.gateway.store.webhook;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.egress.Reply;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.store.audit.JdbcAuditTrail;
import io.onshore.gateway.store.secret.SecretBox;
import io.onshore.gateway.store.transaction.Binder;
import io.onshore.gateway.store.transaction.Moments;
import io.onshore.gateway.store.transaction.Transactions;
import io.onshore.gateway.webhook.About;
import io.onshore.gateway.webhook.Delivery;
import io.onshore.gateway.webhook.Notice;
import io.onshore.gateway.webhook.Outbox;
import io.onshore.gateway.webhook.Subscription;
import io.onshore.gateway.webhook.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Messages as rows under the unique id of their event; the lease is on the webhook. Safe for
 * several threads and replicas.
 */
public final class JdbcOutbox implements Outbox {
  private static final int CANDIDATES = 16;

  /** A webhook that is on, in nobody's hand, not resting, and has something to do. */
  private static final String BUSY =
      """
      FROM webhook w
      WHERE w.off_reason IS NULL
        AND (w.lease_until IS NULL OR w.lease_until <= ?)
        AND (w.rest_until IS NULL OR w.rest_until <= ?)
        AND (EXISTS (
            SELECT 1 FROM audit_head h
            WHERE h.practice_id = w.practice_id AND h.newest > w.place)
          OR EXISTS (
            SELECT 1 FROM webhook_delivery d
            WHERE d.webhook_id = w.id AND d.state = 'WAITING' AND d.next_at <= ?))
      """;

  private static final String QUEUE_ANEW =
      """
      UPDATE webhook_delivery
      SET state = 'WAITING', attempts = 0, next_at = ?, queued_at = ?, ended_at = NULL
      """;

  private final Transactions transactions;
  private final SecretBox box;

  /**
   * @param box opens the keys that sign
   */
  public JdbcOutbox(Transactions transactions, SecretBox box) {
    this.transactions = transactions;
    this.box = box;
  }

  @Override
  public Optional<Leased> lease(String worker, Instant now, Duration lease) {
    return transactions.get(
        "a webhook could not be taken in hand",
        connection -> {
          for (String id : candidates(connection, now)) {
            Optional<Leased> leased = lease(connection, id, worker, now, now.plus(lease));
            if (leased.isPresent()) {
              return leased;
            }
          }
          return Optional.empty();
        });
  }

  /** The webhooks that seem to have something to do, without locking any. */
  private static List<String> candidates(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT w.id " + BUSY + " ORDER BY w.served_at, w.id FETCH FIRST ? ROWS ONLY")) {
      Binder bind = new Binder(select);
      bindBusy(bind, now);
      bind.number(CANDIDATES);
      try (ResultSet row = select.executeQuery()) {
        List<String> ids = new ArrayList<>();
        while (row.next()) {
          ids.add(row.getString(1));
        }
        return ids;
      }
    }
  }

  private static void bindBusy(Binder bind, Instant now) throws SQLException {
    bind.moment(now);
    bind.moment(now);
    bind.moment(now);
  }

  /** Leases one row if it still has something to do; passes over it if somebody has it locked. */
  private Optional<Leased> lease(
      Connection connection, String id, String worker, Instant now, Instant until)
      throws SQLException {
    Leased leased;
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT w.* " + BUSY + " AND w.id = ? FOR UPDATE SKIP LOCKED")) {
      Binder bind = new Binder(select);
      bindBusy(bind, now);
      bind.text(id);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        leased =
            new Leased(
                SubscriptionRow.read(row), SubscriptionRow.keys(row, box), row.getLong("place"));
      }
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE webhook SET lease_owner = ?, lease_until = ?, served_at = ? WHERE id = ?")) {
      Binder bind = new Binder(update);
      bind.text(worker);
      bind.moment(until);
      bind.moment(now);
      bind.text(id);
      update.executeUpdate();
    }
    return Optional.of(leased);
  }

  @Override
  public boolean queue(Leased leased, long place, List<Delivery> fresh) {
    return transactions.keep(
        "messages could not be queued",
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE webhook SET place = ? WHERE id = ? AND place = ?")) {
            Binder bind = new Binder(update);
            bind.number(place);
            bind.text(leased.webhook().id());
            bind.number(leased.place());
            if (update.executeUpdate() == 0) {
              return false;
            }
          }
          for (Delivery each : fresh) {
            if (!Transactions.inserted(connection, ignored -> insert(connection, each))) {
              queueAnew(connection, each);
            }
          }
          return true;
        });
  }

  private static void insert(Connection connection, Delivery fresh) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO webhook_delivery
              (id, practice_id, webhook_id, message_id, event_type, about, subject, happened_at,
               state, attempts, next_at, queued_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)) {
      Notice notice = fresh.notice();
      Binder bind = new Binder(insert);
      bind.text(fresh.id());
      bind.text(notice.practice().value());
      bind.text(fresh.webhook());
      bind.text(notice.id());
      bind.text(notice.topic().type());
      bind.text(notice.topic().about().name());
      bind.text(notice.subject());
      bind.moment(notice.at());
      bind.text(fresh.state().name());
      bind.number(fresh.attempts());
      bind.moment(fresh.nextAt());
      bind.moment(fresh.queuedAt());
      insert.executeUpdate();
    }
  }

  private static void queueAnew(Connection connection, Delivery fresh) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(QUEUE_ANEW + " WHERE webhook_id = ? AND message_id = ?")) {
      Binder bind = new Binder(update);
      bind.moment(fresh.queuedAt());
      bind.moment(fresh.queuedAt());
      bind.text(fresh.webhook());
      bind.text(fresh.notice().id());
      update.executeUpdate();
    }
  }

  @Override
  public List<Delivery> due(Subscription webhook, Instant now, int limit) {
    return transactions.get(
        "the messages could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  SELECT * FROM webhook_delivery
                  WHERE webhook_id = ? AND state = 'WAITING' AND next_at <= ?
                  ORDER BY next_at, id FETCH FIRST ? ROWS ONLY
                  """)) {
            Binder bind = new Binder(select);
            bind.text(webhook.id());
            bind.moment(now);
            bind.number(limit);
            return readAll(select);
          }
        });
  }

  @Override
  public boolean settle(Delivery before, Delivery after) {
    return transactions.keep(
        "how a message went could not be kept", connection -> settle(connection, before, after));
  }

  /** Only what is as it was when it was sent: another try, or a person, may have come between. */
  private static boolean settle(Connection connection, Delivery before, Delivery after)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            UPDATE webhook_delivery
            SET state = ?, attempts = ?, last_status = ?, last_why = ?, next_at = ?, ended_at = ?
            WHERE id = ? AND state = 'WAITING' AND attempts = ? AND queued_at = ?
            """)) {
      Binder bind = new Binder(update);
      bind.text(after.state().name());
      bind.number(after.attempts());
      bind.count(after.lastStatus());
      bind.text(after.lastWhy().map(Enum::name));
      bind.moment(after.nextAt());
      bind.moment(after.endedAt());
      bind.text(before.id());
      bind.number(before.attempts());
      bind.moment(before.queuedAt());
      return update.executeUpdate() == 1;
    }
  }

  @Override
  public boolean stop(Delivery before, Delivery after, Subscription.Off off, AuditEvent event) {
    return transactions.keep(
        "a webhook could not be switched off",
        connection -> {
          if (!settle(connection, before, after)) {
            return false;
          }
          try (PreparedStatement update =
              connection.prepareStatement("UPDATE webhook SET off_reason = ? WHERE id = ?")) {
            update.setString(1, off.name());
            update.setString(2, before.webhook());
            update.executeUpdate();
          }
          JdbcAuditTrail.append(connection, before.notice().practice(), event);
          return true;
        });
  }

  @Override
  public void release(String webhook, String worker, Optional<Instant> rest) {
    transactions.run(
        "a webhook could not be let go of",
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  """
                  UPDATE webhook SET lease_owner = NULL, lease_until = NULL, rest_until = ?
                  WHERE id = ? AND lease_owner = ?
                  """)) {
            Binder bind = new Binder(update);
            bind.moment(rest);
            bind.text(webhook);
            bind.text(worker);
            update.executeUpdate();
          }
        });
  }

  @Override
  public List<Delivery> list(
      PracticeId practice, String webhook, Optional<String> before, int limit) {
    String where =
        "WHERE practice_id = ? AND webhook_id = ?"
            + (before.isPresent() ? " AND id < ?" : "")
            + " ORDER BY id DESC FETCH FIRST ? ROWS ONLY";
    return transactions.get(
        "the messages could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("SELECT * FROM webhook_delivery " + where)) {
            Binder bind = new Binder(select);
            bind.text(practice.value());
            bind.text(webhook);
            if (before.isPresent()) {
              bind.text(before.get());
            }
            bind.number(limit);
            return readAll(select);
          }
        });
  }

  @Override
  public boolean add(PracticeId practice, Delivery fresh, AuditEvent event) {
    return transactions.keep(
        "a message could not be queued",
        connection -> {
          if (!there(connection, practice, fresh.webhook())) {
            return false;
          }
          insert(connection, fresh);
          wakeUp(connection, fresh.webhook());
          JdbcAuditTrail.append(connection, practice, event);
          return true;
        });
  }

  /** Whether the practice has the webhook, which then stays until the transaction ends. */
  private static boolean there(Connection connection, PracticeId practice, String webhook)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT id FROM webhook WHERE practice_id = ? AND id = ? FOR UPDATE")) {
      select.setString(1, practice.value());
      select.setString(2, webhook);
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  /** A person is waiting: the receiver is left alone no longer. */
  private static void wakeUp(Connection connection, String webhook) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE webhook SET rest_until = NULL WHERE id = ?")) {
      update.setString(1, webhook);
      update.executeUpdate();
    }
  }

  @Override
  public Optional<Delivery> again(
      PracticeId practice, String webhook, String delivery, Instant now, AuditEvent event) {
    return transactions.keep(
        "a message could not be queued anew",
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  QUEUE_ANEW + " WHERE practice_id = ? AND webhook_id = ? AND id = ?")) {
            Binder bind = new Binder(update);
            bind.moment(now);
            bind.moment(now);
            bind.text(practice.value());
            bind.text(webhook);
            bind.text(delivery);
            if (update.executeUpdate() == 0) {
              return Optional.empty();
            }
          }
          wakeUp(connection, webhook);
          JdbcAuditTrail.append(connection, practice, event);
          try (PreparedStatement select =
              connection.prepareStatement("SELECT * FROM webhook_delivery WHERE id = ?")) {
            select.setString(1, delivery);
            return readAll(select).stream().findFirst();
          }
        });
  }

  @Override
  public boolean rewind(PracticeId practice, String webhook, long place, AuditEvent event) {
    return transactions.keep(
        "a webhook could not be set back",
        connection -> {
          if (!there(connection, practice, webhook)) {
            return false;
          }
          try (PreparedStatement update =
              connection.prepareStatement(
                  """
                  UPDATE webhook SET place = LEAST(place, ?), rest_until = NULL WHERE id = ?
                  """)) {
            Binder bind = new Binder(update);
            bind.number(place);
            bind.text(webhook);
            update.executeUpdate();
          }
          JdbcAuditTrail.append(connection, practice, event);
          return true;
        });
  }

  @Override
  public int forget(Instant before) {
    return transactions.get(
        "old messages could not be forgotten",
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement("DELETE FROM webhook_delivery WHERE ended_at < ?")) {
            new Binder(delete).moment(before);
            return delete.executeUpdate();
          }
        });
  }

  private static List<Delivery> readAll(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      List<Delivery> deliveries = new ArrayList<>();
      while (row.next()) {
        deliveries.add(
            new Delivery(
                row.getString("id"),
                row.getString("webhook_id"),
                new Notice(
                    row.getString("message_id"),
                    new PracticeId(row.getString("practice_id")),
                    new Topic(row.getString("event_type"), About.valueOf(row.getString("about"))),
                    row.getString("subject"),
                    Moments.read(row, "happened_at")),
                Delivery.State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                Optional.ofNullable(row.getObject("last_status", Integer.class)),
                Optional.ofNullable(row.getString("last_why")).map(Reply.Why::valueOf),
                Moments.readIfAny(row, "next_at"),
                Moments.read(row, "queued_at"),
                Moments.readIfAny(row, "ended_at")));
      }
      return List.copyOf(deliveries);
    }
  }
}
