package io.onshore.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.onshore.connector.Connector;
import io.onshore.connector.Failure;
import io.onshore.connector.residency.Aspect;
import io.onshore.connector.residency.DestinationIdentity;
import io.onshore.connector.residency.Observation;
import io.onshore.connector.residency.ProviderAnswer;
import io.onshore.connector.residency.ResidencyEvidence;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Cases about what the provider says about where data rests. */
abstract class ResidencyCases extends Cases {
  private static final Set<String> COUNTRIES =
      Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

  @Test
  void evidenceIsDatedByTheLentClock() throws Exception {
    harness().residency(Scenario.ONE_COUNTRY);
    harness().clock().advance(Duration.ofDays(400));
    assertThat(probe().observedAt()).isEqualTo(harness().clock().instant());
  }

  @Test
  void everyObservationNamesItsSource() throws Exception {
    for (Scenario scenario : Set.of(Scenario.ONE_COUNTRY, Scenario.TWO_COUNTRIES)) {
      harness().residency(scenario);
      assertThat(probe().observations())
          .doesNotHaveDuplicates()
          .allSatisfy(
              observation -> {
                assertThat(observation.field()).matches("\\S+\\.\\S+");
                assertThat(observation.rawLabel()).isNotBlank();
              });
    }
  }

  @Test
  void countriesAreIsoCodes() throws Exception {
    Told told = harness().residency(Scenario.ONE_COUNTRY);
    ResidencyEvidence evidence = probe();
    assertThat(evidence.observations())
        .flatExtracting(Observation::places)
        .allSatisfy(place -> assertThat(COUNTRIES).contains(place.substring(0, 2)));
    assertTells(evidence, Aspect.CONTENT, told);
    if (told.places().containsKey(Aspect.CONTENT)) {
      assertThat(told.places().get(Aspect.CONTENT)).hasSize(1);
    }
    assertThat(told.places().containsKey(Aspect.CONTENT))
        .as("the card says whether the provider tells where content rests")
        .isEqualTo(harness().factory().card().evidence().contains(Aspect.CONTENT));
  }

  @Test
  void zoneWithTwoCountriesReportsBoth() throws Exception {
    Told told = harness().residency(Scenario.TWO_COUNTRIES);
    if (!has(Trait.NO_ZONE_OF_SEVERAL_COUNTRIES)) {
      assertThat(told.places().get(Aspect.CONTENT)).hasSizeGreaterThan(1);
    }
    assertTells(probe(), Aspect.CONTENT, told);
  }

  @Test
  void missingAdminScopeYieldsNoObservationNotAGuess() throws Exception {
    Told told = harness().residency(Scenario.MISSING_ADMIN_SCOPE);
    assertThat(told.places()).doesNotContainKey(Aspect.CONTENT);
    ResidencyEvidence evidence = probe();
    assertThat(evidence.on(Aspect.CONTENT)).isEmpty();
    assertThat(evidence.observations())
        .extracting(Observation::aspect)
        .allMatch(aspect -> told.places().containsKey(aspect));
  }

  @Test
  void unknownZoneNameIsKeptRawAndUnmapped() throws Exception {
    Told told = harness().residency(Scenario.UNKNOWN_ZONE);
    if (has(Trait.NO_ZONE_NAMES)) {
      failureOf(Failure.Kind.MISCONFIGURED, () -> harness().newConnector());
      return;
    }
    ResidencyEvidence evidence = probe();
    assertTells(evidence, Aspect.CONTENT, told);
    assertThat(evidence.on(Aspect.CONTENT))
        .allSatisfy(
            observation -> {
              assertThat(observation.places()).isEmpty();
              assertThat(observation.rawLabel()).isNotBlank();
            });
  }

  @Test
  void contentAndMetadataAreSeparateObservations() throws Exception {
    for (Scenario scenario : Set.of(Scenario.ONE_COUNTRY, Scenario.TWO_COUNTRIES)) {
      Told told = harness().residency(scenario);
      ResidencyEvidence evidence = probe();
      for (Aspect aspect : Aspect.values()) {
        assertTells(evidence, aspect, told);
      }
      assertThat(evidence.observations())
          .extracting(Observation::aspect)
          .isSubsetOf(harness().factory().card().evidence());
    }
  }

  @Test
  void probeChangesNothing() throws Exception {
    harness().residency(Scenario.ONE_COUNTRY);
    int before = harness().requests().size();
    probe();
    assertThat(requestsSince(before))
        .allMatch(seen -> seen.purpose() == Seen.Purpose.READ)
        .allMatch(seen -> seen.contentBytes() == 0);
    assertThat(harness().openSessions()).isZero();
  }

  @Test
  void probeOutageIsAFailureNotEmptyEvidence() {
    for (Scenario scenario : Set.of(Scenario.ONE_COUNTRY, Scenario.MISSING_ADMIN_SCOPE)) {
      harness().residency(scenario);
      harness().failNext(Fault.OUTAGE);
      Failure failure = failureOf(Failure.Kind.UNAVAILABLE, this::probe);
      assertThat(failure.retryable()).isTrue();
    }
  }

