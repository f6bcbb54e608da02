package io.onshore.gateway.app.wiring;

import io.onshore.gateway.app.config.OnshoreSettings;
import io.onshore.gateway.audit.DailyHeads;
import io.onshore.gateway.retention.TrailDisposal;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Signs the heads of the audit trails, and disposes of what nobody wants kept where that is turned
 * on. On a thread of its own: a long trail takes a while to verify.
 */
@ApplicationScoped
class AuditRounds {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration BETWEEN_DISPOSALS = Duration.ofDays(1);

  private final DailyHeads heads;
  private final TrailDisposal disposal;
  private final OnshoreSettings settings;
  private final Clock clock;
  private final Rounds rounds = new Rounds("audit");

  /** Used by the rounds' thread alone. */
  private Instant nextDisposal = Instant.EPOCH;

  AuditRounds(DailyHeads heads, TrailDisposal disposal, OnshoreSettings settings, Clock clock) {
    this.heads = heads;
    this.disposal = disposal;
    this.settings = settings;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    Duration pace = settings.audit().round();
    Duration first = pace.compareTo(SOON) < 0 ? pace : SOON;
    rounds.every(first, pace, "the audit trails could not be signed", this::round);
  }

  private void round() {
    heads.round();
    Instant now = clock.instant();
    if (settings.audit().disposal() && !now.isBefore(nextDisposal)) {
      disposal.round();
      nextDisposal = now.plus(BETWEEN_DISPOSALS);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    rounds.close();
  }
}
