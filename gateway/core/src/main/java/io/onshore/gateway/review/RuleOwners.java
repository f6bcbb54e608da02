package io.onshore.gateway.review;

import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.rules.RulesInForce;
import io.onshore.gateway.rules.RulesVersion;
import io.onshore.gateway.rules.RulesVersions;
import java.util.Optional;
import java.util.Set;

/**
 * Who answers for a rule: for one of the practice's own, the person who published it. A rule of
 * everybody's rulebook has no owner among the practice's people; its cases are for compliance
 * staff.
 */
public final class RuleOwners {
  private final RulesInForce inForce;
  private final RulesVersions versions;

  public RuleOwners(RulesInForce inForce, RulesVersions versions) {
    this.inForce = inForce;
    this.versions = versions;
  }

  /** The subject of who answers for a rule. */
  Optional<String> owner(PracticeId practice, String rule) {
    return own(practice, rule).flatMap(RulesVersion::decidedBy);
  }

  /** The subjects of people who do not decide on a rule, because they made it. */
  Set<String> makers(PracticeId practice, String rule) {
    return own(practice, rule).map(RulesVersion::proposedBy).map(Set::of).orElse(Set.of());
  }

  private Optional<RulesVersion> own(PracticeId practice, String rule) {
    return inForce.base().rule(rule).isPresent() ? Optional.empty() : versions.published(practice);
  }
}
