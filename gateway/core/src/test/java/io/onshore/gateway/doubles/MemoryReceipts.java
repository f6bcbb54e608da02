package io.onshore.gateway.doubles;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.receipt.Receipts;
import io.onshore.gateway.transfer.TransferId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Receipts as a map. Safe for several threads. */
public final class MemoryReceipts implements Receipts {
  private final MemoryTrail trail;
  private final Map<String, String> receipts = new TreeMap<>();

  public MemoryReceipts(MemoryTrail trail) {
    this.trail = trail;
  }

  @Override
  public synchronized Optional<String> find(PracticeId practice, TransferId transfer) {
    return Optional.ofNullable(receipts.get(practice + " " + transfer));
  }

  @Override
  public synchronized String keep(
      PracticeId practice, TransferId transfer, String jws, Instant issuedAt, AuditEvent event) {
    Optional<String> first =
        Optional.ofNullable(receipts.putIfAbsent(practice + " " + transfer, jws));
    if (first.isEmpty()) {
      trail.append(event);
    }
    return first.orElse(jws);
  }
}
