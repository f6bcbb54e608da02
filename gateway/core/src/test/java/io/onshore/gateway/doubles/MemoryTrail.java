package io.onshore.gateway.doubles;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditTrail;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.practice.PracticeId;
import java.util.ArrayList;
import java.util.List;

/** The audit trail as a list. Safe for several threads. */
public final class MemoryTrail implements AuditTrail {
  private final List<AuditEvent> events = new ArrayList<>();

  @Override
  public synchronized void append(AuditEvent event) {
    events.add(event);
  }

  @Override
  public synchronized List<AuditEvent> about(PracticeId practice, String target) {
    return events.stream()
        .filter(event -> event.practice().equals(practice) && event.target().equals(target))
        .toList();
  }

  public synchronized List<AuditEvent> all() {
    return List.copyOf(events);
  }

  public List<AuditType> types() {
    return all().stream().map(AuditEvent::type).toList();
  }
}
