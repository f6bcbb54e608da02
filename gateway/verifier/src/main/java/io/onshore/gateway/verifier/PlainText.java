package io.onshore.gateway.verifier;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A statement in lines that people can read. */
final class PlainText {
  private PlainText() {}

  /** Each value in a line of its own, what belongs together further in. */
  static String of(Map<?, ?> statement) {
    StringBuilder lines = new StringBuilder();
    write(lines, "", statement);
    return lines.toString();
  }

  private static void write(StringBuilder lines, String margin, Map<?, ?> values) {
    values.forEach((name, value) -> write(lines, margin, printable(String.valueOf(name)), value));
  }

  private static void write(
      StringBuilder lines, String margin, String name, @Nullable Object value) {
    switch (value) {
      case Map<?, ?> map when !map.isEmpty() -> {
        lines.append(margin).append(name).append(":\n");
        write(lines, margin + "  ", map);
      }
      case List<?> list when list.stream().anyMatch(each -> each instanceof Map<?, ?>) -> {
        int number = 0;
        for (Object each : list) {
          number++;
          write(lines, margin, name + " " + number, each);
        }
      }
      case Collection<?> list ->
          line(
              lines,
              margin,
              name,
              list.isEmpty()
                  ? "none"
                  : list.stream().map(String::valueOf).collect(Collectors.joining(", ")));
      case Map<?, ?> ignored -> line(lines, margin, name, "none");
      case null, default -> line(lines, margin, name, String.valueOf(value));
    }
  }

  private static void line(StringBuilder lines, String margin, String name, String value) {
    lines.append(margin).append(name).append(": ").append(printable(value)).append('\n');
  }

  /** Without control characters, which a terminal could take for commands. */
  static String printable(String text) {
    return text.codePoints()
        .map(each -> Character.isISOControl(each) || isFormat(each) ? '?' : each)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Such as those that turn the direction of writing. */
  private static boolean isFormat(int codePoint) {
    return Character.getType(codePoint) == Character.FORMAT;
  }
}
