package io.onshore.policy.rulebook;

import java.util.Comparator;
import java.util.Optional;

/**
 * One thing that is wrong with a file.
 *
 * @param file the file's name
 * @param line counted from one
 * @param owner what it is about, such as {@code rule `AU-S16C`}; empty if it is about the file
 * @param message lower case, without a full stop
 * @param excerpt the text in question with a caret under the offending place, over several lines
 */
public record Problem(
    String file, int line, Optional<String> owner, String message, Optional<String> excerpt)
    implements Comparable<Problem> {
  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::file)
          .thenComparingInt(Problem::line)
          .thenComparing(Problem::message);

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  /** One line for people, and the excerpt under it. */
  @Override
  public String toString() {
    return file
        + ":"
        + line
        + ": "
        + owner.map(name -> name + ": ").orElse("")
        + message
        + excerpt.map(text -> "\n" + text.indent(4).stripTrailing()).orElse("");
  }
}
