package io.onshore.gateway.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.connector.Destination;
import io.onshore.connector.Settings;
import io.onshore.connector.credential.GrantLife;
import io.onshore.connector.credential.Tokens;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.connection.AccountId;
import io.onshore.gateway.destination.Claim;
import io.onshore.gateway.destination.Connection;
import io.onshore.gateway.destination.Paper;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.destination.UseLimits;
import io.onshore.gateway.doubles.FakeProvider;
import io.onshore.gateway.doubles.MemoryAlerts;
import io.onshore.gateway.doubles.World;
import io.onshore.policy.DataClass;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.Place;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpiryRoundsTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-22");

  private final World world = new World();
  private final MemoryAlerts alerts = new MemoryAlerts(world.trail);
  private final ExpiryCalendar calendar =
      new ExpiryCalendar(world.inForce(), world.connectors(), world.grants, world.dossiers);
  private final ExpiryRounds rounds =
      new ExpiryRounds(world.inForce(), calendar, alerts, world.clock);

  private static StorageDestination ending(LocalDate on) {
    return new StorageDestination(
        World.DESTINATION,
        World.PRACTICE,
        "Ends",
        new Connection(
            "fake-account",
            World.PRACTICE,
            FakeProvider.ID,
            new Settings(Map.of()),
            Optional.of(on),
            List.of()),
        Destination.folder("files"),
        "",
        Optional.empty(),
        List.of(
            new Claim(
                DataClass.BACKUP,
                Set.of(new Place("AU")),
                EvidenceGrade.CONTRACT,
                TODAY,
                Optional.of(on.plusDays(100)),
                "terms")),
        List.of(
            new Paper(
                Paper.Sort.CONTRACT,
                "DPA",
                Optional.empty(),
                Optional.empty(),
                Optional.of(on.plusDays(200)))),
        new UseLimits(Set.of(), Set.of(), Optional.of(on.plusDays(300))));
  }

  private List<Integer> steps() {
    return alerts.list(World.PRACTICE, 99).stream().map(Alert::step).toList();
  }

  @Test
  void theCalendarTellsEachEndTheNearestFirst() {
    world.setUp(ending(TODAY.plusDays(40)));
    ExpiryCalendar fresh =
        new ExpiryCalendar(world.inForce(), world.connectors(), world.grants, world.dossiers);
    assertThat(fresh.of(World.PRACTICE))
        .extracting(Expiry::kind)
        .containsExactly(
            Expiry.Kind.SECRETS, Expiry.Kind.CLAIM, Expiry.Kind.PAPER, Expiry.Kind.REVIEW);
    assertThat(fresh.of(World.PRACTICE).getFirst().daysLeft(TODAY)).isEqualTo(40);
    assertThat(fresh.of(World.PRACTICE)).allMatch(expiry -> !expiry.hint().isEmpty());
  }

  @Test
  void alertsComeAt30And7And1DaysAndOnceItEndedEachOnce() {
    world.setUp(ending(TODAY.plusDays(40)));
    for (int day = 0; day <= 42; day++) {
      rounds.round();
      rounds.round();
      world.clock.moveTo(world.clock.instant().plus(Duration.ofDays(1)));
    }
    assertThat(steps()).containsExactly(0, 1, 7, 30);
    assertThat(world.trail.types()).filteredOn(AuditType.EXPIRY_NEARS::equals).hasSize(4);
  }

  @Test
  void whatIsNotedLateRaisesOneAlert() {
    world.setUp(ending(TODAY.plusDays(5)));
    rounds.round();
    assertThat(steps()).containsExactly(7);
  }

  @Test
  void anAccountThatNobodyUsesIsSignedInAgainBeforeTheProviderEndsIt() {
    Connection connection = world.destination.connection();
    AccountId account = AccountId.of(connection);
    Instant connected = world.clock.instant();
    assertThat(
            world.grants.connected(
                account,
                new Tokens("access", connected, Optional.of("refresh"), Optional.empty()),
                "sub-admin",
                Set.of(),
                AuditEvent.byGateway(
                    World.PRACTICE,
                    connected,
                    AuditType.CONNECTION_AUTHORISED,
                    connection.id(),
                    Map.of()),
                connected))
        .isTrue();
    assertThat(calendar.of(World.PRACTICE)).as("the provider ends nothing").isEmpty();
    world.provider.grantLife =
        Optional.of(new GrantLife(Duration.ofDays(60), URI.create("https://fake.example/life")));
    Expiry expiry = calendar.of(World.PRACTICE).getFirst();
    assertThat(expiry.kind()).isEqualTo(Expiry.Kind.GRANT);
    assertThat(expiry.target()).isEqualTo(connection.id());
    assertThat(expiry.on()).isEqualTo(TODAY.plusDays(60));
    for (int day = 0; day <= 62; day++) {
      rounds.round();
      world.clock.moveTo(world.clock.instant().plus(Duration.ofDays(1)));
    }
    assertThat(steps()).containsExactly(0, 1, 7, 30);
  }
}
