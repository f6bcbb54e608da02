package io.onshore.policy;

import java.util.List;

/**
 * The law that somebody is under: the own jurisdiction first, then its parents. All of it applies;
 * a parent never relaxes a child.
 *
 * @param asked the jurisdiction that was asked about
 * @param jurisdictions empty if the rulebook knows nothing of it
 */
public record LawChain(JurisdictionId asked, List<JurisdictionId> jurisdictions) {
  public LawChain {
    jurisdictions = List.copyOf(jurisdictions);
  }

  /** Whether somebody under that jurisdiction brings no other law along. */
  boolean covers(JurisdictionId other) {
    return asked.equals(other) || jurisdictions.contains(other);
  }
}
