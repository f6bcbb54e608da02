package io.onshore.gateway.retention;

import io.onshore.gateway.audit.AuditVerification;
import io.onshore.gateway.audit.ChainFault;
import io.onshore.gateway.audit.Disposed;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.practice.Practice;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Disposes of what each practice's law no longer wants kept: only of the oldest events, without a
 * gap, never while there is a legal hold, and never of a trail that does not hold. Where nobody
 * says a period, everything stays. Runs only where the operator turned it on. Safe for several
 * replicas.
 */
public final class TrailDisposal {
  private static final Logger LOG = System.getLogger(TrailDisposal.class.getName());

  private final Supplier<SetUp> setUp;
  private final RetentionPeriods periods;
  private final AuditVerification verification;
  private final Disposal disposal;
  private final Clock clock;

  public TrailDisposal(
      Supplier<SetUp> setUp,
      RetentionPeriods periods,
      AuditVerification verification,
      Disposal disposal,
      Clock clock) {
    this.setUp = setUp;
    this.periods = periods;
    this.verification = verification;
    this.disposal = disposal;
    this.clock = clock;
  }

  /** Disposes of what is due. */
  public void round() {
    for (Practice practice : setUp.get().practices().values()) {
      periods.of(practice.jurisdiction()).ifPresent(period -> dispose(practice, period));
    }
  }

  private void dispose(Practice practice, RetentionPeriod period) {
    Optional<ChainFault> fault = verification.verify(practice.id()).fault();
    if (fault.isPresent()) {
      LOG.log(
          Level.ERROR,
          "the audit trail of {0} does not hold, and nothing of it is disposed of: {1}",
          practice.id(),
          fault.get().text());
      return;
    }
    Instant now = clock.instant();
    Optional<Disposed> disposed =
        disposal.dispose(
            practice.id(),
            now.atOffset(ZoneOffset.UTC).minusYears(period.years()).toInstant(),
            what -> what.event(practice.id(), now, period.years(), period.jurisdiction().value()));
    if (disposed.isPresent()) {
      LOG.log(Level.INFO, "audit events of {0} were disposed of", practice.id());
    }
  }
}
