package io.onshore.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.store.transaction.StoreException;
import io.onshore.gateway.transfer.TransferId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Receipts, and the evidence of then, on every database. */
abstract class ReceiptContract extends AuditContract {
  private final TransferId transfer = TransferId.fresh();

  private AuditEvent issued(PracticeId practice) {
    return Samples.event(practice, AuditType.RECEIPT_ISSUED, transfer.value());
  }

  private String keep(PracticeId practice, String jws) {
    return store.receipts().keep(practice, transfer, jws, Samples.NOW, issued(practice));
  }

  private List<AuditEvent> audited(PracticeId practice) {
    return store.trail().about(practice, transfer.value()).stream()
        .filter(event -> event.type() == AuditType.RECEIPT_ISSUED)
        .toList();
  }

  @Test
  void keepsTheFirstReceiptOfATransferAndAuditsItOnce() {
    assertThat(store.receipts().find(Samples.PRACTICE, transfer)).isEmpty();
    assertThat(keep(Samples.PRACTICE, "a.b.c")).isEqualTo("a.b.c");
    assertThat(keep(Samples.PRACTICE, "d.e.f")).isEqualTo("a.b.c");
    assertThat(store.receipts().find(Samples.PRACTICE, transfer)).contains("a.b.c");
    assertThat(audited(Samples.PRACTICE)).hasSize(1);
  }

  @Test
  void givesAllWhoSignAtTheSameTimeOneReceipt() throws Exception {
    AtomicInteger number = new AtomicInteger();
    List<String> kept =
        together(5, () -> keep(Samples.PRACTICE, "signed." + number.incrementAndGet()));
    assertThat(kept).hasSize(5).containsOnly(kept.getFirst());
    assertThat(audited(Samples.PRACTICE)).hasSize(1);
  }

  @Test
  void doesNotShowAReceiptToAnotherPractice() {
    keep(Samples.PRACTICE, "a.b.c");
    assertThat(store.receipts().find(Samples.OTHER, transfer)).isEmpty();
    assertThatThrownBy(
            () ->
                store
                    .receipts()
                    .keep(Samples.OTHER, transfer, "d.e.f", Samples.NOW, issued(Samples.PRACTICE)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(store.receipts().find(Samples.OTHER, transfer)).isEmpty();
  }

  @Test
  void keepsNoReceiptThatCannotBeAudited() {
    withoutAuditTable(
        () ->
            assertThatThrownBy(() -> keep(Samples.PRACTICE, "a.b.c"))
                .isInstanceOf(StoreException.class));
    assertThat(store.receipts().find(Samples.PRACTICE, transfer)).isEmpty();
  }

  @Test
  void findsTheEvidenceThatWasTheNewestThen() {
    ResidencyEvidence early = new ResidencyEvidence(Samples.NOW, List.of());
    ResidencyEvidence late = new ResidencyEvidence(Samples.NOW.plusSeconds(60), List.of());
    for (ResidencyEvidence each : List.of(early, late)) {
      store
          .evidence()
          .keep(
              Samples.PRACTICE,
              Samples.DESTINATION,
              each,
              Samples.event(
                  Samples.PRACTICE, AuditType.EVIDENCE_PROBED, Samples.DESTINATION.value()));
    }
    assertThat(
            store
                .evidence()
                .newest(Samples.PRACTICE, Samples.DESTINATION, Samples.NOW.plusSeconds(59)))
        .contains(early);
    assertThat(
            store
                .evidence()
                .newest(Samples.PRACTICE, Samples.DESTINATION, Samples.NOW.plusSeconds(60)))
        .contains(late);
    assertThat(
            store
                .evidence()
                .newest(Samples.PRACTICE, Samples.DESTINATION, Samples.NOW.minusSeconds(1)))
        .isEmpty();
    assertThat(
            store
                .evidence()
                .newest(Samples.OTHER, Samples.DESTINATION, Samples.NOW.plusSeconds(60)))
        .isEmpty();
  }
}
