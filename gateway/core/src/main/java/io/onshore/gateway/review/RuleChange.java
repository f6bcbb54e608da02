package io.onshore.gateway.review;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A change of what sends are judged by, from the moment it came in force here.
 *
 * @param files the packs or the claims files that were added, changed or taken away, by name; empty
 *     for own rules
 * @param version of the practice's own rules; empty for others
 */
public record RuleChange(Instant at, Kind kind, List<String> files, Optional<Integer> version) {
  public RuleChange {
    files = List.copyOf(files);
  }

  /** What changed. The names are part of the API. */
  public enum Kind {
    /** Packs of the rulebook, for everybody. */
    RULEBOOK,
    /** The public claims of providers, for everybody. */
    CLAIMS,
    /** The practice published rules of its own. */
    OWN_RULES,
    /** The practice published that it has no rules of its own any more. */
    OWN_RULES_ENDED
  }
}
