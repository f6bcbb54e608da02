package io.onshore.gateway.acceptance;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** The main path on a real PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresIT extends MainPathScenarios {
  private final EmbeddedPostgres postgres;

  PostgresIT() throws IOException {
    postgres = EmbeddedPostgres.builder().start();
  }

  @Override
  Map<String, String> database() {
    return Map.of(
        "onshore.database.url", postgres.getJdbcUrl("postgres", "postgres"),
        "onshore.database.username", "postgres",
        "onshore.database.password", "postgres");
  }

  @AfterAll
  void stopPostgres() throws IOException {
    postgres.close();
  }
}
