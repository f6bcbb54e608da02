package io.onshore.gateway.acceptance.crash;

import io.onshore.connector.ConnectorContext;
import io.onshore.connector.testkit.Harness;
import io.onshore.gateway.destination.Connection;
import io.onshore.gateway.destination.Connectors;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.practice.Practice;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.store.JdbcStore;
import io.onshore.gateway.store.spool.FileSpool;
import io.onshore.gateway.transfer.RetryPolicy;
import io.onshore.gateway.transfer.TransferEngine;
import io.onshore.gateway.transfer.TransferSteps;
import io.onshore.gateway.verification.Verifier;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.Sector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** One running gateway's sending side, over a store and a spool that outlive it. */
final class RunningGateway implements AutoCloseable {
  static final PracticeId PRACTICE = new PracticeId("clinic");
  static final DestinationId DESTINATION = new DestinationId("the-place");

  private final Connectors connectors;
  private final TransferEngine engine;

  /**
   * @param worker unique among all processes
   */
  RunningGateway(Harness harness, Points points, JdbcStore store, FileSpool spool, String worker) {
    this.connectors =
        new Connectors(
            List.of(new Watched(harness.factory(), points, partBytes(harness))),
            connection ->
                new ConnectorContext(
                    harness.clock(),
                    "ISV|Onshore|Crash/1.0",
                    Duration.ofMinutes(1),
                    harness.vault()));
    this.engine =
        new TransferEngine(
            store.journal(),
            new TransferSteps(
                store.journal(),
                spool,
                () -> setUp(harness),
                connectors,
                new Verifier(),
                RetryPolicy.USUAL,
                harness.clock(),
                new SplittableRandom(1),
                transfer -> {
                  throw new IllegalStateException("every transfer here is queued");
                },
                queued -> queued,
                destination -> Optional.empty()),
            harness.clock(),
            worker,
            1);
  }

  /** Parts so large that the smallest object that needs a session has three or four of them. */
  static long partBytes(Harness harness) {
    long unit = harness.partBytes();
    return unit * (harness.smallUploadThreshold() / (3 * unit) + 1);
  }

  private static SetUp setUp(Harness harness) {
    Practice practice =
        new Practice(
            PRACTICE,
            "Clinic",
            new JurisdictionId("AU-VIC"),
            Sector.PRIVATE,
            Set.of(),
            Set.of(),
            Map.of(),
            Set.of(),
            Set.of(),
            List.of(),
            0);
    return new SetUp(Map.of(PRACTICE, practice), List.of(destination(harness)), List.of());
  }

  static StorageDestination destination(Harness harness) {
    return new StorageDestination(
        DESTINATION,
        PRACTICE,
        "The place",
        new Connection("account", PRACTICE, harness.factory().provider(), harness.settings()),
        harness.destination(),
        "any plan",
        Optional.empty(),
        List.of(),
        List.of());
  }

  /** Does one piece of work, if there is one. */
  boolean workOnce() {
    return engine.workOnce();
  }

  /** As a killed process does, it drops its connections. */
  @Override
  public void close() {
    connectors.close();
  }
}
