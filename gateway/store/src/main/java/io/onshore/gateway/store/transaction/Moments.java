package io.onshore.gateway.store.transaction;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Times as columns hold them: UTC, cut to the microsecond. */
public final class Moments {
  private Moments() {}

  /** A time as it will be read again. */
  public static Instant kept(Instant moment) {
    return moment.truncatedTo(ChronoUnit.MICROS);
  }

  /** A time for a statement. */
  public static OffsetDateTime column(Instant moment) {
    return kept(moment).atOffset(ZoneOffset.UTC);
  }

  /** The time in a column that is never empty. */
  public static Instant read(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** The time in a column that may be empty. */
  public static Optional<Instant> readIfAny(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
