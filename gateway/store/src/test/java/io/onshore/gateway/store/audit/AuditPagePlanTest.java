package io.onshore.gateway.store.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditFilter;
import io.onshore.gateway.audit.AuditPlace;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.store.JdbcStore;
import io.onshore.gateway.store.Migrations;
import io.onshore.gateway.store.secret.SecretBox;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** H2 reads and sorts a whole trail for a page if it chose the wrong index. */
class AuditPagePlanTest {
  private static final PracticeId PRACTICE = new PracticeId("harbour");
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
  private static JdbcConnectionPool database;

  @BeforeAll
  static void fill() {
    database = JdbcConnectionPool.create("jdbc:h2:mem:plans;DB_CLOSE_DELAY=-1", "sa", "");
    Migrations.run((DataSource) database);
    JdbcStore store = new JdbcStore(database, new SecretBox(List.of(new byte[32])));
    List<AuditType> types =
        List.of(AuditType.FILE_ACCEPTED, AuditType.FILE_STORED, AuditType.FILE_VERIFIED);
    for (int i = 0; i < 3000; i++) {
      store
          .trail()
          .append(
              new AuditEvent(
                      NOW.plusSeconds(i),
                      PRACTICE,
                      types.get(i % 3),
                      "nurse-" + i % 19,
                      "transfer-" + i % 997,
                      Map.of())
                  .at(new DestinationId("place-" + i % 5)));
    }
  }

  @AfterAll
  static void close() throws SQLException {
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("SHUTDOWN");
    }
    database.dispose();
  }

  /** Every filter that there can be. */
  static List<AuditFilter> filters() {
    List<AuditFilter> filters = new ArrayList<>();
    for (int which = 0; which < 1 << 6; which++) {
      filters.add(
          new AuditFilter(
              asked(which, 0, AuditType.FILE_STORED),
              asked(which, 1, "nurse-1"),
              asked(which, 2, new DestinationId("place-1")),
              asked(which, 3, "transfer-1"),
              asked(which, 4, NOW),
              asked(which, 5, NOW.plusSeconds(1500))));
    }
    return filters;
  }

  private static <T> Optional<T> asked(int which, int bit, T value) {
    return (which >> bit & 1) == 1 ? Optional.of(value) : Optional.empty();
  }

  @Test
  void theTrailIsReadInItsOrder() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement explain =
            connection.prepareStatement("EXPLAIN " + AuditRow.SELECT + JdbcAuditLedger.FROM)) {
      explain.setString(1, PRACTICE.value());
      explain.setLong(2, 1500);
      explain.setLong(3, 10);
      try (ResultSet plan = explain.executeQuery()) {
        plan.next();
        assertThat(plan.getString(1)).contains("/* index sorted */");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("filters")
  void aPageIsReadFromAnIndexInItsOrder(AuditFilter filter) throws SQLException {
    for (AuditPlace after :
        List.of(JdbcAuditLedger.NEWEST, new AuditPlace(NOW.plusSeconds(1500), 1500))) {
      try (Connection connection = database.getConnection();
          PreparedStatement explain =
              connection.prepareStatement("EXPLAIN " + JdbcAuditLedger.page(filter))) {
        JdbcAuditLedger.bind(explain, PRACTICE, filter, after, 10);
        try (ResultSet plan = explain.executeQuery()) {
          plan.next();
          assertThat(plan.getString(1)).contains("/* index sorted */");
        }
      }
    }
  }
}
