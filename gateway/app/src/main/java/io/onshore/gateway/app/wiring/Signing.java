package io.onshore.gateway.app.wiring;

import io.onshore.gateway.app.config.OnshoreSettings;
import io.onshore.gateway.audit.AuditTrail;
import io.onshore.gateway.consent.ConsentRegister;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.receipt.ReceiptDesk;
import io.onshore.gateway.receipt.Receipts;
import io.onshore.gateway.residency.EvidenceStore;
import io.onshore.gateway.signing.Signer;
import io.onshore.gateway.store.JdbcStore;
import io.onshore.gateway.store.receipt.JsonReceiptText;
import io.onshore.gateway.transfer.TransferJournal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.Supplier;

/** Assembles what vouches for what the gateway hands out, and the receipts. */
@ApplicationScoped
class Signing {
  @Produces
  @Singleton
  Signer signer(JdbcStore store, Clock clock, OnshoreSettings settings) {
    return store.signer(clock, settings.signing().keyLife());
  }

  @Produces
  @Singleton
  Receipts receipts(JdbcStore store) {
    return store.receipts();
  }

  @Produces
  @Singleton
  ReceiptDesk receiptDesk(
      TransferJournal journal,
      AuditTrail trail,
      EvidenceStore evidence,
      ConsentRegister register,
      Receipts receipts,
      Signer signer,
      Supplier<SetUp> setUp,
      Clock clock) {
    return new ReceiptDesk(
        journal, trail, evidence, register, receipts, new JsonReceiptText(), signer, setUp, clock);
  }
}