  @Test
  void identityIsTheSameAtEachProbeAndForConnectorsOpenedAnew() throws Exception {
    harness().residency(Scenario.ONE_COUNTRY);
    DestinationIdentity identity = probe().identity();
    assertThat(identity.place()).as("what files go into").isPresent();
    Connector another = harness().newConnector();
    harness().clock().advance(Duration.ofDays(1));
    for (int probes = 0; probes < 2; probes++) {
      assertThat(another.probeResidency(harness().destination()).identity()).isEqualTo(identity);
    }
  }

  @Test
  void anotherFolderHasAnotherIdentity() throws Exception {
    harness().residency(Scenario.ONE_COUNTRY);
    Connector connector = harness().newConnector();
    assertThat(connector.probeResidency(harness().forbiddenDestination()).identity().place())
        .isPresent()
        .isNotEqualTo(connector.probeResidency(harness().destination()).identity().place());
  }

  @Test
  void identityIsIdsAndNoNames() throws Exception {
    harness().residency(Scenario.ONE_COUNTRY);
    DestinationIdentity identity = probe().identity();
    assertThat(
            Stream.of(identity.organisation(), identity.place(), identity.owner())
                .flatMap(Optional::stream))
        .allSatisfy(id -> assertThat(id).isNotBlank().doesNotContain("@"));
  }

  @Test
  void missingDestinationIsAFailureNotAnIdentity() {
    harness().residency(Scenario.ONE_COUNTRY);
    failureOf(
        Failure.Kind.DESTINATION_MISSING,
        () -> harness().newConnector().probeResidency(harness().missingDestination()));
  }

  @Test
  void everyRawLabelIsFoundInAnAnswer() throws Exception {
    for (Scenario scenario :
        List.of(Scenario.ONE_COUNTRY, Scenario.TWO_COUNTRIES, Scenario.MISSING_ADMIN_SCOPE)) {
      harness().residency(scenario);
      ResidencyEvidence evidence = probe();
      if (has(Trait.NO_NETWORK)) {
        assertThat(evidence.answers()).as("nobody is asked").isEmpty();
        continue;
      }
      assertThat(evidence.answers())
          .allSatisfy(answer -> assertThat(answer.call()).matches("(GET|POST) /\\S+"));
      assertThat(evidence.observations())
          .isNotEmpty()
          .allSatisfy(
              observation ->
                  assertThat(evidence.answers())
                      .as("where %s comes from", observation)
                      .anyMatch(answer -> tells(answer, observation.rawLabel())));
    }
  }

  /** A request that is made again with a fresh token asks the same question. */
  @Test
  void everyQuestionOfAProbeLeavesAnAnswer() throws Exception {
    for (Scenario scenario : List.of(Scenario.ONE_COUNTRY, Scenario.MISSING_ADMIN_SCOPE)) {
      harness().residency(scenario);
      Connector connector = harness().newConnector();
      int before = harness().requests().size();
      ResidencyEvidence evidence = connector.probeResidency(harness().destination());
      if (!has(Trait.NO_NETWORK)) {
        assertThat(evidence.answers())
            .hasSameSizeAs(
                requestsSince(before).stream()
                    .map(seen -> List.of(seen.method(), seen.path(), seen.body()))
                    .distinct()
                    .toList());
      }
    }
  }

  @Test
  void refusedQuestionIsKeptAsARefusal() throws Exception {
    harness().residency(Scenario.ONE_COUNTRY);
    assertThat(probe().answers()).allMatch(answer -> answer.body().isPresent());
    harness().residency(Scenario.MISSING_ADMIN_SCOPE);
    if (!has(Trait.NO_NETWORK)) {
      assertThat(probe().answers())
          .anyMatch(answer -> answer.body().isEmpty())
          .anyMatch(answer -> answer.body().isPresent());
    }
  }

  @Test
  void noAnswerHoldsATokenOrASecret() throws Exception {
    for (Scenario scenario : List.of(Scenario.ONE_COUNTRY, Scenario.MISSING_ADMIN_SCOPE)) {
      harness().residency(scenario);
      ResidencyEvidence evidence = probe();
      assertThat(harness().secrets())
          .allSatisfy(secret -> assertThat(evidence.toString()).doesNotContain(secret));
    }
  }

  /** A provider's word may be made of several of its answer's. */
  private static boolean tells(ProviderAnswer answer, String label) {
    String body = answer.body().orElse("");
    return body.contains(label)
        || Arrays.stream(label.split(" ", -1)).allMatch(word -> body.contains(word));
  }

  private ResidencyEvidence probe() throws Exception {
    return harness().newConnector().probeResidency(harness().destination());
  }

  /** All places of all observations on an aspect are those that the provider told. */
  private static void assertTells(ResidencyEvidence evidence, Aspect aspect, Told told) {
    Optional<Set<String>> places = Optional.ofNullable(told.places().get(aspect));
    assertThat(evidence.on(aspect).isEmpty())
        .as("nothing is observed on %s", aspect)
        .isEqualTo(places.isEmpty());
    assertThat(
            evidence.on(aspect).stream()
                .flatMap(observation -> observation.places().stream())
                .collect(Collectors.toUnmodifiableSet()))
        .as("places of %s", aspect)
        .isEqualTo(places.orElse(Set.of()));
  }
}
