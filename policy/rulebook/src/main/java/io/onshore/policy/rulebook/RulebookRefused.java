package io.onshore.policy.rulebook;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Packs, house rules, cases or claims were refused, whole, with everything that is wrong. */
public final class RulebookRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // always an immutable list of records
  private final List<Problem> problems;

  RulebookRefused(Collection<Problem> problems) {
    super(
        problems.stream()
            .sorted()
            .distinct()
            .map(Problem::toString)
            .collect(Collectors.joining("\n")));
    this.problems = List.copyOf(new TreeSet<>(problems));
  }

  /** Everything that is wrong, by file and line. Never empty. */
  public List<Problem> problems() {
    return problems;
  }
}
