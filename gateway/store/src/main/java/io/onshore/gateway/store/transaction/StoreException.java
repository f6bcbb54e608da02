package io.onshore.gateway.store.transaction;

import io.onshore.connector.toolkit.redaction.ForeignCause;
import java.sql.SQLException;

/**
 * The database could not be read or written. The text tells what was tried and the SQL state, never
 * a value: drivers quote the row, so their text is withheld from the cause as well.
 */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String sqlState;

  private StoreException(String attempt, String sqlState, Throwable cause) {
    super(attempt + " (SQL state " + sqlState + ")", ForeignCause.of(cause));
    this.sqlState = sqlState;
  }

  /**
   * From what a driver threw.
   *
   * @param attempt what failed, such as {@code the journal could not be written}
   */
  public static StoreException of(String attempt, SQLException cause) {
    String state = cause.getSQLState();
    return new StoreException(attempt, state == null ? "unknown" : state, cause);
  }

  /** The five characters of the SQL standard, or {@code unknown}. */
  public String sqlState() {
    return sqlState;
  }

  /** Whether a row with this key is already there. H2 and PostgreSQL name it alike. */
  public boolean duplicate() {
    return sqlState.equals(Transactions.UNIQUE_VIOLATION);
  }
}
