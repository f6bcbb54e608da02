package io.onshore.connector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which bytes the provider says it has.
 *
 * @param ranges sorted, apart from each other
 */
public record Confirmed(List<Range> ranges) {
  /** Sorts, and joins ranges that touch. */
  public Confirmed {
    List<Range> joined = new ArrayList<>();
    for (Range range : ranges.stream().sorted(Comparator.comparingLong(Range::from)).toList()) {
      if (!joined.isEmpty() && range.from() <= joined.getLast().to()) {
        Range last = joined.removeLast();
        joined.add(new Range(last.from(), Math.max(last.to(), range.to())));
      } else {
        joined.add(range);
      }
    }
    ranges = List.copyOf(joined);
  }

  /** The first {@code bytes} bytes and no others. */
  public static Confirmed upTo(long bytes) {
    return new Confirmed(bytes == 0 ? List.of() : List.of(new Range(0, bytes)));
  }

  /** How many bytes are there without a gap from the first. */
  public long contiguous() {
    return ranges.isEmpty() || ranges.getFirst().from() > 0 ? 0 : ranges.getFirst().to();
  }

  /** How many bytes are there altogether. */
  public long total() {
    return ranges.stream().mapToLong(range -> range.to() - range.from()).sum();
  }

  /** Whether every byte of {@code part} is there; an empty part always is. */
  public boolean covers(Part part) {
    return part.length() == 0
        || ranges.stream()
            .anyMatch(range -> range.from() <= part.offset() && part.end() <= range.to());
  }

  /** Bytes {@code from} (inclusive) {@code to} (exclusive); at least one. */
  public record Range(long from, long to) {
    /**
     * @throws IllegalArgumentException if the range is empty or negative
     */
    public Range {
      if (from < 0 || to <= from) {
        throw new IllegalArgumentException("a range holds at least one byte");
      }
    }
  }
}
