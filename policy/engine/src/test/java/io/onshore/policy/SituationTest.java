package io.onshore.policy;

import static io.onshore.policy.SmallRulebook.AU;
import static io.onshore.policy.SmallRulebook.TODAY;
import static io.onshore.policy.SmallRulebook.atHome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SituationTest {
  @Test
  void putsWhatWasNotSaidInAnUnknownPlace() {
    Situation situation = Situation.of(AU, TODAY).places(DataClass.CONTENT, Set.of()).build();

    for (DataClass dataClass : DataClass.values()) {
      assertThat(situation.places(dataClass)).containsExactly(Place.UNKNOWN);
    }
  }

  @Test
  void isTheSameAfterATripThroughItsBuilder() {
    Situation situation =
        atHome()
            .sector(Sector.PUBLIC)
            .roles("a")
            .tags("b")
            .contracts("c")
            .certifications("d")
            .assessments("e")
            .endToEnd(true)
            .metadataPlain(false)
            .usPersons12m(7)
            .consents(ConsentOnFile.of("k", Set.of("s"), ConsentOnFile.Scope.BUNDLED))
            .build();

    assertThat(situation.toBuilder().build()).isEqualTo(situation);
  }

  @Test
  void printsAlikeInWhateverOrderItWasFilled() {
    assertThat(atHome().roles("a", "b", "c").places(DataClass.KEYS, "AU", "NZ").build())
        .hasToString(
            atHome().roles("c", "b", "a").places(DataClass.KEYS, "NZ", "AU").build().toString());
  }

  @Test
  void refusesWhatCannotBe() {
    Situation good = atHome().build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> good.toBuilder().usPersons12m(-1).build());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Situation(
                    good.practice(),
                    good.sector(),
                    good.roles(),
                    good.tags(),
                    java.util.Optional.empty(),
                    PatientLaw.YES,
                    good.places(),
                    good.endToEnd(),
                    good.metadataPlain(),
                    good.contracts(),
                    good.certifications(),
                    good.assessments(),
                    good.account(),
                    good.identity(),
                    good.evidence(),
                    good.consents(),
                    good.usPersons12m(),
                    good.evaluatedOn()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "au", "AUS", "AU-", "AU-NSWX", "*", "EU/1"})
  void refusesAPlaceThatIsNone(String code) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Place(code));
  }

  @Test
  void knowsWhatAnUnknownPlaceIs() {
    assertThat(Place.UNKNOWN.known()).isFalse();
    assertThat(new Place("AU-NSW").known()).isTrue();
    assertThat(new Place("AU-NSW").country()).isEqualTo("AU");
  }
}
