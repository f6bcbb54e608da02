package io.onshore.gateway.store.journal;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.residency.DecisionRecord;
import io.onshore.gateway.review.Consequences;
import io.onshore.gateway.store.audit.JdbcAuditTrail;
import io.onshore.gateway.store.json.Json;
import io.onshore.gateway.store.review.CaseRows;
import io.onshore.gateway.store.secret.Resealed;
import io.onshore.gateway.store.secret.SecretBox;
import io.onshore.gateway.store.transaction.Binder;
import io.onshore.gateway.store.transaction.Moments;
import io.onshore.gateway.store.transaction.Transactions;
import io.onshore.gateway.transfer.StaleStepException;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.gateway.transfer.TransferJournal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The journal as rows. A step and its audit event are one transaction, which is on the disk when
 * the call returns; so is a count of received bytes. Counts of sent bytes, failures that are waited
 * out, and leases may be lost with the machine: the provider and the clock tell them again. Times
 * are kept to the microsecond. Safe for several threads and replicas.
 */
public final class JdbcTransferJournal implements TransferJournal {
  /** How long the request that received a file has for checking it before the engine does. */
  static final Duration CHECKED_BY_REQUEST = Duration.ofSeconds(60);

  /** How often a transfer that is to be stopped is tried, whatever its time to retry is. */
  static final Duration CANCEL_PACE = Duration.ofSeconds(5);

  private static final int CANDIDATES = 32;

  /** INVARIANT: the same conditions find the candidates and hold once the row is locked. */
  private static final String DUE =
      """
      state IN ('RECEIVED', 'QUEUED', 'SENDING', 'COMMITTING', 'STORED')
      AND (state <> 'RECEIVED' OR updated_at < ?)
      AND (retry_at IS NULL OR retry_at <= ? OR (cancel_requested AND updated_at <= ?))
      AND (lease_until IS NULL OR lease_until <= ?)
      """;

  private final Transactions transactions;
  private final TransferRows rows;

  /**
   * @param box seals resume tokens
   */
  public JdbcTransferJournal(Transactions transactions, SecretBox box) {
    this.transactions = transactions;
    this.rows = new TransferRows(box);
  }

  @Override
  public void create(Transfer transfer, AuditEvent event) {
    requireSamePractice(transfer, event);
    transactions.keepChange(
        "the transfer could not be recorded",
        connection -> {
          TransferRows.keep(connection, transfer.practice(), transfer.id(), transfer.decision());
          rows.insert(connection, transfer);
          JdbcAuditTrail.append(connection, event.at(transfer.destination()));
        });
  }

  @Override
  public void blocked(TransferId declared, DecisionRecord decision, AuditEvent event) {
    transactions.keepChange(
        "the blocked declaration could not be recorded",
        connection -> {
          TransferRows.keep(connection, event.practice(), declared, decision);
          JdbcAuditTrail.append(connection, event);
        });
  }

