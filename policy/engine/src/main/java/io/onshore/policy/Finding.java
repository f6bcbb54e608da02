package io.onshore.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one rule has to say.
 *
 * @param ruleId the rule's id, or an engine's own: {@link #COULD_NOT_EVALUATE} before a rule's id,
 *     or {@link #JURISDICTION_UNKNOWN}
 * @param remedies what lifts it if it is a hold, any one of them; else empty
 * @param cappedFrom the rule's own severity, if the finding weighs less because nobody recorded
 *     whether the patient's law follows
 */
public record Finding(
    String ruleId,
    Severity severity,
    Set<Remedy> remedies,
    JurisdictionId jurisdiction,
    String text,
    String fix,
    List<Source> sources,
    Optional<Severity> cappedFrom) {

  /** Begins the id of a finding about a rule that could not be evaluated. */
  public static final String COULD_NOT_EVALUATE = "COULD-NOT-EVALUATE:";

  /** The id of the finding that the rulebook knows nothing of a jurisdiction. */
  public static final String JURISDICTION_UNKNOWN = "JURISDICTION-UNKNOWN";

  /** The assessment that turns {@link #JURISDICTION_UNKNOWN} from a hold into a warning. */
  public static final String JURISDICTION_REVIEW = "JURISDICTION_REVIEW";

  public Finding {
    remedies = Sorted.copy(remedies);
    sources = List.copyOf(sources);
  }

  /** The same finding, weighing {@code WARN} at most. */
  Finding capped() {
    if (!severity.atLeast(Severity.HOLD)) {
      return this;
    }
    return new Finding(
        ruleId, Severity.WARN, Set.of(), jurisdiction, text, fix, sources, Optional.of(severity));
  }
}
