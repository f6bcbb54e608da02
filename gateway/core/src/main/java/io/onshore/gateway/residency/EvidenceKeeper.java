package io.onshore.gateway.residency;

import io.onshore.connector.Connector;
import io.onshore.connector.ConnectorException;
import io.onshore.connector.Failure;
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
  private final Watch watch;
  private final Clock clock;
  private final Duration freshFor;
  private final Map<Key, ReentrantLock> locks = new ConcurrentHashMap<>();
  private final Map<Key, Failed> failures = new ConcurrentHashMap<>();

  /**
   * @param watch is told each new answer
   * @param freshFor how old the newest answer may be before the provider is asked again
   */
  public EvidenceKeeper(
      EvidenceStore store, Connectors connectors, Watch watch, Clock clock, Duration freshFor) {
    this.store = store;
    this.connectors = connectors;
    this.watch = watch;
    this.clock = clock;
    this.freshFor = freshFor;
  }

  /** What is known now, asking the provider if that is too old. */
  public Known fresh(StorageDestination destination) {
    return fresh(destination, newest(destination));
  }

  /**
   * The same with what was known a moment ago read before.
   *
   * @param newestKnown the newest answer that the caller read
   */
  public Known fresh(StorageDestination destination, Optional<ResidencyEvidence> newestKnown) {
    Key key = new Key(destination.practice(), destination.id());
    Optional<ResidencyEvidence> newest = newestKnown;
    if (isFresh(newest) || recentlyFailed(key)) {
      return known(newest, key);
    }
    ReentrantLock lock = locks.computeIfAbsent(key, ignored -> new ReentrantLock());
    lock.lock();
    try {
      newest = newest(destination);
      return isFresh(newest) || recentlyFailed(key)
          ? known(newest, key)
          : probe(destination, newest, key);
    } finally {
      lock.unlock();
    }
  }

  /** Asks the provider now, however fresh what is known is. */
  public Known ask(StorageDestination destination) {
    Key key = new Key(destination.practice(), destination.id());
    ReentrantLock lock = locks.computeIfAbsent(key, ignored -> new ReentrantLock());
    lock.lock();
    try {
      return probe(destination, newest(destination), key);
    } finally {
      lock.unlock();
    }
  }

  /** What is known of each of a practice's destinations, without asking anybody. */
  public Map<DestinationId, ResidencyEvidence> newestKnown(PracticeId practice) {
    return store.newest(practice);
  }

  private Known probe(StorageDestination destination, Optional<ResidencyEvidence> before, Key key) {
    try {
      Connector connector = connectors.of(destination.connection());
      ResidencyEvidence evidence = connector.probeResidency(destination.location());
      Runnable afterwards = watch.answered(destination, before, evidence);
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
      afterwards.run();
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

  /** An account that nobody connected is no burden to its provider, and may be connected by now. */
  private boolean recentlyFailed(Key key) {
    Failed failed = failures.get(key);
    return failed != null
        && failed.failure().failure().kind() != Failure.Kind.REAUTHORISE
        && failed.at().plus(PAUSE).isAfter(clock.instant());
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

  /** Is told what providers answer. */
  @FunctionalInterface
  public interface Watch {
    /**
     * A provider answered. The answer is kept after this call, so that nothing that it changes is
     * forgotten in a crash.
     *
     * @param before the newest answer until then
     * @return what to do once the answer is kept
     */
    Runnable answered(
        StorageDestination destination, Optional<ResidencyEvidence> before, ResidencyEvidence now);
  }

  private record Key(PracticeId practice, DestinationId destination) {}

  private record Failed(Instant at, ConnectorException failure) {}
}
