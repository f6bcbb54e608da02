package io.onshore.connector.toolkit.parts;

import io.onshore.connector.Confirmed;
import io.onshore.connector.PartRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How an object is cut. Every span has the plan's part size but the last of the object; an empty
 * object is one empty span.
 *
 * @param size of the object in bytes, 0 or more
 * @param rule what the provider asks for
 * @param partBytes the size of a part, positive and within the rule
 */
public record PartPlan(long size, PartRule rule, long partBytes) {
  /**
   * @throws IllegalArgumentException if the size is negative or the part size breaks the rule
   */
  public PartPlan {
    if (size < 0) {
      throw new IllegalArgumentException("the size must not be negative");
    }
    if (partBytes <= 0 || nearest(rule, partBytes) != partBytes) {
      throw new IllegalArgumentException("the part size breaks the rule");
    }
  }

  /** With the part size that serves the provider best. */
  public static PartPlan of(long size, PartRule rule) {
    return of(size, rule, rule.preferred());
  }

  /**
   * With the part size nearest to a wish that the rule allows.
   *
   * @param preferredBytes the wish; where the rule leaves a choice it is rounded down to a whole
   *     unit, but is at least one unit and at most the rule's largest part
   */
  public static PartPlan of(long size, PartRule rule, long preferredBytes) {
    return new PartPlan(size, rule, nearest(rule, preferredBytes));
  }

  /** How many spans the whole object has; at least one. */
  public long count() {
    return size == 0 ? 1 : (size - 1) / partBytes + 1;
  }

  /** The spans of the whole object in order, made as they are asked for. */
  public Stream<Span> spans() {
    return cut(0, size, count());
  }

  /**
   * The spans that still have to be sent, in order. Where parts have a fixed size these are the
   * parts that the provider does not have whole; where they may vary, what it has is kept to the
   * byte. If parts go in order, only what is there without a gap counts. The span of an empty
   * object is always among them: sending it again is harmless.
   */
  public Stream<Span> missing(Confirmed confirmed) {
    Confirmed counted =
        rule.parallel() == 1 ? Confirmed.upTo(Math.min(confirmed.contiguous(), size)) : confirmed;
    if (size == 0) {
      return spans();
    }
    return switch (rule) {
      case PartRule.Fixed fixed -> spans().filter(span -> !holds(counted, span));
      case PartRule.MultipleOf multiple ->
          gaps(counted).stream()
              .flatMap(gap -> cut(gap.offset(), gap.end(), (gap.length() - 1) / partBytes + 1));
    };
  }

  private Stream<Span> cut(long from, long to, long count) {
    return LongStream.range(0, count)
        .mapToObj(
            i -> {
              long offset = from + i * partBytes;
              return new Span(offset, Math.min(partBytes, to - offset));
            });
  }

  private static boolean holds(Confirmed confirmed, Span span) {
    return confirmed.ranges().stream()
        .anyMatch(range -> range.from() <= span.offset() && span.end() <= range.to());
  }

  private List<Span> gaps(Confirmed confirmed) {
    List<Span> gaps = new ArrayList<>();
    long reached = 0;
    for (Confirmed.Range range : confirmed.ranges()) {
      if (range.from() > reached && reached < size) {
        gaps.add(new Span(reached, Math.min(range.from(), size) - reached));
      }
      reached = Math.max(reached, range.to());
    }
    if (reached < size) {
      gaps.add(new Span(reached, size - reached));
    }
    return gaps;
  }

  private static long nearest(PartRule rule, long wish) {
    return switch (rule) {
      case PartRule.Fixed fixed -> fixed.bytes();
      case PartRule.MultipleOf multiple ->
          Math.clamp(wish - Math.floorMod(wish, multiple.unit()), multiple.unit(), multiple.max());
    };
  }
}
