package io.onshore.gateway.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A real PostgreSQL. */
final class PostgresStoreTest extends StoreContract {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final String MIGRATED = "migrated";
  private static EmbeddedPostgres server;

  private String name = "";
  private Optional<JdbcConnectionPool> pool = Optional.empty();

  @BeforeAll
  static void startServer() throws IOException, SQLException {
    // Clients are killed here, the server never is: it need not wait for the disk.
    server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    migrateOnce();
  }

  /** Each test has a copy of it; to migrate an empty one for each takes minutes. */
  private static void migrateOnce() throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + MIGRATED);
    }
    JdbcConnectionPool source = SteppingProcess.source(server.getJdbcUrl("postgres", MIGRATED));
    Migrations.run(source);
    source.dispose();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @Override
  @BeforeEach
  void begin() throws Exception {
    name = "store" + COUNT.incrementAndGet();
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE DATABASE " + name + " TEMPLATE " + MIGRATED + " STRATEGY FILE_COPY");
    }
    super.begin();
  }

  /** Ends what a killed process left at work in the server. */
  @Override
  DataSource open() throws SQLException {
    JdbcConnectionPool source = SteppingProcess.source(url());
    pool = Optional.of(source);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid()
          """);
    }
    return source;
  }

  @Override
  void close() {
    pool.ifPresent(JdbcConnectionPool::dispose);
    pool = Optional.empty();
  }

  @Override
  String url() {
    return server.getJdbcUrl("postgres", name);
  }

  @Override
  byte[] everything() throws SQLException {
    StringBuilder all = new StringBuilder();
    try (Connection connection = pool.orElseThrow().getConnection();
        Statement statement = connection.createStatement()) {
      for (String table :
          List.of(
              "transfer",
              "decision",
              "audit_event",
              "connection_grant",
              "connection_visit",
              "webhook",
              "data_key",
              "signing_key")) {
        try (ResultSet row = statement.executeQuery("SELECT t::text FROM " + table + " t")) {
          while (row.next()) {
            all.append(row.getString(1)).append('\n');
          }
        }
      }
    }
    return all.toString().getBytes(StandardCharsets.UTF_8);
  }
}
