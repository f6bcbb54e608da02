package io.onshore.gateway.store.transaction;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Fills a statement's places from the first to the last. Used by one thread. */
public final class Binder {
  private final PreparedStatement statement;
  private int place;

  public Binder(PreparedStatement statement) {
    this.statement = statement;
  }

  public void text(String value) throws SQLException {
    statement.setString(++place, value);
  }

  public void text(Optional<String> value) throws SQLException {
    statement.setString(++place, value.orElse(null));
  }

  public void number(long value) throws SQLException {
    statement.setLong(++place, value);
  }

  public void count(Optional<Integer> value) throws SQLException {
    if (value.isPresent()) {
      statement.setInt(++place, value.get());
    } else {
      statement.setNull(++place, Types.INTEGER);
    }
  }

  public void flag(boolean value) throws SQLException {
    statement.setBoolean(++place, value);
  }

  public void bytes(Optional<byte[]> value) throws SQLException {
    statement.setBytes(++place, value.orElse(null));
  }

  public void day(Optional<LocalDate> value) throws SQLException {
    statement.setObject(++place, value.orElse(null), Types.DATE);
  }

  public void moment(Instant value) throws SQLException {
    statement.setObject(++place, Moments.column(value));
  }

  public void moment(Optional<Instant> value) throws SQLException {
    if (value.isPresent()) {
      moment(value.get());
    } else {
      statement.setNull(++place, Types.TIMESTAMP_WITH_TIMEZONE);
    }
  }
}
