package io.onshore.gateway.acceptance.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.connector.ConnectorContext;
import io.onshore.connector.Destination;
import io.onshore.connector.ProviderId;
import io.onshore.connector.Settings;
import io.onshore.connector.simulator.box.BoxDemo;
import io.onshore.connector.simulator.box.BoxSimulator;
import io.onshore.connector.toolkit.oauth.MemoryVault;
import io.onshore.gateway.app.config.RuleFiles;
import io.onshore.gateway.destination.Claim;
import io.onshore.gateway.destination.Connection;
import io.onshore.gateway.destination.Connectors;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.Paper;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.practice.Practice;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.residency.EvidenceKeeper;
import io.onshore.gateway.residency.Patient;
import io.onshore.gateway.residency.Push;
import io.onshore.gateway.residency.ResidencyDesk;
import io.onshore.gateway.residency.Verdict;
import io.onshore.gateway.rules.InForce;
import io.onshore.gateway.rules.KeptTexts;
import io.onshore.gateway.rules.RulesInForce;
import io.onshore.gateway.store.JdbcStore;
import io.onshore.gateway.store.Migrations;
import io.onshore.gateway.store.secret.SecretBox;
import io.onshore.policy.DataClass;
import io.onshore.policy.Decision;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.Finding;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.Place;
import io.onshore.policy.Rulebook;
import io.onshore.policy.Sector;
import io.onshore.policy.rulebook.ClaimsLoader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A green destination with nothing done to it but time: Box's connector against its double, the
 * shipped rules, and the real store.
 */
class ClockMovesTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final LocalDate TODAY = LocalDate.ofInstant(START, ZoneOffset.UTC);
  private static final PracticeId PRACTICE = new PracticeId("clinic");

  private final Hand clock = new Hand();
  private BoxSimulator box;
  private JdbcConnectionPool database;
  private ResidencyDesk desk;
  private Practice practice;
  private StorageDestination destination;

  @BeforeEach
  void start() {
    box = BoxSimulator.start(clock);
    BoxDemo.Place place = BoxDemo.addTo(box).getFirst();
    database =
        JdbcConnectionPool.create(
            "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    Migrations.run((DataSource) database);
    JdbcStore store =
        new JdbcStore(database, new SecretBox(List.of(new byte[SecretBox.KEY_BYTES])));
    Connectors connectors =
        Connectors.installed(
            connection ->
                new ConnectorContext(
                    clock, "ISV|Onshore|Clock/1.0", Duration.ofSeconds(5), new MemoryVault()));
    InForce<Rulebook> rulebook =
        new InForce<>(
                KeptTexts.Kind.RULEBOOK,
                store.keptTexts(),
                () -> RuleFiles.packs(Optional.empty()),
                RuleFiles::rulebook,
                (read, texts) -> read.digest(),
                candidate -> {},
                clock)
            .start();
    desk =
        new ResidencyDesk(
            new RulesInForce(new RuleFiles(rulebook, store.keptTexts()), store.versions()),
            ClaimsLoader::shipped,
            new EvidenceKeeper(
                store.evidence(),
                connectors,
                (where, before, now) -> () -> {},
                clock,
                Duration.ofMinutes(15)),
            store.dossiers(),
            store.register(),
            Set.of(new Place("AU-NSW")),
            clock);
    practice =
        new Practice(
            PRACTICE,
            "Clinic",
            new JurisdictionId("AU-VIC"),
            Sector.PRIVATE,
            Set.of(),
            Set.of(new Place("AU")),
            Map.of(),
            Set.of(),
            Set.of(),
            List.of(),
            0);
    List<Claim> contract = new ArrayList<>();
    for (DataClass about :
        List.of(
            DataClass.BACKUP,
            DataClass.METADATA,
            DataClass.SUPPORT,
            DataClass.CONTRACTING_ENTITY,
            DataClass.CONTROLLING_PARENT)) {
      contract.add(
          new Claim(
              about,
              Set.of(new Place("AU")),
              EvidenceGrade.CONTRACT,
              TODAY,
              Optional.empty(),
              "order form"));
    }
    destination =
        new StorageDestination(
            new DestinationId("box"),
            PRACTICE,
            "Box",
            new Connection(
                "box",
                PRACTICE,
                new ProviderId("box"),
                new Settings(
                    Map.of(
                        "client-id", "onshore-demo",
                        "client-secret", "demo-secret",
                        "acts-as", "application",
                        "enterprise-id", place.enterpriseId(),
                        "api-url", box.apiUrl(),
                        "upload-url", box.uploadUrl(),
                        "authorize-url", box.authorizeUrl()))),
            Destination.folder(place.folderId()),
            "Enterprise with Zones",
            Optional.empty(),
            contract,
            List.of(Paper.of(Paper.Sort.CONTRACT, "DPA")));
  }

  @AfterEach
  void stop() {
    box.close();
    database.dispose();
  }

  private Decision decision() {
    return desk.decide(practice, destination, Push.of(Patient.UNTOLD)).decision();
  }

  private Verdict.Word word() {
    return Verdict.of(decision()).word();
  }

  private List<String> findings() {
    return decision().findings().stream().map(Finding::ruleId).toList();
  }

  @Test
  void aReadingThatNobodyCanRepeatTurnsGreenToAWarningByTheClockAlone() {
    assertThat(word()).as(findings().toString()).isEqualTo(Verdict.Word.OK);
    box.close();

    clock.advance(Duration.ofDays(90));
    assertThat(word()).as("on its last day").isEqualTo(Verdict.Word.OK);

    clock.advance(Duration.ofDays(1));
    assertThat(word()).isEqualTo(Verdict.Word.WARN);
    assertThat(findings()).contains("CLAIM-STALE");
  }

  @Test
  void aContractThatNobodyReadAgainTurnsGreenToAWarningAlthoughTheProviderStillAnswers() {
    assertThat(word()).isEqualTo(Verdict.Word.OK);

    clock.advance(Duration.ofDays(365));
    assertThat(word()).as("on its last day").isEqualTo(Verdict.Word.OK);

    clock.advance(Duration.ofDays(1));
    assertThat(word()).isEqualTo(Verdict.Word.WARN);
    assertThat(findings()).contains("CLAIM-STALE", "REACH-STALE");
  }

  /** A clock that is moved by hand. */
  private static final class Hand extends Clock {
    private volatile Instant now = START;

    void advance(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("this clock reckons in instants");
    }
  }
}
