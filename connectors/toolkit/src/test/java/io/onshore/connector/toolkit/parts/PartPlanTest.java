package io.onshore.connector.toolkit.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.connector.Confirmed;
import io.onshore.connector.Confirmed.Range;
import io.onshore.connector.PartRule;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartPlanTest {
  private static final PartRule FIXED = new PartRule.Fixed(100, 4);
  private static final PartRule IN_ORDER = new PartRule.MultipleOf(10, 50, 100, 1);
  private static final PartRule ANY_ORDER = new PartRule.MultipleOf(10, 50, 100, 4);

  @ParameterizedTest
  @CsvSource({
    "0,1,0",
    "1,1,1",
    "99,1,99",
    "100,1,100",
    "101,2,1",
    "199,2,99",
    "200,2,100",
    "201,3,1"
  })
  void everyPartIsFullButTheLast(long size, long count, long last) {
    PartPlan plan = PartPlan.of(size, FIXED, 7);
    List<Span> spans = plan.spans().toList();

    assertThat(plan.count()).isEqualTo(count);
    assertThat(spans).hasSize((int) count);
    assertThat(spans.getLast().length()).isEqualTo(last);
    assertThat(spans.subList(0, spans.size() - 1)).allMatch(span -> span.length() == 100);
    long reached = 0;
    for (Span span : spans) {
      assertThat(span.offset()).isEqualTo(reached);
      reached = span.end();
    }
    assertThat(reached).isEqualTo(size);
  }

  @ParameterizedTest
  @CsvSource({
    "0,10",
    "-5,10",
    "9,10",
    "10,10",
    "19,10",
    "20,20",
    "99,90",
    "100,100",
    "101,100",
    "9999,100"
  })
  void theWishIsRoundedToTheRule(long wish, long partBytes) {
    assertThat(PartPlan.of(1000, IN_ORDER, wish).partBytes()).isEqualTo(partBytes);
    assertThat(PartPlan.of(1000, FIXED, wish).partBytes()).isEqualTo(100);
  }

  @Test
  void aPartSizeOutsideTheRuleCannotBeBuilt() {
    assertThatThrownBy(() -> new PartPlan(1000, IN_ORDER, 15))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PartPlan(1000, FIXED, 50))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PartPlan(-1, FIXED, 100))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void fixedPartsAreMissingUnlessWhole() {
    Confirmed confirmed = new Confirmed(List.of(new Range(0, 100), new Range(150, 300)));

    assertThat(PartPlan.of(350, FIXED, 0).missing(confirmed))
        .containsExactly(new Span(100, 100), new Span(300, 50));
  }

  @Test
  void inOrderOnlyTheBeginningCountsAndIsKeptToTheByte() {
    Confirmed confirmed = new Confirmed(List.of(new Range(0, 70), new Range(200, 300)));

    assertThat(PartPlan.of(250, IN_ORDER, 100).missing(confirmed))
        .containsExactly(new Span(70, 100), new Span(170, 80));
  }

  @Test
  void inAnyOrderTheGapsAreMissing() {
    Confirmed confirmed = new Confirmed(List.of(new Range(20, 50), new Range(200, 240)));

    assertThat(PartPlan.of(250, ANY_ORDER, 100).missing(confirmed))
        .containsExactly(new Span(0, 20), new Span(50, 100), new Span(150, 50), new Span(240, 10));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 99, 100, 101, 1000})
  void nothingConfirmedMeansEverythingIsMissing(long size) {
    for (PartRule rule : List.of(FIXED, IN_ORDER, ANY_ORDER)) {
      PartPlan plan = PartPlan.of(size, rule, 100);
      assertThat(plan.missing(Confirmed.upTo(0))).containsExactlyElementsOf(plan.spans().toList());
    }
  }

  @Test
  void everythingConfirmedMeansNothingIsMissingButAnEmptyObjectsPart() {
    for (PartRule rule : List.of(FIXED, IN_ORDER, ANY_ORDER)) {
      assertThat(PartPlan.of(250, rule, 100).missing(Confirmed.upTo(250))).isEmpty();
      assertThat(PartPlan.of(250, rule, 100).missing(Confirmed.upTo(900))).isEmpty();
      assertThat(PartPlan.of(0, rule, 100).missing(Confirmed.upTo(0)))
          .containsExactly(new Span(0, 0));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void confirmedAndMissingTogetherCoverTheObject(long seed) {
    Random random = new Random(seed);
    long size = random.nextLong(1, 2000);
    List<Range> ranges =
        random
            .longs(random.nextInt(6), 0, size)
            .map(from -> from - from % 10)
            .mapToObj(from -> new Range(from, Math.min(size, from + 10 * random.nextLong(1, 30))))
            .toList();
    for (PartRule rule : List.of(FIXED, IN_ORDER, ANY_ORDER)) {
      boolean[] covered = new boolean[(int) size];
      Confirmed confirmed = new Confirmed(ranges);
      confirmed.ranges().forEach(range -> fill(covered, range.from(), range.to()));
      PartPlan.of(size, rule, 70)
          .missing(confirmed)
          .forEach(span -> fill(covered, span.offset(), span.end()));
      assertThat(covered).doesNotContain(false);
    }
  }

  private static void fill(boolean[] covered, long from, long to) {
    for (int i = (int) from; i < to; i++) {
      covered[i] = true;
    }
  }
}
