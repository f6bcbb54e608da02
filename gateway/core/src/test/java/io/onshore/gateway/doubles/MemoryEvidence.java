package io.onshore.gateway.doubles;

import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.residency.EvidenceStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Answers of providers as lists. Safe for several threads. */
public final class MemoryEvidence implements EvidenceStore {
  private final MemoryTrail trail;
  private final Map<String, List<ResidencyEvidence>> answers = new TreeMap<>();

  public MemoryEvidence(MemoryTrail trail) {
    this.trail = trail;
  }

  @Override
  public synchronized Optional<ResidencyEvidence> newest(
      PracticeId practice, DestinationId destination) {
    return Optional.ofNullable(answers.get(practice + " " + destination)).map(List::getLast);
  }

  @Override
  public synchronized Optional<ResidencyEvidence> newest(
      PracticeId practice, DestinationId destination, Instant by) {
    return history(practice, destination, Integer.MAX_VALUE).stream()
        .filter(each -> !each.observedAt().isAfter(by))
        .findFirst();
  }

  @Override
  public synchronized Map<DestinationId, ResidencyEvidence> newest(PracticeId practice) {
    Map<DestinationId, ResidencyEvidence> newest = new HashMap<>();
    answers.forEach(
        (key, all) -> {
          if (key.startsWith(practice + " ")) {
            newest.put(new DestinationId(key.substring(key.indexOf(' ') + 1)), all.getLast());
          }
        });
    return newest;
  }

  @Override
  public synchronized List<ResidencyEvidence> history(
      PracticeId practice, DestinationId destination, int limit) {
    return Optional.ofNullable(answers.get(practice + " " + destination))
        .map(all -> all.reversed().stream().limit(limit).toList())
        .orElse(List.of());
  }

  @Override
  public synchronized void keep(
      PracticeId practice,
      DestinationId destination,
      ResidencyEvidence evidence,
      AuditEvent event) {
    answers
        .computeIfAbsent(practice + " " + destination, ignored -> new ArrayList<>())
        .add(evidence);
    trail.append(event);
  }
}
