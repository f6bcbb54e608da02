package io.onshore.gateway.app.wiring;

import io.onshore.gateway.app.config.OnshoreSettings;
import io.onshore.gateway.audit.DailyHeads;
import io.onshore.gateway.retention.TrailDisposal;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Signs the heads of the audit trails, and disposes of what nobody wants kept where that is turned
 * on. On a thread of its own: a long trail takes a while to verify.
 */
@ApplicationScoped
class AuditRounds {
  private static final Logger LOG = System.getLogger(AuditRounds.class.getName());
  private static final Duration BETWEEN_DISPOSALS = Duration.ofDays(1);

  private final DailyHeads heads;
  private final TrailDisposal disposal;
  private final OnshoreSettings settings;
  private final Clock clock;
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("audit").factory());

  /** Used by the rounds' thread alone. */
  private Instant nextDisposal = Instant.EPOCH;

  AuditRounds(DailyHeads heads, TrailDisposal disposal, OnshoreSettings settings, Clock clock) {
    this.heads = heads;
    this.disposal = disposal;
    this.settings = settings;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    long round = settings.audit().round().toMillis();
    long first = Math.min(round, TimeUnit.MINUTES.toMillis(1));
    var _ = rounds.scheduleWithFixedDelay(this::round, first, round, TimeUnit.MILLISECONDS);
  }

  private void round() {
    try {
      heads.round();
      Instant now = clock.instant();
      if (settings.audit().disposal() && !now.isBefore(nextDisposal)) {
        disposal.round();
        nextDisposal = now.plus(BETWEEN_DISPOSALS);
      }
    } catch (RuntimeException unexpected) {
      // Told, and tried again at the next round: a thrown exception would end the schedule.
      LOG.log(Level.ERROR, "the audit trails could not be signed; trying again", unexpected);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    rounds.shutdown();
  }
}
