package io.onshore.policy;

import java.util.List;

/** House rules would loosen the rulebook, or name what it does not have. */
public final class LooseningRefused extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // always an immutable list of strings
  private final List<String> problems;

  LooseningRefused(String house, List<String> problems) {
    super("house rules `" + house + "` are refused: " + String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Everything that is wrong, one sentence each. */
  public List<String> problems() {
    return problems;
  }
}
