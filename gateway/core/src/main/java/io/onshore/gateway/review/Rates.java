package io.onshore.gateway.review;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.review.ReviewFigures.RulingCount;
import io.onshore.gateway.rules.RulesInForce;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How often each rule interrupts and is overridden, and a case on the rule that does so beyond its
 * budget: one for each rule and calendar month. Safe for several threads and replicas.
 */
public final class Rates {
  private static final ReviewCase.Kind KIND = ReviewCase.Kind.RULE_OVER_BUDGET;

  private final ReviewFigures figures;
  private final ReviewCases cases;
  private final RuleOwners owners;
  private final RulesInForce rules;
  private final Budget budget;
  private final DueDates due;
  private final Clock clock;

  public Rates(
      ReviewFigures figures,
      ReviewCases cases,
      RuleOwners owners,
      RulesInForce rules,
      Budget budget,
      DueDates due,
      Clock clock) {
    this.figures = figures;
    this.cases = cases;
    this.owners = owners;
    this.rules = rules;
    this.budget = budget;
    this.due = due;
    this.clock = clock;
  }

  /** The budget that every rule has. */
  public Budget budget() {
    return budget;
  }

  /** The rules that interrupted somebody from one time until before another, the noisiest first. */
  public List<RuleRate> of(PracticeId practice, Instant from, Instant to) {
    long sends = figures.sends(practice, from, to);
    Map<String, List<RulingCount>> ruled =
        figures.overridesRuled(practice, from, to).stream()
            .collect(Collectors.groupingBy(RulingCount::rule));
    return figures.stops(practice, from, to).stream()
        .map(
            each ->
                new RuleRate(
                    each.rule(),
                    sends,
                    each.interruptions(),
                    each.overrides(),
                    Became.of(ruled.getOrDefault(each.rule(), List.of()))))
        .sorted(
            (one, other) ->
                one.interruptions() == other.interruptions()
                    ? one.rule().compareTo(other.rule())
                    : Long.compare(other.interruptions(), one.interruptions()))
        .toList();
  }

  /** Opens a case on each rule that is over its budget this month, or was last month. */
  public void judge(PracticeId practice) {
    YearMonth month = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
    judge(practice, month.minusMonths(1));
    judge(practice, month);
  }

  private void judge(PracticeId practice, YearMonth month) {
    for (RuleRate rate : of(practice, begin(month), begin(month.plusMonths(1)))) {
      List<String> breaches = budget.breaches(rate);
      if (!breaches.isEmpty()) {
        open(practice, month, rate.rule(), breaches);
      }
    }
  }

  private static Instant begin(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private void open(PracticeId practice, YearMonth month, String rule, List<String> breaches) {
    Instant now = clock.instant();
    String id = ReviewCase.newId();
    List<String> words = new ArrayList<>();
    breaches.forEach(breach -> words.add(month + ": " + breach));
    words.add("rulebook sha256:" + rules.of(practice).rulebook().digest());
    ReviewCase opened =
        ReviewCase.of(
                id,
                practice,
                Optional.empty(),
                rule,
                KIND,
                ReviewCase.fingerprint(KIND.name(), rule, month.toString()),
                now)
            .saying(words, owners.makers(practice, rule));
    var _ =
        cases.raise(
            new Raised(
                opened,
                due.of(KIND, now),
                owners.owner(practice, rule),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                AuditEvent.byGateway(
                    practice,
                    now,
                    AuditType.CASE_OPENED,
                    id,
                    Map.of("kind", KIND.name(), "rule", rule, "month", month.toString()))));
  }
}