  @Override
  public Optional<DecisionRecord> decision(PracticeId practice, String id) {
    return transactions.get(
        "the decision could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT body FROM decision WHERE practice_id = ? AND id = ?")) {
            select.setString(1, practice.value());
            select.setString(2, id);
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(Json.read(row.getString("body"), DecisionRecord.class))
                  : Optional.empty();
            }
          }
        });
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the event's practice has no such transfer
   */
  @Override
  public void decidedAgain(TransferId transfer, DecisionRecord decision, AuditEvent event) {
    transactions.keepChange(
        "the newer decision could not be recorded",
        connection -> {
          DestinationId destination = destination(connection, event.practice(), transfer);
          TransferRows.keep(connection, event.practice(), transfer, decision);
          JdbcAuditTrail.append(connection, event.at(destination));
        });
  }

  private static DestinationId destination(
      Connection connection, PracticeId practice, TransferId id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT destination FROM transfer WHERE practice_id = ? AND id = ?")) {
      select.setString(1, practice.value());
      select.setString(2, id.value());
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new IllegalArgumentException("there is no such transfer");
        }
        return new DestinationId(row.getString("destination"));
      }
    }
  }

  @Override
  public List<KeptDecision> decisions(
      PracticeId practice, Instant since, Optional<String> after, int limit) {
    String where =
        "WHERE practice_id = ? AND decided_at >= ?"
            + (after.isPresent() ? " AND id > ?" : "")
            + " ORDER BY practice_id, id FETCH FIRST ? ROWS ONLY";
    return transactions.get(
        "the decisions could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("SELECT transfer_id, body FROM decision " + where)) {
            Binder bind = new Binder(select);
            bind.text(practice.value());
            bind.moment(since);
            if (after.isPresent()) {
              bind.text(after.get());
            }
            bind.number(limit);
            try (ResultSet row = select.executeQuery()) {
              List<KeptDecision> decisions = new ArrayList<>();
              while (row.next()) {
                decisions.add(
                    new KeptDecision(
                        new TransferId(row.getString("transfer_id")),
                        Json.read(row.getString("body"), DecisionRecord.class)));
              }
              return List.copyOf(decisions);
            }
          }
        });
  }

  /**
   * {@inheritDoc}
   *
   * <p>A request to stop and a count of received bytes that were recorded meanwhile stay.
   */
  @Override
  public Transfer step(Transfer next, AuditEvent event, Consequences consequences, Instant at) {
    requireSamePractice(next, event);
    return transactions.keep(
        "the step could not be recorded",
        connection -> {
          Standing standing = lock(connection, next);
          Transfer stepped =
              (standing.cancelRequested() ? next.cancelling() : next)
                  .withReceived(Math.max(next.received(), standing.received()))
                  .stepped(Moments.kept(at));
          TransferRows.keep(connection, stepped.practice(), stepped.id(), stepped.decision());
          if (!rows.update(connection, stepped)) {
            throw new StaleStepException(next.id());
          }
          CaseRows.keep(
              connection,
              stepped.practice(),
              stepped.id(),
              consequences,
              at,
              event.at(stepped.destination()));
          return stepped;
        });
  }

  private static void requireSamePractice(Transfer transfer, AuditEvent event) {
    if (!transfer.practice().equals(event.practice())) {
      throw new IllegalArgumentException("the audit event belongs to another practice");
    }
  }

  /** What may change without a step. */
  private record Standing(boolean cancelRequested, long received) {}

  /**
   * @throws StaleStepException if the row is not of the transfer's version
   */
  private static Standing lock(Connection connection, Transfer transfer) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT cancel_requested, received FROM transfer
            WHERE id = ? AND practice_id = ? AND version = ? FOR UPDATE
            """)) {
      Binder bind = new Binder(select);
      bind.text(transfer.id().value());
      bind.text(transfer.practice().value());
      bind.number(transfer.version());
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          throw new StaleStepException(transfer.id());
        }
        return new Standing(row.getBoolean(1), row.getLong(2));
      }
    }
  }

  @Override
  public void received(TransferId id, long bytes, Instant at) {
    transactions.keepChange(
        "the bytes received could not be recorded",
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE transfer SET received = ?, updated_at = ? WHERE id = ?")) {
            Binder bind = new Binder(update);
            bind.number(bytes);
            bind.moment(at);
            bind.text(id.value());
            update.executeUpdate();
          }
        });
  }

  /**
   * {@inheritDoc}
   *
   * <p>More bytes than before end the trouble: what goes on is no longer in trouble.
   */
  @Override
  public void sent(TransferId id, long bytes, Instant at) {
    transactions.run(
        "the bytes sent could not be recorded",
        connection -> {
          try (PreparedStatement forget =
              connection.prepareStatement(
                  """
                  UPDATE transfer SET trouble_kind = NULL, trouble_message = NULL,
                    trouble_hint = NULL, trouble_attempts = NULL, retry_at = NULL
                  WHERE id = ? AND sent < ?
                  """)) {
            forget.setString(1, id.value());
            forget.setLong(2, bytes);
            forget.executeUpdate();
          }
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE transfer SET sent = ?, updated_at = ? WHERE id = ?")) {
            Binder bind = new Binder(update);
            bind.number(bytes);
            bind.moment(at);
            bind.text(id.value());
            update.executeUpdate();
          }
        });
  }

  /**
   * {@inheritDoc}
   *
   * @throws StaleStepException if a step was recorded meanwhile
   */
  @Override
  public Transfer postponed(Transfer transfer, Transfer.Trouble trouble, Instant at) {
    return transactions.get(
        "the failure could not be recorded",
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  """
                  UPDATE transfer SET trouble_kind = ?, trouble_message = ?, trouble_hint = ?,
                    trouble_attempts = ?, retry_at = ?, updated_at = ?
                  WHERE id = ? AND practice_id = ? AND version = ?
                  """)) {
            Binder bind = new Binder(update);
            TransferRows.bindTrouble(bind, Optional.of(trouble));
            bind.moment(at);
            bind.text(transfer.id().value());
            bind.text(transfer.practice().value());
            bind.number(transfer.version());
            if (update.executeUpdate() == 0) {
              throw new StaleStepException(transfer.id());
            }
          }
          return find(connection, transfer.practice(), transfer.id()).orElseThrow();
        });
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the event's practice has no such transfer
   */
  @Override
  public void requestCancel(TransferId id, AuditEvent event, Instant at) {
    transactions.keepChange(
        "the request to stop could not be recorded",
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  """
                  UPDATE transfer SET cancel_requested = TRUE, retry_at = NULL, updated_at = ?
                  WHERE id = ? AND practice_id = ?
                  """)) {
            Binder bind = new Binder(update);
            bind.moment(at);
            bind.text(id.value());
            bind.text(event.practice().value());
            update.executeUpdate();
          }
          DestinationId destination = destination(connection, event.practice(), id);
          JdbcAuditTrail.append(connection, event.at(destination));
        });
  }

  @Override
  public Optional<Transfer> find(PracticeId practice, TransferId id) {
    return transactions.get(
        "the transfer could not be read", connection -> find(connection, practice, id));
  }

  private Optional<Transfer> find(Connection connection, PracticeId practice, TransferId id)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(TransferRows.SELECT + "WHERE t.practice_id = ? AND t.id = ?")) {
      select.setString(1, practice.value());
      select.setString(2, id.value());
      return readAll(select).stream().findFirst();
    }
  }

  @Override
  public List<Transfer> list(
      PracticeId practice,
      Optional<String> declaredBy,
      Optional<String> state,
      Optional<TransferId> before,
      int limit) {
    String where =
        "WHERE t.practice_id = ?"
            + (declaredBy.isPresent() ? " AND t.declared_by = ?" : "")
            + (state.isPresent() ? " AND t.state = ?" : "")
            + (before.isPresent() ? " AND t.id < ?" : "")
            + " ORDER BY t.practice_id DESC, t.id DESC FETCH FIRST ? ROWS ONLY";
    return transactions.get(
        "the transfers could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(TransferRows.SELECT + where)) {
            Binder bind = new Binder(select);
            bind.text(practice.value());
            if (declaredBy.isPresent()) {
              bind.text(declaredBy.get());
            }
            if (state.isPresent()) {
              bind.text(state.get());
            }
            if (before.isPresent()) {
              bind.text(before.get().value());
            }
            bind.number(limit);
            return readAll(select);
          }
        });
  }

  @Override
  public List<Transfer> waitingAt(PracticeId practice, DestinationId destination) {
    return transactions.get(
        "the waiting transfers could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  TransferRows.SELECT
                      + """
                      WHERE t.practice_id = ? AND t.destination = ?
                        AND t.state IN ('HELD', 'AWAITING_ACKNOWLEDGEMENT', 'QUEUED')
                      ORDER BY t.id
                      """)) {
            select.setString(1, practice.value());
            select.setString(2, destination.value());
            return readAll(select);
          }
        });
  }

  @Override
  public List<Transfer> verifiedAt(PracticeId practice, DestinationId destination, long size) {
    return transactions.get(
        "the verified transfers could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  TransferRows.SELECT
                      + """
                      WHERE t.practice_id = ? AND t.destination = ? AND t.state = 'VERIFIED'
                        AND t.size = ? AND t.gone_at IS NULL
                      ORDER BY t.id
                      """)) {
            Binder bind = new Binder(select);
            bind.text(practice.value());
            bind.text(destination.value());
            bind.number(size);
            return readAll(select);
          }
        });
  }

  @Override
  public List<Transfer> storedAt(
      PracticeId practice, DestinationId destination, Optional<TransferId> after, int limit) {
    String where =
        "WHERE t.practice_id = ? AND t.destination = ?"
            + " AND t.state IN ('STORED', 'VERIFIED', 'QUARANTINED') AND t.gone_at IS NULL"
            + (after.isPresent() ? " AND t.id > ?" : "")
            + " ORDER BY t.id FETCH FIRST ? ROWS ONLY";
    return transactions.get(
        "the stored transfers could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(TransferRows.SELECT + where)) {
            Binder bind = new Binder(select);
            bind.text(practice.value());
            bind.text(destination.value());
            if (after.isPresent()) {
              bind.text(after.get().value());
            }
            bind.number(limit);
            return readAll(select);
          }
        });
  }

  @Override
  public int inTrouble(PracticeId practice, Set<DestinationId> destinations, String trouble) {
    if (destinations.isEmpty()) {
      return 0;
    }
    return transactions.get(
        "the waiting transfers could not be counted",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT count(*) FROM transfer WHERE " + inTrouble(destinations))) {
            bindInTrouble(new Binder(select), practice, destinations, trouble);
            try (ResultSet row = select.executeQuery()) {
              row.next();
              return row.getInt(1);
            }
          }
        });
  }

  @Override
  public int underWay(PracticeId practice, Set<DestinationId> destinations) {
    if (destinations.isEmpty()) {
      return 0;
    }
    return transactions.get(
        "the transfers under way could not be counted",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT count(*) FROM transfer WHERE practice_id = ? AND state NOT IN"
                      + " ('VERIFIED', 'REFUSED', 'FAILED', 'QUARANTINED', 'CANCELLED')"
                      + " AND destination IN ("
                      + String.join(", ", Collections.nCopies(destinations.size(), "?"))
                      + ")")) {
            Binder bind = new Binder(select);
            bind.text(practice.value());
            for (DestinationId destination : destinations) {
              bind.text(destination.value());
            }
            try (ResultSet row = select.executeQuery()) {
              row.next();
              return row.getInt(1);
            }
          }
        });
  }

  /**
   * Ends a trouble of transfers under way, so that they are due at once; in the transaction of what
   * ended it.
   *
   * @param trouble its kind
   */
  public static void goOn(
      Connection connection,
      PracticeId practice,
      Set<DestinationId> destinations,
      String trouble,
      Instant at)
      throws SQLException {
    if (destinations.isEmpty()) {
      return;
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            UPDATE transfer SET trouble_kind = NULL, trouble_message = NULL,
              trouble_hint = NULL, trouble_attempts = NULL, retry_at = NULL, updated_at = ?
            """
                + "WHERE "
                + inTrouble(destinations))) {
      Binder bind = new Binder(update);
      bind.moment(at);
      bindInTrouble(bind, practice, destinations, trouble);
      update.executeUpdate();
    }
  }

  private static String inTrouble(Set<DestinationId> destinations) {
    return "state IN ('RECEIVED', 'QUEUED', 'SENDING', 'COMMITTING', 'STORED') AND practice_id = ?"
        + " AND trouble_kind = ? AND destination IN ("
        + String.join(", ", Collections.nCopies(destinations.size(), "?"))
        + ")";
  }

  private static void bindInTrouble(
      Binder bind, PracticeId practice, Set<DestinationId> destinations, String trouble)
      throws SQLException {
    bind.text(practice.value());
    bind.text(trouble);
    for (DestinationId destination : destinations) {
      bind.text(destination.value());
    }
  }

  private List<Transfer> readAll(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      List<Transfer> transfers = new ArrayList<>();
      while (row.next()) {
        transfers.add(rows.read(row));
      }
      return List.copyOf(transfers);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>The lease is kept before the transfer is read: a transfer that cannot be read, because its
   * key is gone, does not stand in the way of the others.
   */
  @Override
  public Optional<Transfer> lease(String worker, Instant now, Duration lease) {
    boolean perhapsMore = true;
    while (perhapsMore) {
      List<String> candidates =
          transactions.get("work could not be looked for", each -> candidates(each, now));
      for (String candidate : candidates) {
        boolean leased =
            transactions.get(
                "a transfer could not be leased",
                connection -> lease(connection, candidate, worker, now, now.plus(lease)));
        if (leased) {
          return transactions.get(
              "the leased transfer could not be read", connection -> leased(connection, candidate));
        }
      }
      perhapsMore = candidates.size() == CANDIDATES;
    }
    return Optional.empty();
  }

  /** The oldest transfers that seem due, without locking any. */
  private static List<String> candidates(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT id FROM transfer WHERE " + DUE + " ORDER BY id FETCH FIRST ? ROWS ONLY")) {
      Binder bind = new Binder(select);
      bindDue(bind, now);
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

  /** Leases one row if it is still due; passes over it if somebody else has it locked. */
  private static boolean lease(
      Connection connection, String id, String worker, Instant now, Instant until)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT id FROM transfer WHERE " + DUE + " AND id = ? FOR UPDATE SKIP LOCKED")) {
      Binder bind = new Binder(select);
      bindDue(bind, now);
      bind.text(id);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return false;
        }
      }
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE transfer SET lease_owner = ?, lease_until = ? WHERE id = ?")) {
      Binder bind = new Binder(update);
      bind.text(worker);
      bind.moment(until);
      bind.text(id);
      return update.executeUpdate() == 1;
    }
  }

  private static void bindDue(Binder bind, Instant now) throws SQLException {
    bind.moment(now.minus(CHECKED_BY_REQUEST));
    bind.moment(now);
    bind.moment(now.minus(CANCEL_PACE));
    bind.moment(now);
  }

  private Optional<Transfer> leased(Connection connection, String id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(TransferRows.SELECT + "WHERE t.id = ?")) {
      select.setString(1, id);
      return readAll(select).stream().findFirst();
    }
  }

  @Override
  public boolean renew(TransferId id, String worker, Instant until) {
    return transactions.get(
        "the lease could not be renewed",
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE transfer SET lease_until = ? WHERE id = ? AND lease_owner = ?")) {
            Binder bind = new Binder(update);
            bind.moment(until);
            bind.text(id.value());
            bind.text(worker);
            return update.executeUpdate() == 1;
          }
        });
  }

  @Override
  public void release(TransferId id, String worker) {
    transactions.run(
        "the lease could not be given back",
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  """
                  UPDATE transfer SET lease_owner = NULL, lease_until = NULL
                  WHERE id = ? AND lease_owner = ?
                  """)) {
            update.setString(1, id.value());
            update.setString(2, worker);
            update.executeUpdate();
          }
        });
  }

  @Override
  public void releaseAll() {
    transactions.run(
        "the leases could not be given back",
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  """
                  UPDATE transfer SET lease_owner = NULL, lease_until = NULL
                  WHERE lease_owner IS NOT NULL
                  """)) {
            update.executeUpdate();
          }
        });
  }

  @Override
  public List<Transfer> idleSince(Instant time, int limit) {
    return transactions.get(
        "idle uploads could not be looked for",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  TransferRows.SELECT
                      + """
                      WHERE t.state = 'RECEIVING' AND t.updated_at < ?
                      ORDER BY t.id FETCH FIRST ? ROWS ONLY
                      """)) {
            Binder bind = new Binder(select);
            bind.moment(time);
            bind.number(limit);
            return readAll(select);
          }
        });
  }

  /**
   * The ids of keys that sealed a token which is still needed. All of them have to be in the key
   * file, or uploads under way cannot be resumed.
   */
  public List<String> keysInUse() {
    return transactions.get(
        "the keys in use could not be read",
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement(
                      """
                      SELECT DISTINCT token_key FROM transfer
                      WHERE state IN ('SENDING', 'COMMITTING') ORDER BY token_key
                      """);
              ResultSet row = select.executeQuery()) {
            List<String> keys = new ArrayList<>();
            while (row.next()) {
              keys.add(row.getString(1));
            }
            return List.copyOf(keys);
          }
        });
  }

  /** Seals the tokens anew that an older key sealed. */
  public Resealed reseal() {
    return Resealed.each(
        transactions.get("old seals could not be looked for", this::sealedWithAnOlderKey),
        id ->
            transactions.keep(
                "a resume token could not be sealed anew",
                connection -> rows.reseal(connection, id)));
  }

  private List<String> sealedWithAnOlderKey(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT id FROM transfer WHERE token IS NOT NULL AND token_key <> ? ORDER BY id")) {
      select.setString(1, rows.newestKey());
      try (ResultSet row = select.executeQuery()) {
        List<String> ids = new ArrayList<>();
        while (row.next()) {
          ids.add(row.getString(1));
        }
        return ids;
      }
    }
  }

  /**
   * Whether a transfer ended so that its bytes are needed no more: verified, refused or cancelled.
   * A failed one may be tried again, and a quarantined one is looked at by a person.
   */
  public boolean needsNoBytes(TransferId id) {
    return transactions.get(
        "the transfer could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  SELECT 1 FROM transfer
                  WHERE id = ? AND state IN ('VERIFIED', 'REFUSED', 'CANCELLED')
                  """)) {
            select.setString(1, id.value());
            try (ResultSet row = select.executeQuery()) {
              return row.next();
            }
          }
        });
  }
}
