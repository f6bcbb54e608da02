package io.onshore.policy;

import static io.onshore.policy.SmallRulebook.AU;
import static io.onshore.policy.SmallRulebook.TODAY;
import static io.onshore.policy.SmallRulebook.atHome;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FactsTest {
  private final Rulebook rulebook = SmallRulebook.builder().build();

  @Test
  void takesWhatWasNotSaidForUnknown() {
    Facts facts = Facts.of(rulebook, Situation.of(AU, TODAY).build());

    assertThat(facts.exported()).containsExactly("ZZ");
    assertThat(facts.parent()).containsExactly("ZZ");
    assertThat(facts.homeKeys()).isFalse();
    assertThat(facts.euKeys()).isFalse();
    assertThat(facts.e2e()).isFalse();
    assertThat(facts.metaPlain()).isTrue();
    assertThat(facts.claimGrade()).isEqualTo("UNKNOWN");
    assertThat(facts.claimAgeDays()).isGreaterThan(facts.claimMaxAgeDays());
    assertThat(facts.nexus()).isEqualTo("unknown");
    assertThat(facts.usPersons12m()).isEqualTo(Situation.UNCOUNTED);
  }

  @Test
  void unitesPlacesAndKeepsPartsOnlyWhereAsked() {
    Facts facts =
        facts(
            atHome()
                .places(DataClass.CONTENT, "AU-NSW", "AU-VIC")
                .places(DataClass.BACKUP, "NZ")
                .places(DataClass.SUPPORT, "US", "AU")
                .places(DataClass.CONTRACTING_ENTITY, "SG"));

    assertThat(facts.stored()).containsExactly("AU", "NZ");
    assertThat(facts.storedPlaces()).containsExactly("AU-NSW", "AU-VIC", "NZ");
    assertThat(facts.exported()).containsExactly("AU", "NZ", "SG", "US");
    assertThat(facts.parent()).containsExactly("US");
  }

  @Test
  void countsAllKeysNotSome() {
    assertThat(facts(atHome().places(DataClass.KEYS, "AU")).homeKeys()).isTrue();
    assertThat(facts(atHome().places(DataClass.KEYS, "AU", "NZ")).homeKeys()).isFalse();
    assertThat(facts(atHome().places(DataClass.KEYS, "IE")).euKeys()).isTrue();
    assertThat(facts(atHome().places(DataClass.KEYS, "IE", "AU")).euKeys()).isFalse();
  }

  @Test
  void honoursTheDatesOfMembership() {
    assertThat(facts(atHome()).groups().get("eea")).containsExactly("IE", "NO");
    assertThat(facts(atHome().evaluatedOn(TODAY.plusDays(1))).groups().get("eea"))
        .containsExactly("IE", "NO");
    assertThat(facts(atHome().evaluatedOn(TODAY.minusDays(1))).groups().get("eea"))
        .containsExactly("IE");
    assertThat(facts(atHome().evaluatedOn(TODAY.plusDays(2))).groups().get("eea"))
        .containsExactly("IE");
  }

  @Test
  void datesEvidenceByTheDayOfTheDecision() {
    Situation.Builder old = atHome().evidence(EvidenceGrade.CONTRACT, TODAY.minusDays(366));

    assertThat(facts(old).claimAgeDays()).isEqualTo(366);
    assertThat(facts(old).claimMaxAgeDays()).isEqualTo(365);
    assertThat(facts(old.evidence(EvidenceGrade.CONTRACT, TODAY.plusDays(1))).claimAgeDays())
        .as("already tomorrow elsewhere")
        .isZero();
    assertThat(facts(old.evidence(EvidenceGrade.CONTRACT, TODAY.plusDays(2))).claimAgeDays())
        .as("from the future")
        .isEqualTo(Situation.UNCOUNTED);
  }

  @Test
  void countsAConsentOnlyWhenEverythingAboutItIsRight() {
    ConsentOnFile good =
        ConsentOnFile.of("TOLD", Set.of("country_named", "more"), ConsentOnFile.Scope.THIS_USE);

    assertValid(good);
    assertValid(good.withdrawn(TODAY.plusDays(1)));
    assertInvalid(good.withdrawn(TODAY));
    assertInvalid(ConsentOnFile.of("TOLD", Set.of(), ConsentOnFile.Scope.THIS_USE));
    assertInvalid(
        ConsentOnFile.of("TOLD", good.statements(), ConsentOnFile.Scope.RECIPIENT_PURPOSE));
    assertInvalid(ConsentOnFile.of("TOLD", good.statements(), ConsentOnFile.Scope.BUNDLED));
    assertInvalid(ConsentOnFile.of("OTHER", good.statements(), ConsentOnFile.Scope.THIS_USE));
    assertValid(dated(good, Optional.of(TODAY), Optional.of(TODAY)));
    assertInvalid(dated(good, Optional.of(TODAY.plusDays(1)), Optional.empty()));
    assertInvalid(dated(good, Optional.empty(), Optional.of(TODAY.minusDays(1))));
  }

  @Test
  void aGoodConsentCuresABadOneOfTheSameKind() {
    ConsentOnFile good =
        ConsentOnFile.of("TOLD", Set.of("country_named"), ConsentOnFile.Scope.THIS_USE);

    Facts facts = facts(atHome().consents(good.withdrawn(TODAY), good));

    assertThat(facts.validConsents()).containsExactly("TOLD");
    assertThat(facts.invalidConsents()).isEmpty();
  }

  @Test
  void saysWhetherAnotherLawFollows() {
    var nsw = new JurisdictionId("AU-NSW");
    var nz = new JurisdictionId("NZ");
    assertThat(facts(atHome().practice(nsw).patient(AU, PatientLaw.UNKNOWN)).nexus())
        .as("the patient brings no law along that is not there already")
        .isEqualTo("same");
    assertThat(facts(atHome().patient(nsw, PatientLaw.UNKNOWN)).nexus()).isEqualTo("unknown");
    assertThat(facts(atHome().patient(nz, PatientLaw.YES)).nexus()).isEqualTo("yes");
    assertThat(facts(atHome().patient(nz, PatientLaw.NO)).nexus()).isEqualTo("no");
    assertThat(facts(atHome().patientLawExcluded()).nexus()).isEqualTo("no");
  }

  private static ConsentOnFile dated(
      ConsentOnFile consent,
      Optional<java.time.LocalDate> given,
      Optional<java.time.LocalDate> expires) {
    return new ConsentOnFile(
        consent.kind(), consent.statements(), consent.scope(), given, expires, Optional.empty());
  }

  private void assertValid(ConsentOnFile consent) {
    assertThat(facts(atHome().consents(consent)).validConsents()).containsExactly(consent.kind());
    assertThat(facts(atHome().consents(consent)).invalidConsents()).isEmpty();
  }

  private void assertInvalid(ConsentOnFile consent) {
    assertThat(facts(atHome().consents(consent)).validConsents()).isEmpty();
    assertThat(facts(atHome().consents(consent)).invalidConsents()).containsExactly(consent.kind());
  }

  private Facts facts(Situation.Builder situation) {
    return Facts.of(rulebook, situation.build());
  }
}
