package io.onshore.gateway.doubles;

import io.onshore.policy.Condition;
import io.onshore.policy.ConsentKind;
import io.onshore.policy.ConsentOnFile;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.Jurisdiction;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.Remedy;
import io.onshore.policy.Rule;
import io.onshore.policy.Rulebook;
import io.onshore.policy.Severity;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A rulebook of one sentence per place: New Zealand is worth a notice, the United States a warning,
 * China waits for a consent, an unknown place for evidence, Russia is forbidden.
 */
public final class Rules {
  public static final ConsentOnFile CONSENT =
      ConsentOnFile.of("CN_OK", Set.of("country_named"), ConsentOnFile.Scope.THIS_USE);

  private Rules() {}

  public static Rulebook book(int evidenceDays) {
    JurisdictionId australia = new JurisdictionId("AU");
    Rulebook.Builder builder =
        Rulebook.builder(LocalDate.of(2026, 1, 1))
            .jurisdiction(law(australia, Optional.empty()))
            .jurisdiction(law(new JurisdictionId("AU-VIC"), Optional.of(australia)))
            .jurisdiction(law(new JurisdictionId("US"), Optional.empty()))
            .rule(rule("IN-NZ", Severity.NOTICE, Set.of(), facts -> facts.stored().contains("NZ")))
            .rule(rule("IN-US", Severity.WARN, Set.of(), facts -> facts.stored().contains("US")))
            .rule(
                rule(
                    "IN-CN",
                    Severity.HOLD,
                    Set.of(Remedy.CONSENT),
                    facts ->
                        facts.stored().contains("CN") && !facts.validConsents().contains("CN_OK")))
            .rule(
                rule(
                    "NOWHERE",
                    Severity.HOLD,
                    Set.of(Remedy.EVIDENCE),
                    facts -> facts.stored().contains("ZZ")))
            .rule(rule("IN-RU", Severity.BLOCK, Set.of(), facts -> facts.stored().contains("RU")))
            .consentKind(consent(Set.of(ConsentOnFile.Scope.THIS_USE)));
    for (EvidenceGrade grade : EvidenceGrade.values()) {
      builder.evidenceMaxAgeDays(grade, evidenceDays);
    }
    return builder.build();
  }

  /** The usual rulebook, in which one rule says the same in other words. */
  public static Rulebook reworded(String id) {
    Rulebook usual = book(365);
    return usual.toBuilder()
        .rules(
            usual.rules().stream()
                .map(
                    rule ->
                        rule.id().equals(id)
                            ? rule.withCondition(rule.condition(), rule.conditionText() + " again")
                            : rule)
                .toList())
        .build();
  }

  /** The usual rulebook, in which a destination that changed is forbidden. */
  public static Rulebook withIdentity() {
    return book(365).toBuilder()
        .rule(
            rule("CHANGED", Severity.BLOCK, Set.of(), facts -> facts.identity().equals("changed")))
        .build();
  }

  /** The usual rulebook with a warning about evidence that is older than so many days. */
  public static Rulebook withStaleness(int evidenceDays) {
    return book(evidenceDays).toBuilder()
        .rule(
            rule(
                "STALE",
                Severity.WARN,
                Set.of(),
                facts -> facts.claimAgeDays() > facts.claimMaxAgeDays()))
        .build();
  }

  /** The usual rulebook, in which the consent may be given once for all. */
  public static Rulebook withConsentForAPurpose() {
    Rulebook usual = book(365);
    Rulebook.Builder builder =
        Rulebook.builder(usual.asOf())
            .rules(usual.rules())
            .consentKind(
                consent(
                    Set.of(ConsentOnFile.Scope.THIS_USE, ConsentOnFile.Scope.RECIPIENT_PURPOSE)));
    usual.jurisdictions().forEach(builder::jurisdiction);
    for (EvidenceGrade grade : EvidenceGrade.values()) {
      builder.evidenceMaxAgeDays(grade, 365);
    }
    return builder.build();
  }

  private static ConsentKind consent(Set<ConsentOnFile.Scope> scopes) {
    return new ConsentKind(
        "CN_OK",
        "made up",
        "each use",
        Set.of("country_named"),
        Set.of(),
        scopes,
        List.of("IN-CN"),
        Optional.empty(),
        List.of());
  }

  private static Jurisdiction law(JurisdictionId id, Optional<JurisdictionId> parent) {
    return new Jurisdiction(
        id, id.value(), parent, Optional.empty(), "made-up law", Optional.empty());
  }

  private static Rule rule(
      String id, Severity severity, Set<Remedy> remedies, Condition condition) {
    return new Rule(
        id,
        JurisdictionId.EVERYWHERE,
        severity,
        remedies,
        condition,
        id,
        "the text of " + id,
        "the fix of " + id,
        Optional.empty(),
        Optional.empty(),
        false,
        List.of());
  }
}
