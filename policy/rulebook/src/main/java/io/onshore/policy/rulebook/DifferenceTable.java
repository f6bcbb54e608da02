package io.onshore.policy.rulebook;

import io.onshore.policy.rulebook.WorkedCase.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The cases that came out differently, as a table for a terminal. */
final class DifferenceTable {
  private static final List<String> HEAD = List.of("case", "what", "expected", "actual");

  private final List<List<String>> rows = new ArrayList<>();

  private DifferenceTable() {
    rows.add(HEAD);
  }

  static String of(List<Difference> differences) {
    var table = new DifferenceTable();
    differences.forEach(table::add);
    return table.print();
  }

  private void add(Difference difference) {
    WorkedCase.Expected expected = difference.workedCase().expected();
    WorkedCase.Expected actual = difference.actual();
    var lines = new ArrayList<List<String>>();
    if (expected.outcome() != actual.outcome()) {
      lines.add(List.of("outcome", expected.outcome().name(), actual.outcome().name()));
    }
    addSets("holds", expected.holds(), actual.holds(), lines);
    addSets("findings", expected.findings(), actual.findings(), lines);
    String id = difference.workedCase().id();
    for (List<String> line : lines) {
      rows.add(List.of(id, line.get(0), line.get(1), line.get(2)));
      id = "";
    }
    rows.add(List.of("", "title", difference.workedCase().title(), ""));
  }

  /** One line for each member that only one side has. */
  private static void addSets(
      String what, Set<String> expected, Set<String> actual, List<List<String>> lines) {
    var all = new TreeSet<>(expected);
    all.addAll(actual);
    for (String member : all) {
      boolean wanted = expected.contains(member);
      boolean there = actual.contains(member);
      if (wanted != there) {
        lines.add(List.of(what, wanted ? member : "-", there ? member : "-"));
      }
    }
  }

  private String print() {
    int[] widths = new int[HEAD.size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        boolean title = row.get(1).equals("title");
        widths[column] = Math.max(widths[column], title ? 0 : row.get(column).length());
      }
    }
    var text = new StringBuilder();
    for (List<String> row : rows) {
      var line = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        String cell = row.get(column);
        line.append(cell).append(" ".repeat(Math.max(0, widths[column] - cell.length()) + 2));
      }
      text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }
}
