package io.onshore.policy;

import static io.onshore.policy.SmallRulebook.AU;
import static io.onshore.policy.SmallRulebook.EU;
import static io.onshore.policy.SmallRulebook.NSW;
import static io.onshore.policy.SmallRulebook.TODAY;
import static io.onshore.policy.SmallRulebook.jurisdiction;
import static io.onshore.policy.SmallRulebook.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RulebookTest {
  private final Rulebook rulebook = SmallRulebook.builder().build();

  @Test
  void climbsFromTheOwnLawToItsParents() {
    assertThat(chain("AU-NSW")).containsExactly(NSW, AU);
    assertThat(chain("AU")).containsExactly(AU);
  }

  @Test
  void putsAPartWithoutAnEntryUnderItsCountry() {
    assertThat(chain("AU-QLD")).containsExactly(AU);
  }

  @Test
  void putsACountryWithoutAnEntryUnderItsUnionWhileItIsAMember() {
    assertThat(chain("IE")).containsExactly(EU);
    assertThat(chain("NO")).containsExactly(EU);
    assertThat(rulebook.chain(new JurisdictionId("NO"), TODAY.minusDays(1)).jurisdictions())
        .isEmpty();
    assertThat(chain("BR")).isEmpty();
  }

  @Test
  void hasTheSameDigestInWhateverOrderItWasAdded() {
    Rulebook reversed = SmallRulebook.builder().rules(rulebook.rules().reversed()).build();

    assertThat(reversed.digest()).isEqualTo(rulebook.digest()).matches("[0-9a-f]{64}");
    assertThat(rulebook.toBuilder().build().digest()).isEqualTo(rulebook.digest());
    assertThat(rulebook.version()).isEqualTo("2026-11-22+" + rulebook.digest().substring(0, 12));
  }

  @Test
  void hasAnotherDigestAfterAnyChangeOfARule() {
    Rule rule = SmallRulebook.ABROAD;
    List<Rule> changed =
        List.of(
            rule.withSeverity(Severity.BLOCK, Set.of()),
            rule.withSeverity(Severity.HOLD, Set.of(Remedy.CONSENT)),
            rule.withCondition(rule.condition(), "other text"),
            rule.withDates(Optional.of(TODAY), Optional.empty()),
            rule.withDates(Optional.empty(), Optional.of(TODAY)));

    assertThat(
            changed.stream()
                .map(one -> SmallRulebook.builder().rules(List.of(one)).build().digest()))
        .doesNotHaveDuplicates()
        .doesNotContain(SmallRulebook.builder().rules(List.of(rule)).build().digest());
  }

  @Test
  void refusesWhatDoesNotFitTogetherAndSaysAllOfIt() {
    Rule stranger = rule("XX-STRANGER", new JurisdictionId("XX"), Severity.WARN, facts -> true);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                SmallRulebook.builder()
                    .rule(stranger)
                    .rule(SmallRulebook.ABROAD)
                    .penalty(new Penalty(AU, "fine", "1", List.of("hearsay")))
                    .build())
        .withMessageContaining("rule `AU-ABROAD` is there twice")
        .withMessageContaining("rule `XX-STRANGER` names the unknown jurisdiction `XX`")
        .withMessageContaining("names the unknown source `hearsay`");
  }

  @Test
  void refusesAJurisdictionThatIsItsOwnAncestor() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Rulebook.builder(TODAY)
                    .jurisdiction(jurisdiction(AU, Optional.of(NSW), Optional.empty()))
                    .jurisdiction(jurisdiction(NSW, Optional.of(AU), Optional.empty()))
                    .build())
        .withMessageContaining("jurisdiction `AU` is its own ancestor");
  }

  @Test
  void refusesRulesThatCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rule("AU-NOTHING", AU, Severity.ALLOW, facts -> true));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SmallRulebook.ABROAD.withSeverity(Severity.HOLD, Set.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> SmallRulebook.ABROAD.withSeverity(Severity.BLOCK, Set.of(Remedy.CONSENT)));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                SmallRulebook.ABROAD.withDates(
                    Optional.of(TODAY), Optional.of(TODAY.minusDays(1))));
  }

  private List<JurisdictionId> chain(String id) {
    return rulebook.chain(new JurisdictionId(id), TODAY).jurisdictions();
  }
}
