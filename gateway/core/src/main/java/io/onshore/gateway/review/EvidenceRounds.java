package io.onshore.gateway.review;

import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.residency.EvidenceKeeper;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks providers again, also about destinations that nobody sends to: what is stored there stays
 * watched. Any number of gateways may go their rounds; what one asked is fresh for the others.
 */
public final class EvidenceRounds {
  private static final Logger LOG = System.getLogger(EvidenceRounds.class.getName());

  private final Supplier<SetUp> setUp;
  private final EvidenceKeeper keeper;
  private final CaseDesk cases;
  private final Clock clock;
  private final Duration every;

  /**
   * @param every how old the newest answer on a destination may grow
   */
  public EvidenceRounds(
      Supplier<SetUp> setUp, EvidenceKeeper keeper, CaseDesk cases, Clock clock, Duration every) {
    this.setUp = setUp;
    this.keeper = keeper;
    this.cases = cases;
    this.clock = clock;
    this.every = every;
  }

  /** Asks about every destination whose newest answer is too old, then completes open cases. */
  public void round() {
    Instant due = clock.instant().minus(every);
    for (PracticeId practice : setUp.get().practices().keySet()) {
      Map<DestinationId, ResidencyEvidence> known = keeper.newestKnown(practice);
      for (StorageDestination destination : setUp.get().destinations(practice)) {
        boolean fresh =
            Optional.ofNullable(known.get(destination.id()))
                .map(evidence -> evidence.observedAt().isAfter(due))
                .orElse(false);
        if (!fresh) {
          keeper
              .ask(destination)
              .failure()
              .ifPresent(
                  failure ->
                      LOG.log(
                          Level.INFO,
                          "destination {0} of practice {1} could not be asked: {2}",
                          destination.id(),
                          practice,
                          failure.failure().kind()));
        }
      }
    }
    cases.finish();
  }
}
