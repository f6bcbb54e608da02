package io.onshore.gateway.review;

import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.review.ReviewFigures.DayCount;
import io.onshore.gateway.review.ReviewFigures.FirstDecision;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What became more and what became less, week by week. Safe for several threads. */
public final class Trends {
  private final ReviewFigures figures;
  private final Clock clock;

  public Trends(ReviewFigures figures, Clock clock) {
    this.figures = figures;
    this.clock = clock;
  }

  /**
   * The weeks that a time touches, also those in which nothing happened.
   *
   * @param to not included
   */
  public List<Week> weeks(PracticeId practice, Instant from, Instant to) {
    Map<LocalDate, List<Duration>> waits =
        figures.firstDecisions(practice, from, to).stream()
            .collect(
                Collectors.groupingBy(
                    each -> monday(LocalDate.ofInstant(each.decidedAt(), ZoneOffset.UTC)),
                    Collectors.mapping(Trends::wait, Collectors.toList())));
    Map<LocalDate, Map<String, Long>> sends = weekly(figures.sendsByOutcome(practice, from, to));
    Map<LocalDate, Map<String, Long>> opened = weekly(figures.casesOpened(practice, from, to));
    Map<LocalDate, Map<String, Long>> decided = weekly(figures.casesDecided(practice, from, to));
    // What is due in time to come is not overdue yet.
    Instant passed = to.isBefore(clock.instant()) ? to : clock.instant();
    Map<LocalDate, Map<String, Long>> overdue =
        weekly(figures.casesOverdue(practice, from, passed));
    List<Week> weeks = new ArrayList<>();
    LocalDate last = monday(LocalDate.ofInstant(to.minusNanos(1), ZoneOffset.UTC));
    LocalDate week = monday(LocalDate.ofInstant(from, ZoneOffset.UTC));
    for (; !week.isAfter(last); week = week.plusWeeks(1)) {
      weeks.add(
          new Week(
              week,
              sends.getOrDefault(week, Map.of()),
              opened.getOrDefault(week, Map.of()),
              decided.getOrDefault(week, Map.of()),
              overdue.getOrDefault(week, Map.of()),
              DecisionTime.of(waits.getOrDefault(week, List.of()))));
    }
    return List.copyOf(weeks);
  }

  /**
   * How long the cases waited whose first decision was made in a time, from their opening.
   *
   * @param to not included
   * @return empty if none was decided then
   */
  public Optional<DecisionTime> decisionTime(PracticeId practice, Instant from, Instant to) {
    return DecisionTime.of(
        figures.firstDecisions(practice, from, to).stream().map(Trends::wait).toList());
  }

  private static Duration wait(FirstDecision decided) {
    return Duration.between(decided.openedAt(), decided.decidedAt());
  }

  private static Map<LocalDate, Map<String, Long>> weekly(List<DayCount> days) {
    return days.stream()
        .collect(
            Collectors.groupingBy(
                each -> monday(each.day()),
                Collectors.groupingBy(
                    DayCount::what, TreeMap::new, Collectors.summingLong(DayCount::count))));
  }

  private static LocalDate monday(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  /**
   * One week.
   *
   * @param begins its Monday
   * @param sends by outcome
   * @param opened by kind of case, and so the next two
   * @param decisionTime of the cases whose first decision was made in it; empty if none was
   */
  public record Week(
      LocalDate begins,
      Map<String, Long> sends,
      Map<String, Long> opened,
      Map<String, Long> decided,
      Map<String, Long> overdue,
      Optional<DecisionTime> decisionTime) {
    public Week {
      sends = Map.copyOf(sends);
      opened = Map.copyOf(opened);
      decided = Map.copyOf(decided);
      overdue = Map.copyOf(overdue);
    }
  }
}
