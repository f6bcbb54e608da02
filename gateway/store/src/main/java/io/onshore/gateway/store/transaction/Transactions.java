package io.onshore.gateway.store.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Runs work in a transaction: committed when it returns, rolled back when it throws. Never retries.
 * Safe for several threads, as far as the data source is.
 *
 * <p>{@link #keep} is for what somebody relies on afterwards: it is on the disk when the call
 * returns. PostgreSQL does that with every commit. H2 writes with every commit, as {@code
 * Migrations} has it do, but is told to sync; its user has to be an admin of the database, as the
 * user who created it is.
 */
public final class Transactions {
  /** The SQL state of a second row with the same key. */
  static final String UNIQUE_VIOLATION = "23505";

  private final DataSource source;

  public Transactions(DataSource source) {
    this.source = source;
  }

  /** Something to do on one connection. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it; neither commits nor closes. */
    T on(Connection connection) throws SQLException;
  }

  /** Something to do on one connection that gives nothing back. */
  @FunctionalInterface
  public interface Change {
    /** Does it; neither commits nor closes. */
    void on(Connection connection) throws SQLException;
  }

  /**
   * Runs work in a transaction of its own. After a crash of the process or the machine, what it
   * changed may be as it was before.
   *
   * @param attempt what has failed if it fails, such as {@code the journal could not be written}
   * @throws StoreException if the database refused; nothing was changed, unless the connection
   *     broke while committing, when nobody can tell
   */
  public <T> T get(String attempt, Work<T> work) {
    return run(attempt, work, false);
  }

  /**
   * Runs a change in a transaction of its own.
   *
   * @throws StoreException as {@link #get}
   */
  public void run(String attempt, Change change) {
    run(attempt, giving(change), false);
  }

  /**
   * Runs work in a transaction of its own, whose changes are on the disk when this returns.
   *
   * @throws StoreException as {@link #get}
   */
  public <T> T keep(String attempt, Work<T> work) {
    return run(attempt, work, true);
  }

  /**
   * Runs a change in a transaction of its own that is on the disk when this returns.
   *
   * @throws StoreException as {@link #get}
   */
  public void keepChange(String attempt, Change change) {
    run(attempt, giving(change), true);
  }

  private static Work<Boolean> giving(Change change) {
    return connection -> {
      change.on(connection);
      return true;
    };
  }

  private <T> T run(String attempt, Work<T> work, boolean durable) {
    try (Connection connection = source.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      T result;
      try {
        result = work.on(connection);
        connection.commit();
        if (durable) {
          sync(connection);
        }
      } catch (SQLException | RuntimeException | Error failure) {
        undo(connection, autoCommit, failure);
        throw failure;
      }
      connection.setAutoCommit(autoCommit);
      return result;
    } catch (SQLException failure) {
      throw StoreException.of(attempt, failure);
    }
  }

  private static void sync(Connection connection) throws SQLException {
    if (connection.getMetaData().getDatabaseProductName().equals("H2")) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("CHECKPOINT SYNC");
      }
      connection.commit();
    }
  }

  private static void undo(Connection connection, boolean autoCommit, Throwable failure) {
    try {
      connection.rollback();
      connection.setAutoCommit(autoCommit);
    } catch (SQLException broken) {
      failure.addSuppressed(StoreException.of("the transaction could not be undone", broken));
    }
  }

  /**
   * Tries an insert within a transaction that goes on if the row is already there.
   *
   * @return false if it is
   */
  public static boolean inserted(Connection connection, Change insert) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      insert.on(connection);
      connection.releaseSavepoint(before);
      return true;
    } catch (SQLException refused) {
      if (!UNIQUE_VIOLATION.equals(refused.getSQLState())) {
        throw refused;
      }
      connection.rollback(before);
      return false;
    }
  }
}
