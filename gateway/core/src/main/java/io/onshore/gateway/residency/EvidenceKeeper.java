package io.onshore.gateway.residency;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.destination.Connectors;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.practice.PracticeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the evidence on destinations fresh: asks the provider when what is known is older than
 * wanted, and says so when it cannot be asked. Safe for several threads; one destination is asked
 * once at a time.
 */
public final class EvidenceKeeper {
  /** After a failed question, the provider is left alone for this long. */
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final EvidenceStore store;
  private final Connectors connectors;
  private final Clock clock;
  private final Duration freshFor;
  private final Map<Key, ReentrantLock> locks = new ConcurrentHashMap<>();
  private final Map<Key, Failed> failures = new ConcurrentHashMap<>();

  /**
   * @param freshFor how old the newest answer may be before the provider is asked again
   */
  public EvidenceKeeper(
      EvidenceStore store, Connectors connectors, Clock clock, Duration freshFor) {
    this.store = store;
    this.connectors = connectors;
    this.clock = clock;
    this.freshFor = freshFor;
  }

  /** What is known now, asking the provider if that is too old. */
  public Known fresh(StorageDestination destination) {
    Key key = new Key(destination.practice(), destination.id());
    Optional<ResidencyEvidence> newest = newest(destination);
    if (isFresh(newest) || recentlyFailed(key)) {
      return known(newest, key);
    }
    ReentrantLock lock = locks.computeIfAbsent(key, ignored -> new ReentrantLock());
    lock.lock();
    try {
      newest = newest(destination);
      return isFresh(newest) || recentlyFailed(key) ? known(newest, key) : probe(destination, key);
    } finally {
      lock.unlock();
    }
  }

  /** What is known, without asking anybody. */
  public Known newestKnown(StorageDestination destination) {
    return known(newest(destination), new Key(destination.practice(), destination.id()));
  }

  private Known probe(StorageDestination destination, Key key) {
    try {
      Connector connector = connectors.of(destination.connection());
      ResidencyEvidence evidence = connector.probeResidency(destination.location());
      store.keep(
          destination.practice(),
          destination.id(),
          evidence,
          AuditEvent.byGateway(
              destination.practice(),
              clock.instant(),
              AuditType.EVIDENCE_PROBED,
              destination.id().value(),
              Map.of("observations", Integer.toString(evidence.observations().size()))));
      failures.remove(key);
      return new Known(Optional.of(evidence), Optional.empty());
    } catch (ConnectorException failure) {
      failures.put(key, new Failed(clock.instant(), failure));
      return new Known(newest(destination), Optional.of(failure));
    }
  }

  private Optional<ResidencyEvidence> newest(StorageDestination destination) {
    return store.newest(destination.practice(), destination.id());
  }

  private boolean isFresh(Optional<ResidencyEvidence> evidence) {
    return evidence.isPresent()
        && evidence.get().observedAt().plus(freshFor).isAfter(clock.instant());
  }

  private boolean recentlyFailed(Key key) {
    Failed failed = failures.get(key);
    return failed != null && failed.at().plus(PAUSE).isAfter(clock.instant());
  }

  private Known known(Optional<ResidencyEvidence> evidence, Key key) {
    // A newer answer, perhaps got by another replica, ends the failure.
    return new Known(
        evidence,
        Optional.ofNullable(failures.get(key))
            .filter(
                failed ->
                    !evidence.map(known -> known.observedAt().isAfter(failed.at())).orElse(false))
            .map(Failed::failure));
  }

  /**
   * What is known about a destination.
   *
   * @param failure why the provider could not be asked the last time, if it could not
   */
  public record Known(Optional<ResidencyEvidence> evidence, Optional<ConnectorException> failure) {}

  private record Key(PracticeId practice, DestinationId destination) {}

  private record Failed(Instant at, ConnectorException failure) {}
}
