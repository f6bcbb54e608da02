import io.onshore.gateway.audit.AuditChain;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditFilter;
import io.onshore.gateway.audit.AuditLedger;
import io.onshore.gateway.audit.AuditPlace;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.audit.AuditVerification;
import io.onshore.gateway.audit.ChainEnd;
import io.onshore.gateway.audit.ChainedEvent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.store.JdbcStore;
import io.onshore.gateway.store.Migrations;
import io.onshore.gateway.store.json.Json;
import io.onshore.gateway.store.secret.SecretBox;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.postgresql.ds.PGConnectionPoolDataSource;

/**
 * How long searching and verifying a long audit trail takes, on H2 and on a real PostgreSQL. One
 * practice with 200 people, 20 destinations and a third as many transfers as events, written as the
 * gateway writes them but a thousand rows at a time.
 */
final class AuditSearch {
  private static final PracticeId PRACTICE = new PracticeId("harbour");
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int SECONDS_BETWEEN = 30;
  private static final int ROUNDS = 200;
  private static final int PAGE = 50;

  private final SplittableRandom random = new SplittableRandom(7);
  private final int events;

  private AuditSearch(int events) {
    this.events = events;
  }

  public static void main(String[] arguments) throws Exception {
    var bench = new AuditSearch(Integer.parseInt(arguments[0]));
    String only = arguments.length > 1 ? arguments[1] : "";
    if (!only.equals("postgresql")) {
      Path folder = Files.createTempDirectory("audit-search");
      JdbcConnectionPool pool =
          JdbcConnectionPool.create(
              "jdbc:h2:async:" + folder.resolve("onshore"), "onshore", "onshore");
      bench.measure("H2", pool);
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("SHUTDOWN");
      }
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
    if (!only.equals("h2")) {
      try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
        // A pool, though it is H2's: connecting is no part of what is measured.
        PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
        source.setUrl(server.getJdbcUrl("postgres", "postgres"));
        bench.measure("PostgreSQL", JdbcConnectionPool.create(source));
      }
    }
  }

  private AuditEvent event(int number) {
    AuditType[] types = {
      AuditType.TRANSFER_DECLARED,
      AuditType.FILE_ACCEPTED,
      AuditType.FILE_STORED,
      AuditType.FILE_VERIFIED,
      AuditType.EVIDENCE_PROBED
    };
    // One in ten thousand is of a kind that hardly ever happens.
    AuditType type =
        random.nextInt(10_000) == 0
            ? AuditType.FILE_QUARANTINED
            : types[random.nextInt(types.length)];
    return new AuditEvent(
            START.plusSeconds((long) number * SECONDS_BETWEEN),
            PRACTICE,
            type,
            person(random.nextInt(200)),
            transfer(random.nextInt(Math.max(1, events / 3))),
            Map.of("size", Integer.toString(number), "state", "SENDING"))
        .at(destination(random.nextInt(20)));
  }

  private static String person(int which) {
    return "auth0|0123456789abcdef-" + which;
  }

  private static String transfer(int which) {
    return "trf_01m81hj2hnvp95xgct%08d".formatted(which);
  }

  private static DestinationId destination(int which) {
    return new DestinationId("destination-" + which);
  }

  private void load(DataSource source) throws Exception {
    ChainEnd end = ChainEnd.genesis(PRACTICE);
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement(
              """
              INSERT INTO audit_event
                (practice_id, number, happened_at, event_type, actor, target, destination, detail,
                 salt, previous, hash)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
              """)) {
        for (int i = 1; i <= events; i++) {
          AuditEvent event = event(i);
          String salt = AuditChain.freshSalt();
          ChainedEvent link = AuditChain.link(event, end, salt);
          insert.setString(1, PRACTICE.value());
          insert.setLong(2, link.number());
          insert.setObject(3, OffsetDateTime.ofInstant(event.at(), ZoneOffset.UTC));
          insert.setString(4, event.type().name());
          insert.setString(5, event.actor());
          insert.setString(6, event.target());
          insert.setString(7, event.destination().orElseThrow().value());
          insert.setString(8, Json.write(event.detail()));
          insert.setString(9, salt);
          insert.setString(10, link.previous());
          insert.setString(11, link.hash());
          insert.addBatch();
          end = ChainEnd.at(link);
          if (i % 1000 == 0 || i == events) {
            insert.executeBatch();
            connection.commit();
          }
        }
      }
      try (PreparedStatement head =
          connection.prepareStatement(
              "INSERT INTO audit_head (practice_id, newest, hash) VALUES (?, ?, ?)")) {
        head.setString(1, PRACTICE.value());
        head.setLong(2, end.number());
        head.setString(3, end.hash());
        head.executeUpdate();
      }
      try (Statement analyze = connection.createStatement()) {
        analyze.execute("ANALYZE");
      }
      connection.commit();
    }
  }

  private void measure(String name, DataSource source) throws Exception {
    Migrations.run(source);
    long begin = System.nanoTime();
    load(source);
    System.out.printf("%s: %,d events in %d s%n", name, events, seconds(begin));
    JdbcStore store = new JdbcStore(source, new SecretBox(List.of(new byte[SecretBox.KEY_BYTES])));
    AuditLedger ledger = store.ledger();
    Optional<AuditType> verified = Optional.of(AuditType.FILE_VERIFIED);
    Optional<AuditType> rare = Optional.of(AuditType.FILE_QUARANTINED);
    search(name, "everything", ledger, () -> AuditFilter.ALL);
    search(name, "a type that is common", ledger, () -> filter(verified, none(), none(), none()));
    search(name, "a type that is rare", ledger, () -> filter(rare, none(), none(), none()));
    search(name, "a person", ledger, () -> filter(none(), anybody(), none(), none()));
    search(name, "a destination", ledger, () -> filter(none(), none(), anywhere(), none()));
    search(
        name,
        "a transfer",
        ledger,
        () -> filter(none(), none(), none(), Optional.of(transfer(random.nextInt(events / 3)))));
    search(
        name,
        "person, type and destination",
        ledger,
        () -> filter(verified, anybody(), anywhere(), none()));
    search(name, "person, rare type", ledger, () -> filter(rare, anybody(), none(), none()));
    search(
        name,
        "a type within a day",
        ledger,
        () -> {
          Instant from = START.plusSeconds((long) random.nextInt(events) * SECONDS_BETWEEN);
          return new AuditFilter(
              verified,
              none(),
              none(),
              none(),
              Optional.of(from),
              Optional.of(from.plusSeconds(86_400)));
        });
    begin = System.nanoTime();
    var outcome =
        new AuditVerification(ledger, store.heads(), ignored -> true, Clock.systemUTC())
            .verify(PRACTICE);
    System.out.printf(
        "%s: verified to %d in %d s, fault: %s%n",
        name, outcome.end().number(), seconds(begin), outcome.fault());
  }

  private static <T> Optional<T> none() {
    return Optional.empty();
  }

  private Optional<String> anybody() {
    return Optional.of(person(random.nextInt(200)));
  }

  private Optional<DestinationId> anywhere() {
    return Optional.of(destination(random.nextInt(20)));
  }

  private static AuditFilter filter(
      Optional<AuditType> type,
      Optional<String> actor,
      Optional<DestinationId> destination,
      Optional<String> target) {
    return new AuditFilter(type, actor, destination, target, none(), none());
  }

  /** Each round: the first page, or, every second time, one from the middle of the trail. */
  private void search(String name, String what, AuditLedger ledger, Supplier<AuditFilter> filter) {
    long[] micros = new long[ROUNDS];
    for (int i = -10; i < ROUNDS; i++) {
      Optional<AuditPlace> after =
          i % 2 == 0
              ? Optional.empty()
              : Optional.of(
                  new AuditPlace(
                      START.plusSeconds((long) events / 2 * SECONDS_BETWEEN), events / 2));
      AuditFilter wanted = filter.get();
      long begin = System.nanoTime();
      ledger.find(PRACTICE, wanted, after, PAGE);
      if (i >= 0) {
        micros[i] = (System.nanoTime() - begin) / 1000;
      }
    }
    Arrays.sort(micros);
    System.out.printf(
        "%s | %s | %.1f ms | %.1f ms | %.1f ms%n",
        name,
        what,
        micros[ROUNDS / 2] / 1000.0,
        micros[ROUNDS * 95 / 100] / 1000.0,
        micros[ROUNDS - 1] / 1000.0);
  }

  private static long seconds(long begin) {
    return (System.nanoTime() - begin) / 1_000_000_000L;
  }
}
