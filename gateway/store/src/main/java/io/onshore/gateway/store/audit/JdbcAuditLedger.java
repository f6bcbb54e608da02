package io.onshore.gateway.store.audit;

import io.onshore.gateway.audit.AuditFilter;
import io.onshore.gateway.audit.AuditLedger;
import io.onshore.gateway.audit.AuditPlace;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.audit.ChainEnd;
import io.onshore.gateway.audit.ChainedEvent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.store.transaction.Binder;
import io.onshore.gateway.store.transaction.Transactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The trail's rows, for reading and checking. Safe for several threads. */
public final class JdbcAuditLedger implements AuditLedger {
  private static final String UNREAD = "the audit trail could not be read";

  /** Without the practice in its order H2 would read and sort all that follows. */
  static final String FROM =
      """
      WHERE practice_id = ? AND number >= ? ORDER BY practice_id, number
      FETCH FIRST ? ROWS ONLY
      """;

  /** Before every event, in the order of pages. */
  static final AuditPlace NEWEST =
      new AuditPlace(Instant.parse("9999-12-31T23:59:59Z"), Long.MAX_VALUE);

  private final Transactions transactions;

  public JdbcAuditLedger(Transactions transactions) {
    this.transactions = transactions;
  }

  /** One statement, so that an event that is appended meanwhile is in all of it, or in nothing. */
  @Override
  public Standing standing(PracticeId practice) {
    return transactions.get(
        UNREAD,
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  SELECT h.newest, h.hash, h.disposed, h.disposed_hash, e.last
                  FROM (SELECT COALESCE(MAX(number), 0) AS last FROM audit_event
                    WHERE practice_id = ?) e
                  LEFT JOIN audit_head h ON h.practice_id = ?
                  """)) {
            select.setString(1, practice.value());
            select.setString(2, practice.value());
            try (ResultSet row = select.executeQuery()) {
              row.next();
              return standing(practice, row);
            }
          }
        });
  }

  private static Standing standing(PracticeId practice, ResultSet row) throws SQLException {
    ChainEnd genesis = ChainEnd.genesis(practice);
    String hash = row.getString("hash");
    String disposed = row.getString("disposed_hash");
    return new Standing(
        disposed == null ? genesis : new ChainEnd(row.getLong("disposed"), disposed),
        hash == null ? genesis : new ChainEnd(row.getLong("newest"), hash),
        row.getLong("last"));
  }

  @Override
  public List<ChainedEvent> from(PracticeId practice, long first, int limit) {
    return transactions.get(
        UNREAD,
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(AuditRow.SELECT + FROM)) {
            Binder bind = new Binder(select);
            bind.text(practice.value());
            bind.number(first);
            bind.number(limit);
            return AuditRow.links(select);
          }
        });
  }

  @Override
  public List<ChainedEvent> find(
      PracticeId practice, AuditFilter filter, Optional<AuditPlace> after, int limit) {
    return transactions.get(
        UNREAD,
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(page(filter))) {
            bind(select, practice, filter, after.orElse(NEWEST), limit);
            return AuditRow.links(select);
          }
        });
  }

  /** The statement for a page; {@link #bind} fills it. */
  static String page(AuditFilter filter) {
    Optional<String> narrowest = narrowest(filter);
    return AuditRow.SELECT
        + "WHERE practice_id = ?"
        + asked(filter.type(), "event_type", narrowest)
        + asked(filter.actor(), "actor", narrowest)
        + asked(filter.destination(), "destination", narrowest)
        + asked(filter.target(), "target", narrowest)
        + (filter.from().isPresent() ? " AND happened_at >= ?" : "")
        + (filter.to().isPresent() ? " AND happened_at < ?" : "")
        // The first half alone is what an index can begin at. H2 takes the index of numbers, and
        // sorts, if there is no such bound.
        + " AND happened_at <= ? AND (happened_at < ? OR number < ?)"
        + " ORDER BY practice_id DESC, "
        + narrowest.map(column -> column + " DESC, ").orElse("")
        + "happened_at DESC, number DESC FETCH FIRST ? ROWS ONLY";
  }

  /** An index is begun at the narrowest only; H2 would take any, and sort what it finds there. */
  private static String asked(Optional<?> value, String column, Optional<String> narrowest) {
    if (value.isEmpty()) {
      return "";
    }
    return narrowest.equals(Optional.of(column))
        ? " AND " + column + " = ?"
        : " AND SUBSTRING(" + column + ", 1) = ?";
  }

  static void bind(
      PreparedStatement page, PracticeId practice, AuditFilter filter, AuditPlace after, int limit)
      throws SQLException {
    Binder bind = new Binder(page);
    bind.text(practice.value());
    bindIfAny(bind, filter.type().map(AuditType::name));
    bindIfAny(bind, filter.actor());
    bindIfAny(bind, filter.destination().map(DestinationId::value));
    bindIfAny(bind, filter.target());
    if (filter.from().isPresent()) {
      bind.moment(filter.from().get());
    }
    if (filter.to().isPresent()) {
      bind.moment(filter.to().get());
    }
    bind.moment(after.at());
    bind.moment(after.at());
    bind.number(after.number());
    bind.number(limit);
  }

  /**
   * The column of the index to read backwards, likely the one with the fewest rows for a value. It
   * has one value here and changes no order; H2 reads no more than the page only if it is named,
   * and sorts everything otherwise.
   */
  private static Optional<String> narrowest(AuditFilter filter) {
    if (filter.target().isPresent()) {
      return Optional.of("target");
    }
    if (filter.actor().isPresent()) {
      return Optional.of("actor");
    }
    if (filter.destination().isPresent()) {
      return Optional.of("destination");
    }
    return filter.type().map(type -> "event_type");
  }

  private static void bindIfAny(Binder bind, Optional<String> value) throws SQLException {
    if (value.isPresent()) {
      bind.text(value.get());
    }
  }

  @Override
  public Optional<Span> span(PracticeId practice, Optional<Instant> from, Optional<Instant> to) {
    String where =
        "WHERE practice_id = ?"
            + (from.isPresent() ? " AND happened_at >= ?" : "")
            + (to.isPresent() ? " AND happened_at < ?" : "");
    return transactions.get(
        UNREAD,
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT MIN(number) AS earliest, MAX(number) AS latest FROM audit_event "
                      + where)) {
            Binder bind = new Binder(select);
            bind.text(practice.value());
            if (from.isPresent()) {
              bind.moment(from.get());
            }
            if (to.isPresent()) {
              bind.moment(to.get());
            }
            try (ResultSet row = select.executeQuery()) {
              row.next();
              long first = row.getLong("earliest");
              return first == 0
                  ? Optional.empty()
                  : Optional.of(new Span(first, row.getLong("latest")));
            }
          }
        });
  }
}
