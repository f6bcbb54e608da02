package io.onshore.gateway.doubles;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.expiry.Alert;
import io.onshore.gateway.expiry.Alerts;
import io.onshore.gateway.practice.PracticeId;
import java.util.ArrayList;
import java.util.List;

/** Alerts as a list. Safe for several threads. */
public final class MemoryAlerts implements Alerts {
  private final MemoryTrail trail;
  private final List<Alert> alerts = new ArrayList<>();

  public MemoryAlerts(MemoryTrail trail) {
    this.trail = trail;
  }

  @Override
  public synchronized boolean raise(Alert alert, AuditEvent event) {
    boolean known =
        list(alert.practice(), Integer.MAX_VALUE).stream()
            .anyMatch(each -> each.fingerprint().equals(alert.fingerprint()));
    if (!known) {
      alerts.addFirst(alert);
      trail.append(event);
    }
    return !known;
  }

  @Override
  public synchronized List<Alert> list(PracticeId practice, int limit) {
    return alerts.stream().filter(each -> each.practice().equals(practice)).limit(limit).toList();
  }
}
