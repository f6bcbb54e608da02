package io.onshore.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.onshore.connector.Confirmed;
import io.onshore.connector.Confirmed.Range;
import io.onshore.connector.Part;
import io.onshore.connector.PartRule;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CutTest {
  private static final PartRule FIXED = new PartRule.Fixed(10, 3);
  private static final PartRule UNITS = new PartRule.MultipleOf(5, 10, 20, 1);

  private final byte[] content = Sealed.bytes(1, 37);

  @Test
  void coversTheContentWithoutGapOrOverlap() throws Exception {
    for (PartRule rule : List.of(FIXED, UNITS)) {
      long reached = 0;
      for (Part part : Cut.missing(rule, 10, Confirmed.upTo(0), content)) {
        assertThat(part.offset()).isEqualTo(reached);
        try (InputStream in = part.source().open()) {
          assertThat(in.readAllBytes())
              .isEqualTo(Arrays.copyOfRange(content, (int) reached, (int) part.end()));
        }
        reached = part.end();
      }
      assertThat(reached).isEqualTo(content.length);
    }
  }

  @Test
  void leavesOutFixedPartsThatAreWhole() {
    Confirmed confirmed = new Confirmed(List.of(new Range(0, 10), new Range(20, 25)));
    assertThat(Cut.missing(FIXED, 10, confirmed, content))
        .extracting(Part::offset)
        .containsExactly(10L, 20L, 30L);
  }

  @Test
  void goesOnWhereTheProviderStandsIfTheRuleHasNoGrid() {
    assertThat(Cut.missing(UNITS, 10, Confirmed.upTo(15), content))
        .extracting(Part::offset, Part::length)
        .containsExactly(tuple(15L, 10L), tuple(25L, 10L), tuple(35L, 2L));
  }

  @Test
  void makesOneEmptyPartOfNothing() {
    assertThat(Cut.missing(UNITS, 10, Confirmed.upTo(0), new byte[0]))
        .singleElement()
        .extracting(Part::length)
        .isEqualTo(0L);
  }

  @Test
  void refusesAHarnessWhosePartsBreakTheRule() {
    assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> Cut.partSize(UNITS, 7));
    assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> Cut.partSize(UNITS, 25));
  }
}
