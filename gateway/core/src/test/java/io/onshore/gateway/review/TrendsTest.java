package io.onshore.gateway.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.onshore.gateway.doubles.SampleFiles;
import io.onshore.gateway.doubles.World;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.Role;
import io.onshore.gateway.transfer.Transfer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long cases wait, and what becomes of the sends that people pushed past a rule. */
class TrendsTest {
  private static final byte[] FILE = SampleFiles.age(1_000);
  private static final Caller CONNIE =
      new Caller("connie", "Connie", World.PRACTICE, Set.of(Role.COMPLIANCE));
  private static final Instant MONDAY = Instant.parse("2026-11-16T00:00:00Z");

  private final World world = new World();
  private final Trends trends = new Trends(world.cases, world.clock);

  private Transfer overridden() throws IOException {
    world.provider.places = Set.of("US");
    Transfer waiting = world.receiveWhole(FILE);
    world.statements().acknowledge(World.CLINICIAN, waiting, Set.of("IN-US"), "PATIENT_AGREED", "");
    return world.drive(waiting.id());
  }

  private Docket newest() {
    return world.cases.find(World.PRACTICE, world.cases.all().getLast().id()).orElseThrow();
  }

  private void decide(Ruling ruling) {
    Docket docket = newest();
    var _ =
        world.rulings().decide(CONNIE, docket.opened().id(), docket.standing().version(), ruling);
  }

  private static List<Duration> minutes(long... waits) {
    return LongStream.of(waits).mapToObj(Duration::ofMinutes).toList();
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "2, 1, 2", "4, 2, 4", "10, 5, 9", "11, 6, 10", "100, 50, 90"})
  void quantilesAreOfTheNearestRank(int cases, long half, long nineOfTen) {
    long[] waits = LongStream.rangeClosed(1, cases).toArray();
    assertThat(DecisionTime.of(minutes(waits))).contains(new DecisionTime(cases, half, nineOfTen));
  }

  @Test
  void theirOrderDoesNotMatterAndABegunMinuteCounts() {
    assertThat(DecisionTime.of(minutes(9, 1, 5))).contains(new DecisionTime(3, 5, 9));
    assertThat(DecisionTime.of(List.of(Duration.ofSeconds(61))))
        .contains(new DecisionTime(1, 2, 2));
    assertThat(DecisionTime.of(List.of(Duration.ofMinutes(61))))
        .contains(new DecisionTime(1, 61, 61));
  }

  @Test
  void noDecisionIsNoTimeAndNotZero() throws IOException {
    overridden();
    assertThat(trends.decisionTime(World.PRACTICE, MONDAY, World.START.plusSeconds(9))).isEmpty();
    assertThat(trends.weeks(World.PRACTICE, MONDAY, World.START.plusSeconds(9)))
        .singleElement()
        .satisfies(week -> assertThat(week.decisionTime()).isEmpty());
  }

  @Test
  void aCaseCountsInTheWeekOfItsFirstDecisionFromItsOpening() throws IOException {
    overridden();
    world.clock.advance(Duration.ofHours(30));
    decide(new Ruling.Accept("the patient agreed"));
    world.clock.advance(Duration.ofDays(7));
    decide(new Ruling.Reopen("after all"));
    decide(new Ruling.Accept("it stays so"));
    Instant to = world.clock.instant().plusSeconds(1);
    Optional<DecisionTime> once = Optional.of(new DecisionTime(1, 1800, 1800));
    assertThat(trends.decisionTime(World.PRACTICE, MONDAY, to)).isEqualTo(once);
    assertThat(trends.weeks(World.PRACTICE, MONDAY, to))
        .extracting(Trends.Week::begins, Trends.Week::decisionTime)
        .containsExactly(
            tuple(LocalDate.of(2026, 11, 16), Optional.empty()),
            tuple(LocalDate.of(2026, 11, 23), once),
            tuple(LocalDate.of(2026, 11, 30), Optional.empty()));
    assertThat(trends.decisionTime(World.PRACTICE, to.minusSeconds(2), to))
        .as("a later decision is no first one")
        .isEmpty();
  }

  private Became became() {
    return world
        .rates(new Budget(5, 80, 1, 1))
        .of(World.PRACTICE, MONDAY, world.clock.instant().plusSeconds(1))
        .getFirst()
        .became();
  }

  @Test
  void eachOverrideIsCountedByTheNewestRulingOnItsCase() throws IOException {
    overridden();
    assertThat(became()).isEqualTo(new Became(1, 0, 0, 0, 0));
    decide(new Ruling.Accept("the patient agreed"));
    assertThat(became()).isEqualTo(new Became(0, 1, 0, 0, 0));
    decide(new Ruling.Reopen("after all"));
    assertThat(became()).isEqualTo(new Became(1, 0, 0, 0, 0));
    decide(new Ruling.Report("reported", "OAIC/17", MONDAY));
    assertThat(became()).isEqualTo(new Became(0, 0, 0, 0, 1));
  }

  @Test
  void aRulingOnACaseCountsForEachSendInIt() {
    assertThat(
            Became.of(
                List.of(
                    count("ACCEPT", 3),
                    count("ACCEPT_UNTIL", 2),
                    count("MOVE", 4),
                    count("DELETE", 1),
                    new ReviewFigures.RulingCount("IN-US", Optional.empty(), 7),
                    count("REOPEN", 1))))
        .isEqualTo(new Became(8, 5, 4, 1, 0));
  }

  private static ReviewFigures.RulingCount count(String ruling, long sends) {
    return new ReviewFigures.RulingCount("IN-US", Optional.of(ruling), sends);
  }
}
