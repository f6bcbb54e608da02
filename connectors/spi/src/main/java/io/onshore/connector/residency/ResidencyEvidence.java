package io.onshore.connector.residency;

import java.time.Instant;
import java.util.List;

/**
 * What a provider said about one destination at one time. No observation on an aspect means that
 * the provider does not tell: unknown, never fine.
 *
 * @param observedAt by the lent clock, when the provider answered
 * @param answers what the observations and the identity were read from, in the order of the calls
 */
public record ResidencyEvidence(
    Instant observedAt,
    List<Observation> observations,
    DestinationIdentity identity,
    List<ProviderAnswer> answers) {
  public ResidencyEvidence {
    observations = List.copyOf(observations);
    answers = List.copyOf(answers);
  }

  /** What is said without any call to a provider. */
  public ResidencyEvidence(Instant observedAt, List<Observation> observations) {
    this(observedAt, observations, DestinationIdentity.UNTOLD, List.of());
  }

  /** The observations on one aspect. */
  public List<Observation> on(Aspect aspect) {
    return observations.stream().filter(observation -> observation.aspect() == aspect).toList();
  }
}
