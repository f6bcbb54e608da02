package io.onshore.policy;

import java.util.List;

/**
 * What a breach may cost; shown, never computed with.
 *
 * @param sources ids of {@link Source}s
 */
public record Penalty(
    JurisdictionId jurisdiction, String what, String maximum, List<String> sources) {
  public Penalty {
    sources = List.copyOf(sources);
  }
}
