package io.onshore.gateway.acceptance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.connector.testkit.Fault;
import io.onshore.connector.testkit.Harness;
import io.onshore.connector.testkit.Operation;
import io.onshore.connector.testkit.Trait;
import io.onshore.gateway.residency.DecisionRecord;
import io.onshore.gateway.store.Migrations;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.PolicyEngine;
import io.onshore.policy.Situation;
import io.onshore.policy.rulebook.RulebookLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Provider x step x fault: whatever happens at whatever point, exactly one whole object results and
 * is proven. Every connector that lends its harness takes part.
 */
class ProviderCrashMatrixTest {
  /** Of no matter here: what may be sent was decided before. */
  private static final DecisionRecord DECISION =
      new DecisionRecord(
          "dec_01m81hj2hnvp95xgctnkbgvfs2",
          PolicyEngine.decide(
              RulebookLoader.shipped(),
              Situation.of(new JurisdictionId("AU-VIC"), LocalDate.of(2026, 3, 2)).build()),
          List.of(),
          List.of(),
          List.of(),
          RulebookLoader.shipped().digest(),
          Optional.empty(),
          Instant.parse("2026-03-02T12:00:00Z"));

  /** What makes the gateway's tables: to migrate an empty database for each run takes minutes. */
  private static final List<String> TABLES = new ArrayList<>();

  @TempDir private Path folder;

  @BeforeAll
  static void migrateOnce() throws SQLException {
    JdbcConnectionPool migrated = inMemory("migrated");
    Migrations.run((DataSource) migrated);
    try (Connection connection = migrated.getConnection();
        Statement statement = connection.createStatement();
        ResultSet line = statement.executeQuery("SCRIPT")) {
      while (line.next()) {
        TABLES.add(line.getString(1));
      }
    }
    migrated.dispose();
  }

  private static JdbcConnectionPool inMemory(String name) {
    return JdbcConnectionPool.create("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", "sa", "");
  }

