package io.onshore.connector.residency;

import java.time.Instant;
import java.util.List;

/**
 * What a provider said about one destination at one time. No observation on an aspect means that
 * the provider does not tell: unknown, never fine.
 *
 * @param observedAt by the lent clock, when the provider answered
 */
public record ResidencyEvidence(Instant observedAt, List<Observation> observations) {
  public ResidencyEvidence {
    observations = List.copyOf(observations);
  }

  /** The observations on one aspect. */
  public List<Observation> on(Aspect aspect) {
    return observations.stream().filter(observation -> observation.aspect() == aspect).toList();
  }
}
