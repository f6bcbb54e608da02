package io.onshore.gateway.report;

import io.onshore.gateway.audit.AuditChain;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditFilter;
import io.onshore.gateway.audit.AuditLedger;
import io.onshore.gateway.audit.AuditTrail;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.audit.AuditVerification;
import io.onshore.gateway.audit.ChainEnd;
import io.onshore.gateway.audit.ChainedEvent;
import io.onshore.gateway.audit.SignedHeads;
import io.onshore.gateway.audit.Withholding;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.expiry.Expiry;
import io.onshore.gateway.expiry.ExpiryCalendar;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.Practice;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.proof.Proof;
import io.onshore.gateway.proof.Proofs;
import io.onshore.gateway.residency.DecisionRecord;
import io.onshore.gateway.residency.Patient;
import io.onshore.gateway.residency.Push;
import io.onshore.gateway.residency.ResidencyDesk;
import io.onshore.gateway.review.Rates;
import io.onshore.gateway.review.ReviewFigures;
import io.onshore.gateway.review.Trends;
import io.onshore.gateway.rules.RulesVersion;
import io.onshore.gateway.rules.RulesVersions;
import io.onshore.gateway.stop.Stop;
import io.onshore.gateway.stop.Stops;
import io.onshore.policy.DataClass;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.EvidenceLine;
import io.onshore.policy.Place;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Gathers the report of a month. Each report is an event of the trail. Safe for several threads.
 */
public final class MonthDesk {
  private static final int MOST_PROOFS = 500;

  private final Supplier<SetUp> setUp;
  private final Figures figures;
  private final ResidencyDesk residency;
  private final Stops stops;
  private final Proofs proofs;
  private final ExpiryCalendar calendar;
  private final RulesVersions versions;
  private final Audit audit;
  private final Clock clock;

  /** What was counted. */
  public record Figures(ReviewFigures counts, Trends trends, Rates rates) {}

  /** What was written down. */
  public record Audit(
      AuditTrail trail, AuditLedger ledger, SignedHeads heads, AuditVerification verification) {}

  public MonthDesk(
      Supplier<SetUp> setUp,
      Figures figures,
      ResidencyDesk residency,
      Stops stops,
      Proofs proofs,
      ExpiryCalendar calendar,
      RulesVersions versions,
      Audit audit,
      Clock clock) {
    this.setUp = setUp;
    this.figures = figures;
    this.residency = residency;
    this.stops = stops;
    this.proofs = proofs;
    this.calendar = calendar;
    this.versions = versions;
    this.audit = audit;
    this.clock = clock;
  }

  /** The report of a month that has begun. */
  public MonthReport report(Caller caller, YearMonth month, Set<Withholding> withheld) {
    Instant now = clock.instant();
    Redaction redaction = new Redaction(withheld);
    audit
        .trail()
        .append(
            AuditEvent.by(
                caller,
                now,
                AuditType.MONTH_REPORT_MADE,
                "month-" + month,
                Map.of("withheld", redaction.shape())));
    PracticeId practice = caller.practice();
    Instant from = begin(month);
    Instant to = begin(month.plusMonths(1));
    return new MonthReport(
        new MonthReport.Made(now, maker(caller, redaction), redaction.shape()),
        setUp.get().practice(practice).map(Practice::name).orElse(practice.value()),
        month,
        from,
        to,
        figures.trends().weeks(practice, from, to),
        resting(practice, redaction),
        figures.rates().budget(),
        figures.rates().of(practice, from, to),
        stopped(practice, from, to, redaction),
        stops.standing(practice).stream().map(each -> standing(each, redaction)).toList(),
        proven(practice, from, to, redaction),
        expiries(practice, LocalDate.ofInstant(now, ZoneOffset.UTC), redaction),
        residency.rulebook().digest(),
        figures.counts().decidedBy(practice, from, to),
        house(practice, from, to, redaction),
        trail(practice, from, to));
  }

  static String maker(Caller caller, Redaction redaction) {
    String role =
        caller.roles().stream().sorted().findFirst().map(each -> each.id()).orElse("staff");
    return redaction.withheld().contains(Withholding.ACTOR)
        ? redaction.person(caller.subject(), role)
        : caller.name();
  }

