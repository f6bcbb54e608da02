package io.onshore.policy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A rulebook of a few rules for two invented laws, without any rule language. */
final class SmallRulebook {
  static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  static final JurisdictionId AU = new JurisdictionId("AU");
  static final JurisdictionId NSW = new JurisdictionId("AU-NSW");
  static final JurisdictionId EU = new JurisdictionId("EU");
  static final Rule ABROAD =
      rule("AU-ABROAD", AU, Severity.HOLD, facts -> !facts.stored().equals(List.of("AU")))
          .withSeverity(Severity.HOLD, Set.of(Remedy.CONSENT, Remedy.CONTRACT));

  private SmallRulebook() {}

  static Rulebook.Builder builder() {
    return Rulebook.builder(TODAY)
        .source(source("law"))
        .jurisdiction(jurisdiction(AU, Optional.empty(), Optional.empty()))
        .jurisdiction(jurisdiction(NSW, Optional.of(AU), Optional.empty()))
        .jurisdiction(jurisdiction(EU, Optional.empty(), Optional.of("eea")))
        .group(
            new PlaceGroup(
                "eea",
                "invented",
                List.of(
                    member("IE", Optional.empty(), Optional.empty()),
                    member("NO", Optional.of(TODAY), Optional.of(TODAY.plusDays(1)))),
                List.of("law")))
        .evidenceMaxAgeDays(EvidenceGrade.CONTRACT, 365)
        .consentKind(consentKind("TOLD", Set.of("country_named")))
        .gate(
            new LocalisationGate(EU, facts -> facts.roles().contains("bound"), "'bound' in roles"))
        .rule(ABROAD)
        .rule(rule("AU-NOTICE", AU, Severity.NOTICE, facts -> true))
        .rule(
            rule(
                "NSW-WARN",
                NSW,
                Severity.WARN,
                facts -> !facts.storedPlaces().equals(List.of("AU-NSW"))))
        .rule(rule("EU-BLOCK", EU, Severity.BLOCK, facts -> !facts.stored().equals(List.of("IE"))))
        .rule(
            rule(
                "ALL-STALE",
                JurisdictionId.EVERYWHERE,
                Severity.WARN,
                facts -> facts.claimAgeDays() > facts.claimMaxAgeDays()));
  }

  static Rule rule(String id, JurisdictionId jurisdiction, Severity severity, Condition condition) {
    return new Rule(
        id,
        jurisdiction,
        severity,
        severity == Severity.HOLD ? Set.of(Remedy.CONTRACT) : Set.of(),
        condition,
        "condition of " + id,
        "text of " + id,
        "fix of " + id,
        Optional.empty(),
        Optional.empty(),
        false,
        List.of("law"));
  }

  static Source source(String id) {
    return new Source(
        id, Source.Grade.STATUTE, "https://law.example/" + id, Optional.empty(), Optional.empty());
  }

  static ConsentKind consentKind(String id, Set<String> mustState) {
    return new ConsentKind(
        id,
        "law",
        "use",
        mustState,
        Set.of(),
        Set.of(ConsentOnFile.Scope.THIS_USE),
        List.of(),
        Optional.empty(),
        List.of("law"));
  }

  static Jurisdiction jurisdiction(
      JurisdictionId id, Optional<JurisdictionId> parent, Optional<String> members) {
    return new Jurisdiction(id, "name of " + id, parent, Optional.empty(), "law of " + id, members);
  }

  static PlaceGroup.Member member(String place, Optional<LocalDate> from, Optional<LocalDate> to) {
    return new PlaceGroup.Member(new Place(place), from, to);
  }

  /** Everything well known and at home in Australia. */
  static Situation.Builder atHome() {
    return Situation.of(AU, TODAY)
        .patientAtHome()
        .places(DataClass.CONTENT, "AU-NSW")
        .places(DataClass.BACKUP, "AU-NSW")
        .places(DataClass.METADATA, "AU")
        .places(DataClass.SUPPORT, "AU")
        .places(DataClass.CONTRACTING_ENTITY, "AU")
        .places(DataClass.CONTROLLING_PARENT, "US")
        .places(DataClass.KEYS, "AU")
        .places(DataClass.GATEWAY, "AU")
        .evidence(EvidenceGrade.CONTRACT, TODAY);
  }
}
