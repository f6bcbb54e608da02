package io.onshore.gateway.review;

import java.util.List;
import java.util.Set;

/**
 * What a step of a send means for compliance; kept in the transaction of the step, so that neither
 * is there without the other.
 *
 * @param cases what calls for a case
 * @param stopped the rules that stopped the send for a person, counted once for each send
 * @param passed those of them that a person went past
 */
public record Consequences(List<Raised> cases, Set<String> stopped, Set<String> passed) {
  /** Nothing. */
  public static final Consequences NONE = new Consequences(List.of(), Set.of(), Set.of());

  public Consequences {
    cases = List.copyOf(cases);
    stopped = Set.copyOf(stopped);
    passed = Set.copyOf(passed);
  }
}
