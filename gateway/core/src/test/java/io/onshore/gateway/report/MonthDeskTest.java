package io.onshore.gateway.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.audit.AuditVerification;
import io.onshore.gateway.audit.Withholding;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.doubles.MemoryLedger;
import io.onshore.gateway.doubles.MemoryProofs;
import io.onshore.gateway.doubles.World;
import io.onshore.gateway.expiry.ExpiryCalendar;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.Role;
import io.onshore.gateway.review.Budget;
import io.onshore.gateway.review.Trends;
import io.onshore.gateway.stop.Stop;
import io.onshore.policy.DataClass;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is gathered of a month. */
class MonthDeskTest {
  private static final Caller CONNIE =
      new Caller("sub-connie", "Connie", World.PRACTICE, Set.of(Role.COMPLIANCE));
  private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

  private final World world = new World();

  private MonthReport report(Set<Withholding> withheld) {
    MemoryLedger ledger = new MemoryLedger(World.PRACTICE);
    world.trail.all().forEach(ledger::append);
    SetUp setUp =
        new SetUp(Map.of(World.PRACTICE, world.practice), List.of(world.destination), List.of());
    return new MonthDesk(
            () -> setUp,
            new MonthDesk.Figures(
                world.cases,
                new Trends(world.cases, world.clock),
                world.rates(new Budget(20, 80, 20, 10))),
            world.desk(),
            world.stops,
            new MemoryProofs(world.trail),
            new ExpiryCalendar(() -> setUp, world.connectors(), world.grants, world.dossiers),
            world.versions,
            new MonthDesk.Audit(
                world.trail,
                ledger,
                ledger,
                new AuditVerification(ledger, ledger, head -> true, world.clock)),
            world.clock)
        .report(CONNIE, NOVEMBER, withheld);
  }

  @Test
  void aMonthIsOfUtcAndSaysWhetherItIsOver() {
    MonthReport report = report(Set.of());
    assertThat(report.from()).isEqualTo(Instant.parse("2026-11-01T00:00:00Z"));
    assertThat(report.to()).isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
    assertThat(report.over()).isFalse();
    assertThat(report.weeks()).as("weeks that it touches, empty ones too").hasSize(6);
    assertThat(report.made()).isEqualTo(new MonthReport.Made(World.START, "Connie", ""));
    assertThat(world.trail.types()).containsExactly(AuditType.MONTH_REPORT_MADE);
  }

  @Test
  void eachDestinationIsThereWithWhatIsKnownAndWhatIsNot() {
    MonthReport.Resting resting = report(Set.of()).resting().getFirst();
    assertThat(resting.name()).isEqualTo("Fake folder");
    assertThat(resting.provider()).contains("fake");
    assertThat(resting.unknown(DataClass.BACKUP)).isTrue();
  }

  @Test
  void stopsAreToldFromTheTrailAndWithoutNamesWhereAsked() {
    var _ =
        world
            .stopDesk()
            .stop(CONNIE, Stop.Scope.DESTINATION, World.DESTINATION.value(), "owner left");
    MonthReport open = report(Set.of());
    assertThat(open.stops())
        .singleElement()
        .isEqualTo(
            new MonthReport.Stopped(
                World.START, "SENDING_STOPPED", World.DESTINATION.value(), "sub-connie", ""));
    assertThat(open.standing().getFirst().reason()).isEqualTo("owner left");

    MonthReport closed =
        report(Set.of(Withholding.ACTOR, Withholding.DESTINATION, Withholding.DETAIL));
    assertThat(closed.toString())
        .contains("compliance 1", "destination-1", Redaction.LEFT_OUT)
        .doesNotContain("sub-connie", "Connie", "Fake folder", "owner left")
        .doesNotContain(World.DESTINATION.value());
    assertThat(closed.trail().found().fault()).isEqualTo(Optional.empty());
  }
}
