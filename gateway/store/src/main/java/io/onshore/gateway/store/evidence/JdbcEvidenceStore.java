package io.onshore.gateway.store.evidence;

import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.residency.EvidenceStore;
import io.onshore.gateway.store.audit.JdbcAuditTrail;
import io.onshore.gateway.store.json.Json;
import io.onshore.gateway.store.transaction.Binder;
import io.onshore.gateway.store.transaction.Moments;
import io.onshore.gateway.store.transaction.Transactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evidence as rows that are only ever added. Safe for several threads and replicas. */
public final class JdbcEvidenceStore implements EvidenceStore {
  private final Transactions transactions;

  public JdbcEvidenceStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Optional<ResidencyEvidence> newest(PracticeId practice, DestinationId destination) {
    return transactions.get(
        "the evidence could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  SELECT body FROM evidence WHERE practice_id = ? AND destination = ?
                  ORDER BY practice_id DESC, destination DESC, observed_at DESC, number DESC
                  FETCH FIRST 1 ROW ONLY
                  """)) {
            select.setString(1, practice.value());
            select.setString(2, destination.value());
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(Json.read(row.getString("body"), ResidencyEvidence.class))
                  : Optional.empty();
            }
          }
        });
  }

  @Override
  public Optional<ResidencyEvidence> newest(
      PracticeId practice, DestinationId destination, Instant by) {
    return transactions.get(
        "the evidence could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  SELECT body FROM evidence
                  WHERE practice_id = ? AND destination = ? AND observed_at <= ?
                  ORDER BY practice_id DESC, destination DESC, observed_at DESC, number DESC
                  FETCH FIRST 1 ROW ONLY
                  """)) {
            Binder bind = new Binder(select);
            bind.text(practice.value());
            bind.text(destination.value());
            bind.moment(by);
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(Json.read(row.getString("body"), ResidencyEvidence.class))
                  : Optional.empty();
            }
          }
        });
  }

  /**
   * {@inheritDoc}
   *
   * <p>One query, which looks into the index once for each destination, however many answers there
   * are.
   */
  @Override
  public Map<DestinationId, ResidencyEvidence> newest(PracticeId practice) {
    return transactions.get(
        "the evidence could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  SELECT known.destination, (
                    SELECT e.body FROM evidence e
                    WHERE e.practice_id = ? AND e.destination = known.destination
                    ORDER BY e.practice_id DESC, e.destination DESC, e.observed_at DESC, e.number DESC
                    FETCH FIRST 1 ROW ONLY) AS body
                  FROM (SELECT DISTINCT destination FROM evidence WHERE practice_id = ?) known
                  """)) {
            select.setString(1, practice.value());
            select.setString(2, practice.value());
            try (ResultSet row = select.executeQuery()) {
              Map<DestinationId, ResidencyEvidence> newest = new HashMap<>();
              while (row.next()) {
                newest.put(
                    new DestinationId(row.getString("destination")),
                    Json.read(row.getString("body"), ResidencyEvidence.class));
              }
              return Map.copyOf(newest);
            }
          }
        });
  }

  @Override
  public List<ResidencyEvidence> history(
      PracticeId practice, DestinationId destination, int limit) {
    return transactions.get(
        "the evidence could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  SELECT body FROM evidence WHERE practice_id = ? AND destination = ?
                  ORDER BY practice_id DESC, destination DESC, observed_at DESC, number DESC
                  FETCH FIRST ? ROWS ONLY
                  """)) {
            Binder bind = new Binder(select);
            bind.text(practice.value());
            bind.text(destination.value());
            bind.number(limit);
            try (ResultSet row = select.executeQuery()) {
              List<ResidencyEvidence> answers = new ArrayList<>();
              while (row.next()) {
                answers.add(Json.read(row.getString("body"), ResidencyEvidence.class));
              }
              return List.copyOf(answers);
            }
          }
        });
  }

  @Override
  public void keep(
      PracticeId practice,
      DestinationId destination,
      ResidencyEvidence evidence,
      AuditEvent event) {
    transactions.keepChange(
        "the evidence could not be written",
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  """
                  INSERT INTO evidence (practice_id, destination, observed_at, body)
                  VALUES (?, ?, ?, ?)
                  """)) {
            insert.setString(1, practice.value());
            insert.setString(2, destination.value());
            insert.setObject(3, Moments.column(evidence.observedAt()));
            insert.setString(4, Json.write(evidence));
            insert.executeUpdate();
          }
          JdbcAuditTrail.append(connection, practice, event.at(destination));
        });
  }
}
