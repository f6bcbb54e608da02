package io.onshore.gateway.app.wiring;

import io.onshore.gateway.audit.AuditDesk;
import io.onshore.gateway.audit.AuditLedger;
import io.onshore.gateway.audit.AuditTrail;
import io.onshore.gateway.audit.AuditVerification;
import io.onshore.gateway.audit.DailyHeads;
import io.onshore.gateway.audit.DeniedAccess;
import io.onshore.gateway.audit.SignedHeads;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.retention.HoldDesk;
import io.onshore.gateway.retention.TrailDisposal;
import io.onshore.gateway.rules.RuleReader;
import io.onshore.gateway.signing.Signer;
import io.onshore.gateway.store.JdbcStore;
import io.onshore.gateway.store.audit.SignedByTheGateway;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.Supplier;

/** Assembles the audit trail: reading, verifying, signing, keeping. */
@ApplicationScoped
class Audit {
  @Produces
  @Singleton
  AuditLedger ledger(JdbcStore store) {
    return store.ledger();
  }

  @Produces
  @Singleton
  SignedHeads heads(JdbcStore store) {
    return store.heads();
  }

  @Produces
  @Singleton
  AuditVerification verification(
      AuditLedger ledger, SignedHeads heads, Signer signer, Clock clock) {
    return new AuditVerification(ledger, heads, new SignedByTheGateway(signer), clock);
  }

  @Produces
  @Singleton
  AuditDesk auditDesk(
      AuditTrail trail,
      AuditLedger ledger,
      SignedHeads heads,
      AuditVerification verification,
      Clock clock) {
    return new AuditDesk(trail, ledger, heads, verification, clock);
  }

  @Produces
  @Singleton
  DailyHeads dailyHeads(
      Supplier<SetUp> setUp,
      AuditVerification verification,
      SignedHeads heads,
      Signer signer,
      Clock clock) {
    return new DailyHeads(setUp, verification, heads, signer, clock);
  }

  @Produces
  @Singleton
  DeniedAccess deniedAccess(AuditTrail trail, Clock clock) {
    return new DeniedAccess(trail, clock);
  }

  @Produces
  @Singleton
  HoldDesk holdDesk(JdbcStore store, Clock clock) {
    return new HoldDesk(store.holds(), clock);
  }

  @Produces
  @Singleton
  TrailDisposal disposal(
      Supplier<SetUp> setUp,
      RuleReader reader,
      AuditVerification verification,
      JdbcStore store,
      Clock clock) {
    return new TrailDisposal(
        setUp, new ShippedRetention(reader, clock), verification, store.disposal(), clock);
  }
}
