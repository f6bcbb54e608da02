package io.onshore.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.connector.Confirmed;
import io.onshore.connector.Part;
import io.onshore.connector.PartRule;
import java.util.ArrayList;
import java.util.List;

/** Cuts content into parts by a session's rule. */
final class Cut {
  private Cut() {}

  /** The size of the parts that cases cut: what the rule demands, else what the harness wants. */
  static long partSize(PartRule rule, long wanted) {
    return switch (rule) {
      case PartRule.Fixed fixed -> fixed.bytes();
      case PartRule.MultipleOf multiple -> {
        assertThat(wanted % multiple.unit()).as("the harness's part size fits the rule").isZero();
        assertThat(wanted).as("the harness's part size").isLessThanOrEqualTo(multiple.max());
        yield wanted;
      }
    };
  }

  /** All parts that are not confirmed, in order; the single empty part of empty content. */
  static List<Part> missing(PartRule rule, long wanted, Confirmed confirmed, byte[] content) {
    if (content.length == 0) {
      return List.of(part(content, 0, 0));
    }
    long size = partSize(rule, wanted);
    List<Part> parts = new ArrayList<>();
    switch (rule) {
      case PartRule.Fixed ignored -> {
        for (long from = 0; from < content.length; from += size) {
          Part part = part(content, from, Math.min(size, content.length - from));
          if (!confirmed.covers(part)) {
            parts.add(part);
          }
        }
      }
      case PartRule.MultipleOf ignored -> {
        long from = 0;
        for (Confirmed.Range range : confirmed.ranges()) {
          addParts(parts, content, from, range.from(), size);
          from = range.to();
        }
        addParts(parts, content, from, content.length, size);
      }
    }
    return parts;
  }

  /** One slice of content. */
  static Part part(byte[] content, long from, long length) {
    return new Part(from, length, WatchedSource.of(content, from, length));
  }

  private static void addParts(List<Part> parts, byte[] content, long from, long to, long size) {
    for (long start = from; start < to; start += size) {
      parts.add(part(content, start, Math.min(size, to - start)));
    }
  }
}
