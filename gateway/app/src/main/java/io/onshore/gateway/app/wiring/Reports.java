package io.onshore.gateway.app.wiring;

import io.onshore.gateway.audit.AuditLedger;
import io.onshore.gateway.audit.AuditTrail;
import io.onshore.gateway.audit.AuditVerification;
import io.onshore.gateway.audit.SignedHeads;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.expiry.ExpiryCalendar;
import io.onshore.gateway.proof.Proofs;
import io.onshore.gateway.receipt.ReceiptDesk;
import io.onshore.gateway.report.CasePackDesk;
import io.onshore.gateway.report.MonthDesk;
import io.onshore.gateway.residency.ResidencyDesk;
import io.onshore.gateway.review.Rates;
import io.onshore.gateway.review.ReviewCases;
import io.onshore.gateway.review.ReviewFigures;
import io.onshore.gateway.review.Trends;
import io.onshore.gateway.rules.RulesVersions;
import io.onshore.gateway.stop.Stops;
import io.onshore.gateway.transfer.TransferJournal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.Supplier;

/** Assembles what a practice hands over. */
@ApplicationScoped
class Reports {
  @Produces
  @Singleton
  MonthDesk.Figures figures(ReviewFigures counts, Trends trends, Rates rates) {
    return new MonthDesk.Figures(counts, trends, rates);
  }

  @Produces
  @Singleton
  MonthDesk.Audit audit(
      AuditTrail trail, AuditLedger ledger, SignedHeads heads, AuditVerification verification) {
    return new MonthDesk.Audit(trail, ledger, heads, verification);
  }

  @Produces
  @Singleton
  MonthDesk months(
      Supplier<SetUp> setUp,
      MonthDesk.Figures figures,
      ResidencyDesk residency,
      Stops stops,
      Proofs proofs,
      ExpiryCalendar calendar,
      RulesVersions versions,
      MonthDesk.Audit audit,
      Clock clock) {
    return new MonthDesk(
        setUp, figures, residency, stops, proofs, calendar, versions, audit, clock);
  }

  @Produces
  @Singleton
  CasePackDesk packs(
      Supplier<SetUp> setUp,
      ReviewCases cases,
      TransferJournal journal,
      ReceiptDesk receipts,
      AuditTrail trail,
      AuditLedger ledger,
      SignedHeads heads,
      Clock clock) {
    return new CasePackDesk(setUp, cases, journal, receipts, trail, ledger, heads, clock);
  }
}
