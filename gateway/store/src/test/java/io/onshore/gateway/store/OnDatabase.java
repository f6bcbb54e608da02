package io.onshore.gateway.store;

import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.store.secret.SecretBox;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.gateway.transfer.TransferJournal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Each test begins with a database of its own that holds nothing. */
abstract class OnDatabase {
  static final byte[] KEY = new byte[SecretBox.KEY_BYTES];

  DataSource source;
  JdbcStore store;
  TransferJournal journal;

  /** Opens the test's database, which holds nothing at first. */
  abstract DataSource open() throws Exception;

  /** Closes it, so that another process or another opening may have it. */
  abstract void close() throws Exception;

  /** How another process reaches it. */
  abstract String url();

  /** All that rests in it, as near to the disk as can be read. */
  abstract byte[] everything() throws Exception;

  static SecretBox box() {
    return new SecretBox(List.of(KEY));
  }

  @BeforeEach
  void begin() throws Exception {
    start();
  }

  final void start() throws Exception {
    source = open();
    Migrations.run(source);
    store = new JdbcStore(source, box());
    journal = store.journal();
  }

  @AfterEach
  void end() throws Exception {
    close();
  }

  static <T> List<T> together(int threads, Callable<T> work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(threads);
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(
            executor.submit(
                () -> {
                  start.await();
                  return work.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> each : running) {
        results.add(each.get());
      }
      return results;
    }
  }

  final Transfer created(Transfer transfer) {
    journal.create(transfer, Samples.event(transfer, AuditType.TRANSFER_DECLARED));
    return transfer;
  }

  /** Runs while no audit event can be written. */
  final void withoutAuditTable(Runnable body) {
    execute("ALTER TABLE audit_event RENAME TO audit_event_away");
    try {
      body.run();
    } finally {
      execute("ALTER TABLE audit_event_away RENAME TO audit_event");
    }
  }

  long one(String sql) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  void execute(String sql) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }
}