  private static Instant begin(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private List<MonthReport.Resting> resting(PracticeId practice, Redaction redaction) {
    Map<DestinationId, Long> left = new TreeMap<>(Comparator.comparing(DestinationId::value));
    left.putAll(figures.counts().resting(practice));
    List<MonthReport.Resting> resting = new ArrayList<>();
    setUp
        .get()
        .practice(practice)
        .ifPresent(
            of -> {
              ResidencyDesk.View view = residency.view(of);
              for (StorageDestination each : setUp.get().destinations(practice)) {
                long files = Optional.ofNullable(left.remove(each.id())).orElse(0L);
                resting.add(resting(view, each, files, redaction));
              }
            });
    left.forEach(
        (id, files) ->
            resting.add(
                new MonthReport.Resting(
                    redaction.destination(id).value(),
                    Optional.empty(),
                    files,
                    Map.of(),
                    EvidenceGrade.UNKNOWN,
                    Optional.empty())));
    return resting;
  }

  private static MonthReport.Resting resting(
      ResidencyDesk.View view, StorageDestination destination, long files, Redaction redaction) {
    DecisionRecord decided = view.decideByWhatIsKnown(destination, Push.of(Patient.UNTOLD));
    Map<DataClass, Set<Place>> places = new EnumMap<>(DataClass.class);
    for (DataClass what : List.of(DataClass.CONTENT, DataClass.BACKUP, DataClass.METADATA)) {
      places.put(what, decided.decision().situation().places(what));
    }
    List<EvidenceLine> statements =
        decided.evidence().stream().filter(line -> line.dataClass() == DataClass.CONTENT).toList();
    return new MonthReport.Resting(
        redaction.withheld().contains(Withholding.DESTINATION)
            ? redaction.destination(destination.id()).value()
            : destination.name(),
        Optional.of(destination.connection().provider().value()),
        files,
        places,
        statements.stream()
            .map(EvidenceLine::grade)
            .max(Comparator.naturalOrder())
            .orElse(EvidenceGrade.UNKNOWN),
        statements.stream().map(EvidenceLine::observedOn).min(Comparator.naturalOrder()));
  }

  private List<MonthReport.Stopped> stopped(
      PracticeId practice, Instant from, Instant to, Redaction redaction) {
    List<MonthReport.Stopped> found = new ArrayList<>();
    for (AuditType type : List.of(AuditType.SENDING_STOPPED, AuditType.SENDING_RESUMED)) {
      AuditFilter filter =
          new AuditFilter(
              Optional.of(type),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(from),
              Optional.of(to));
      audit
          .ledger()
          .findAll(practice, filter)
          .forEach(event -> found.add(stopped(event, redaction)));
    }
    found.sort(Comparator.comparing(MonthReport.Stopped::at));
    return found;
  }

  private static MonthReport.Stopped stopped(ChainedEvent event, Redaction redaction) {
    String scope = event.shown(AuditChain.DETAIL + "scope").orElse("");
    return new MonthReport.Stopped(
        event.at(),
        event.type(),
        scope(scope, event.shown("target").orElse(""), redaction),
        redaction.person(event.shown("actor").orElse(""), "staff"),
        "");
  }

  private static MonthReport.Stopped standing(Stop stop, Redaction redaction) {
    return new MonthReport.Stopped(
        stop.stoppedAt(),
        "STANDING",
        scope(stop.scope().name(), stop.target(), redaction),
        redaction.person(stop.stoppedBy(), "staff"),
        redaction.words(stop.reason()));
  }

  private static String scope(String scope, String target, Redaction redaction) {
    return scope.equals(Stop.Scope.DESTINATION.name())
        ? redaction.destination(target)
        : scope.equals(Stop.Scope.CONNECTION.name()) ? redaction.target(target) : target;
  }

  private List<MonthReport.Proven> proven(
      PracticeId practice, Instant from, Instant to, Redaction redaction) {
    List<MonthReport.Proven> found = new ArrayList<>();
    for (StorageDestination destination : setUp.get().destinations(practice)) {
      for (Proof proof : proofs.list(practice, destination.id(), MOST_PROOFS)) {
        if (!proof.endedAt().isBefore(from) && proof.endedAt().isBefore(to)) {
          found.add(
              new MonthReport.Proven(
                  proof.endedAt(),
                  redaction.withheld().contains(Withholding.DESTINATION)
                      ? redaction.destination(destination.id()).value()
                      : destination.name(),
                  redaction.person(proof.madeBy(), "staff"),
                  proof.failed().map(step -> step.act().name())));
        }
      }
    }
    found.sort(Comparator.comparing(MonthReport.Proven::at));
    return found;
  }

  private List<Expiry> expiries(PracticeId practice, LocalDate today, Redaction redaction) {
    return calendar.of(practice).stream()
        .filter(each -> each.daysLeft(today) <= MonthReport.SOON)
        .map(
            each ->
                new Expiry(
                    each.kind(),
                    each.about(),
                    switch (each.about()) {
                      case DESTINATION -> redaction.destination(each.target());
                      case CONNECTION -> redaction.target(each.target());
                    },
                    each.subject(),
                    each.on(),
                    each.hint()))
        .toList();
  }

  /** The version that the month began with, and those that were published in it. */
  private List<RulesVersion> house(
      PracticeId practice, Instant from, Instant to, Redaction redaction) {
    List<RulesVersion> published =
        versions.list(practice).stream()
            .filter(each -> each.state() == RulesVersion.State.PUBLISHED)
            .filter(each -> each.decidedAt().map(at -> at.isBefore(to)).orElse(false))
            .sorted(Comparator.comparing(each -> each.decidedAt().orElse(Instant.MIN)))
            .toList();
    long before =
        published.stream()
            .filter(each -> each.decidedAt().map(at -> at.isBefore(from)).orElse(false))
            .count();
    return published.stream()
        .skip(Math.max(0, before - 1))
        .map(
            each ->
                new RulesVersion(
                    each.practice(),
                    each.number(),
                    each.rules(),
                    each.state(),
                    redaction.person(each.proposedBy(), "staff"),
                    each.proposedAt(),
                    redaction.words(each.reason()),
                    each.decidedBy().map(by -> redaction.person(by, "staff")),
                    each.decidedAt()))
        .toList();
  }

  private MonthReport.Trail trail(PracticeId practice, Instant from, Instant to) {
    Optional<AuditLedger.Span> ofMonth =
        audit.ledger().span(practice, Optional.of(from), Optional.of(to));
    return new MonthReport.Trail(
        audit.verification().verify(practice),
        ofMonth,
        ofMonth.flatMap(
            span ->
                audit.ledger().from(practice, span.last(), 1).stream()
                    .findFirst()
                    .map(ChainEnd::at)),
        audit.heads().all(practice).reversed().stream().findFirst());
  }
}