  private static JdbcConnectionPool withTables() {
    JdbcConnectionPool database = inMemory(UUID.randomUUID().toString());
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String line : TABLES) {
        statement.execute(line);
      }
    } catch (SQLException unexpected) {
      throw new IllegalStateException(unexpected);
    }
    return database;
  }

  /** A connector's harness, made anew for each run. */
  record Provider(String name, ServiceLoader.Provider<Harness> harness) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Provider> providers() {
    return ServiceLoader.load(Harness.class).stream()
        .map(each -> new Provider(each.type().getSimpleName().replace("Harness", ""), each));
  }

  /** Something that happens at a point of a transfer. */
  private enum Event {
    KILLED,
    ANSWER_LOST,
    SIGN_IN_LOST,
    TOKEN_EXPIRED,
    SESSION_EXPIRED,
    CONNECTION_CUT,
    OUTAGE,
    OUTAGE_ON_COMMIT,
    THROTTLED,
    SLOW_COMMIT,
    CORRUPTED;

    void happen(Sending sending, String point) {
      Harness harness = sending.harness;
      switch (this) {
        case KILLED -> sending.points.cut();
        case ANSWER_LOST -> harness.loseNextAnswer(operation(point));
        case SIGN_IN_LOST -> {
          harness.expireAccessToken();
          harness.loseNextAnswer(Operation.SIGN_IN);
        }
        case TOKEN_EXPIRED -> harness.expireAccessToken();
        case SESSION_EXPIRED -> harness.expireSession();
        case CONNECTION_CUT -> harness.cutAfter(harness.partBytes() / 2);
        case OUTAGE -> harness.failNext(Fault.OUTAGE);
        case OUTAGE_ON_COMMIT -> harness.failNext(Fault.OUTAGE_ON_COMMIT);
        case THROTTLED -> harness.failNext(Fault.THROTTLED_IN_SECONDS);
        case SLOW_COMMIT -> harness.failNext(Fault.SLOW_COMMIT);
        case CORRUPTED -> harness.failNext(Fault.CORRUPTED_IN_TRANSIT);
      }
    }

    /**
     * Whether it is tried at this point of a transfer to such a provider: killed everywhere, an
     * answer lost and bytes harmed wherever that can be, the rest once for each kind of call.
     */
    boolean fits(String point, Set<Trait> traits) {
      boolean begin = point.equals("before begin 1");
      boolean send = point.startsWith("before send");
      boolean second = point.equals("before send 2");
      boolean commit = point.equals("before commit 1");
      return switch (this) {
        case KILLED -> true;
        case ANSWER_LOST -> begin || send || commit;
        case CONNECTION_CUT, CORRUPTED -> send;
        case SESSION_EXPIRED -> second || commit;
        case SIGN_IN_LOST, TOKEN_EXPIRED ->
            (begin || second || commit) && !traits.contains(Trait.NO_CREDENTIALS);
        case OUTAGE -> begin || second || commit;
        case THROTTLED -> (begin || second || commit) && !traits.contains(Trait.NO_THROTTLING);
        case OUTAGE_ON_COMMIT -> commit;
        case SLOW_COMMIT -> commit && !traits.contains(Trait.NO_SLOW_COMMIT);
      };
    }

    private static Operation operation(String point) {
      String call = point.split(" ", 3)[1];
      return switch (call) {
        case "begin" -> Operation.BEGIN;
        case "send" -> Operation.SEND;
        case "commit" -> Operation.COMMIT;
        default -> throw new IllegalArgumentException(point);
      };
    }
  }

  /** What is printed about one run. */
  private record Row(String point, Event event, String end, int objects, int leftOpen) {}

  @ParameterizedTest
  @MethodSource("providers")
  void oneProvenObjectResultsWhateverHappensWherever(Provider provider) throws IOException {
    List<Row> rows = new ArrayList<>();
    List<String> points;
    Set<Trait> traits;
    try (Sending undisturbed = sending(provider)) {
      assertThat(undisturbed.toTheEnd().state().code()).as("undisturbed").isEqualTo("VERIFIED");
      points = undisturbed.points.passed();
      traits = undisturbed.harness.traits();
    }
    assertThat(points).contains("before begin 1", "after send 1", "after commit 1");
    for (int i = 0; i < points.size(); i++) {
      for (Event event : Event.values()) {
        if (event.fits(points.get(i), traits)) {
          rows.add(disturbed(provider, i, points.get(i), event));
        }
      }
    }
    print(provider, rows);
  }

  private Row disturbed(Provider provider, int at, String point, Event event) throws IOException {
    try (Sending sending = sending(provider)) {
      sending.points.at(at, () -> event.happen(sending, point));
      Transfer end = sending.toTheEnd();
      assertThat(end.state().code())
          .as("%s: %s %s; %s", provider, event, point, end.trouble())
          .isEqualTo("VERIFIED");
      assertThat(sending.oneObject()).as("%s: one object, %s %s", provider, event, point).isTrue();
      return new Row(
          point,
          event,
          end.state().code(),
          sending.harness.objects(),
          sending.harness.openSessions());
    }
  }

  /** Content that needs a session of several parts. */
  private Sending sending(Provider provider) throws IOException {
    Harness harness = provider.harness().get();
    long part = RunningGateway.partBytes(harness);
    long parts = Math.max(2, harness.smallUploadThreshold() / part + 1);
    byte[] content = new byte[Math.toIntExact(parts * part + 17)];
    new Random(parts).nextBytes(content);
    return new Sending(
        harness, content, withTables(), Files.createTempDirectory(folder, "spool"), DECISION);
  }

  private static void print(Provider provider, List<Row> rows) {
    System.out.printf(
        "%ncrash matrix, %s: %d runs, one object each%n%-22s %-18s %-9s %7s %9s%n",
        provider, rows.size(), "point", "event", "end", "objects", "left open");
    for (Row row : rows) {
      System.out.printf(
          "%-22s %-18s %-9s %7d %9d%n",
          row.point(), row.event(), row.end(), row.objects(), row.leftOpen());
    }
  }
}
