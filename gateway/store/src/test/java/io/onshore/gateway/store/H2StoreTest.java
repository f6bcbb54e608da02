package io.onshore.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.transfer.Transfer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded database, in a file that no interrupt closes. */
final class H2StoreTest extends StoreContract {
  private static final String FILE = "onshore.mv.db";

  @TempDir private static Path once;

  @TempDir Path folder;
  private Optional<JdbcConnectionPool> pool = Optional.empty();

  /** Each test has a copy of it: to migrate an empty one takes longer than most tests. */
  @BeforeAll
  static void migrateOnce() throws SQLException {
    JdbcConnectionPool source = SteppingProcess.source(url(once));
    Migrations.run(source);
    shutDown(source);
  }

  private static String url(Path folder) {
    return "jdbc:h2:async:" + folder.resolve("onshore");
  }

  private static void shutDown(JdbcConnectionPool pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN");
    }
    pool.dispose();
  }

  @Override
  @BeforeEach
  void begin() throws Exception {
    Files.copy(once.resolve(FILE), folder.resolve(FILE));
    super.begin();
  }

  @Override
  DataSource open() {
    JdbcConnectionPool opened = SteppingProcess.source(url());
    pool = Optional.of(opened);
    return opened;
  }

  @Override
  void close() throws SQLException {
    if (pool.isPresent()) {
      shutDown(pool.get());
      pool = Optional.empty();
    }
  }

  @Override
  String url() {
    return url(folder);
  }

  @Override
  byte[] everything() throws IOException, SQLException {
    close();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        all.writeBytes(Files.readAllBytes(file));
      }
    }
    return all.toByteArray();
  }

  @Test
  void writesInTheThreadThatCommits() throws Exception {
    close();
    try (Connection connection = open().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT setting_value FROM information_schema.settings"
                    + " WHERE setting_name = 'WRITE_DELAY'")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getInt(1)).isZero();
    }
  }

  @Test
  void staysOpenWhenAThreadIsInterruptedInTheMiddle() throws Exception {
    JdbcStore store = new JdbcStore(pool.orElseThrow(), box());
    Transfer transfer = Samples.transfer();
    store.journal().create(transfer, Samples.event(transfer, AuditType.TRANSFER_DECLARED));
    Transfer newest = transfer;
    for (int i = 0; i < 20; i++) {
      Thread.currentThread().interrupt();
      newest =
          store.journal().step(newest, Samples.event(newest, AuditType.FILE_RECEIVED), Samples.NOW);
      var _ = Thread.interrupted();
    }
    close();
    JdbcStore reopened = new JdbcStore(open(), box());
    assertThat(reopened.journal().find(Samples.PRACTICE, transfer.id())).contains(newest);
  }
}
