package io.onshore.gateway.store.webhook;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.store.audit.JdbcAuditTrail;
import io.onshore.gateway.store.secret.Resealed;
import io.onshore.gateway.store.secret.SecretBox;
import io.onshore.gateway.store.transaction.Binder;
import io.onshore.gateway.store.transaction.Transactions;
import io.onshore.gateway.webhook.SigningKey;
import io.onshore.gateway.webhook.Subscription;
import io.onshore.gateway.webhook.Subscriptions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Webhooks as rows. A new one's place in the audit trail is where the trail ends. Safe for several
 * threads and replicas.
 */
public final class JdbcSubscriptions implements Subscriptions {
  private final Transactions transactions;
  private final SecretBox box;

  /**
   * @param box seals the keys that sign
   */
  public JdbcSubscriptions(Transactions transactions, SecretBox box) {
    this.transactions = transactions;
    this.box = box;
  }

  @Override
  public void add(Subscription added, SigningKey key, AuditEvent event) {
    transactions.keepChange(
        "the webhook could not be kept",
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  """
                  INSERT INTO webhook
                    (id, practice_id, address, description, types, signing, off_reason,
                     public_keys, signing_keys, keys_key, created_by, created_at, served_at, place)
                  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                    COALESCE((SELECT newest FROM audit_head WHERE practice_id = ?), 0))
                  """)) {
            Binder bind = new Binder(insert);
            bind.text(added.id());
            bind.text(added.practice().value());
            bind.text(added.address().uri().toString());
            bind.text(added.description());
            bind.text(SubscriptionRow.types(added));
            bind.text(added.signing().name());
            bind.text(added.off().map(Enum::name));
            bindKeys(bind, List.of(key), added.id());
            bind.text(added.createdBy());
            bind.moment(added.createdAt());
            bind.moment(added.createdAt());
            bind.text(added.practice().value());
            insert.executeUpdate();
          }
          JdbcAuditTrail.append(connection, added.practice(), event);
        });
  }

  private void bindKeys(Binder bind, List<SigningKey> keys, String webhook) throws SQLException {
    bind.text(SubscriptionRow.publicKeys(keys));
    bind.bytes(Optional.of(SubscriptionRow.sealed(keys, webhook, box)));
    bind.text(box.keyId());
  }

  @Override
  public List<Subscription> list(PracticeId practice) {
    return transactions.get(
        "the webhooks could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT * FROM webhook WHERE practice_id = ? ORDER BY id")) {
            select.setString(1, practice.value());
            try (ResultSet row = select.executeQuery()) {
              List<Subscription> webhooks = new ArrayList<>();
              while (row.next()) {
                webhooks.add(SubscriptionRow.read(row));
              }
              return List.copyOf(webhooks);
            }
          }
        });
  }

  @Override
  public Optional<Subscription> find(PracticeId practice, String id) {
    return transactions.get(
        "the webhook could not be read", connection -> find(connection, practice, id));
  }

  private static Optional<Subscription> find(Connection connection, PracticeId practice, String id)
      throws SQLException {
    try (PreparedStatement select = selectOne(connection, practice, id);
        ResultSet row = select.executeQuery()) {
      return row.next() ? Optional.of(SubscriptionRow.read(row)) : Optional.empty();
    }
  }

  /** One webhook's row, locked until the transaction ends. */
  private static PreparedStatement selectOne(Connection connection, PracticeId practice, String id)
      throws SQLException {
    PreparedStatement select =
        connection.prepareStatement(
            "SELECT * FROM webhook WHERE practice_id = ? AND id = ? FOR UPDATE");
    select.setString(1, practice.value());
    select.setString(2, id);
    return select;
  }

  @Override
  public Optional<Subscription> change(
      PracticeId practice, String id, UnaryOperator<Subscription> change, AuditEvent event) {
    return transactions.keep(
        "the webhook could not be changed",
        connection -> {
          Optional<Subscription> before = find(connection, practice, id);
          if (before.isEmpty()) {
            return Optional.empty();
          }
          Subscription changed = change.apply(before.get());
          try (PreparedStatement update =
              connection.prepareStatement(
                  """
                  UPDATE webhook
                  SET address = ?, description = ?, types = ?, off_reason = ?, rest_until = NULL
                  WHERE practice_id = ? AND id = ?
                  """)) {
            Binder bind = new Binder(update);
            bind.text(changed.address().uri().toString());
            bind.text(changed.description());
            bind.text(SubscriptionRow.types(changed));
            bind.text(changed.off().map(Enum::name));
            bind.text(practice.value());
            bind.text(id);
            update.executeUpdate();
          }
          JdbcAuditTrail.append(connection, practice, event);
          return Optional.of(changed);
        });
  }

  /**
   * {@inheritDoc}
   *
   * <p>Where the keys before cannot be opened, the fresh one stands alone.
   */
  @Override
  public Optional<Subscription> renewKey(
      PracticeId practice, String id, SigningKey fresh, Instant overlap, AuditEvent event) {
    return transactions.keep(
        "the webhook's key could not be renewed",
        connection -> {
          List<SigningKey> keys = new ArrayList<>(List.of(fresh));
          try (PreparedStatement select = selectOne(connection, practice, id);
              ResultSet row = select.executeQuery()) {
            if (!row.next()) {
              return Optional.empty();
            }
            SubscriptionRow.keys(row, box)
                .flatMap(old -> old.stream().findFirst())
                .ifPresent(old -> keys.add(old.ending(overlap)));
          }
          updateKeys(connection, id, keys);
          JdbcAuditTrail.append(connection, practice, event);
          return find(connection, practice, id);
        });
  }

  private void updateKeys(Connection connection, String id, List<SigningKey> keys)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE webhook SET public_keys = ?, signing_keys = ?, keys_key = ? WHERE id = ?")) {
      Binder bind = new Binder(update);
      bindKeys(bind, keys, id);
      bind.text(id);
      update.executeUpdate();
    }
  }

  @Override
  public boolean remove(PracticeId practice, String id, AuditEvent event) {
    return transactions.keep(
        "the webhook could not be deleted",
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement("DELETE FROM webhook WHERE practice_id = ? AND id = ?")) {
            delete.setString(1, practice.value());
            delete.setString(2, id);
            if (delete.executeUpdate() == 0) {
              return false;
            }
          }
          JdbcAuditTrail.append(connection, practice, event);
          return true;
        });
  }

  /** Seals the keys anew that an older key sealed. */
  public Resealed reseal() {
    List<String> old =
        transactions.get(
            "the webhooks could not be read",
            connection -> {
              try (PreparedStatement select =
                  connection.prepareStatement(
                      "SELECT id FROM webhook WHERE keys_key <> ? ORDER BY id")) {
                select.setString(1, box.keyId());
                try (ResultSet row = select.executeQuery()) {
                  List<String> ids = new ArrayList<>();
                  while (row.next()) {
                    ids.add(row.getString(1));
                  }
                  return ids;
                }
              }
            });
    return Resealed.each(
        old,
        id ->
            transactions.keep(
                "a webhook's keys could not be sealed anew", connection -> reseal(connection, id)));
  }

  private boolean reseal(Connection connection, String id) throws SQLException {
    Optional<List<SigningKey>> keys;
    try (PreparedStatement select =
        connection.prepareStatement("SELECT * FROM webhook WHERE id = ? FOR UPDATE")) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        keys = row.next() ? SubscriptionRow.keys(row, box) : Optional.empty();
      }
    }
    if (keys.isPresent()) {
      updateKeys(connection, id, keys.get());
    }
    return keys.isPresent();
  }
}
