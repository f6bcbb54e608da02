package io.onshore.gateway.rules;

import java.util.List;
import java.util.stream.Collectors;

/** Rules, claims or a set-up are refused whole. Tells everything that is wrong. */
public final class RulesRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public RulesRefused(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** Everything that is wrong, in the order of the files. */
  public List<Problem> problems() {
    return problems;
  }

  /**
   * One thing that is wrong.
   *
   * @param file its name
   * @param place where in it, such as {@code line 37, rule `AU-S16C`}
   * @param reason what is wrong and, where it helps, what would be right
   */
  public record Problem(String file, String place, String reason) {
    @Override
    public String toString() {
      return file + ", " + place + ": " + reason;
    }
  }
}
