package io.onshore.gateway.doubles;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.setup.PracticeSetUpVersion;
import io.onshore.gateway.setup.PracticeSetUps;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The newest version of what each practice made. Safe for several threads. */
public final class MemorySetUps implements PracticeSetUps {
  private final MemoryTrail trail;
  private final Map<PracticeId, PracticeSetUpVersion> newest = new HashMap<>();

  public MemorySetUps(MemoryTrail trail) {
    this.trail = trail;
  }

  @Override
  public synchronized Map<PracticeId, Integer> numbers() {
    Map<PracticeId, Integer> numbers = new HashMap<>();
    newest.forEach((practice, version) -> numbers.put(practice, version.number()));
    return numbers;
  }

  @Override
  public synchronized List<PracticeSetUpVersion> newest() {
    return List.copyOf(newest.values());
  }

  @Override
  public synchronized Optional<PracticeSetUpVersion> newest(PracticeId practice) {
    return Optional.ofNullable(newest.get(practice));
  }

  @Override
  public synchronized boolean keep(PracticeSetUpVersion next, AuditEvent event) {
    int before = newest(next.practice()).map(PracticeSetUpVersion::number).orElse(0);
    if (next.number() != before + 1) {
      return false;
    }
    newest.put(next.practice(), next);
    trail.append(event);
    return true;
  }
}
