package io.onshore.gateway.receipt;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.transfer.TransferId;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps signed receipts; the first one of a transfer stays. Safe for several threads and replicas.
 */
public interface Receipts {
  /** The receipt of a practice's transfer, as it was signed; another practice's is not found. */
  Optional<String> find(PracticeId practice, TransferId transfer);

  /**
   * Keeps a receipt with its audit event, unless the transfer has one; then nothing is written.
   *
   * @return the receipt that the transfer has now
   */
  String keep(
      PracticeId practice, TransferId transfer, String jws, Instant issuedAt, AuditEvent event);
}
