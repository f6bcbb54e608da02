package io.onshore.gateway.doubles;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.review.ReviewCase;
import io.onshore.gateway.review.ReviewCases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cases as a list. Safe for several threads. */
public final class MemoryCases implements ReviewCases {
  private final MemoryTrail trail;
  private final List<ReviewCase> cases = new ArrayList<>();

  public MemoryCases(MemoryTrail trail) {
    this.trail = trail;
  }

  /** Every case, in the order they were opened. */
  public synchronized List<ReviewCase> all() {
    return List.copyOf(cases);
  }

  @Override
  public synchronized boolean open(ReviewCase opened, AuditEvent event) {
    if (cases.stream()
        .anyMatch(
            each ->
                each.practice().equals(opened.practice())
                    && each.fingerprint().equals(opened.fingerprint()))) {
      return false;
    }
    cases.add(opened);
    trail.append(event);
    return true;
  }

  @Override
  public synchronized void complete(ReviewCase completed) {
    cases.replaceAll(each -> each.id().equals(completed.id()) ? completed : each);
  }

  @Override
  public synchronized List<ReviewCase> incomplete() {
    return cases.stream().filter(each -> each.affected().isEmpty()).toList();
  }

  @Override
  public synchronized List<ReviewCase> list(
      PracticeId practice, Optional<String> before, int limit) {
    return cases.reversed().stream()
        .filter(each -> each.practice().equals(practice))
        .filter(each -> before.map(id -> each.id().compareTo(id) < 0).orElse(true))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Optional<ReviewCase> find(PracticeId practice, String id) {
    return cases.stream()
        .filter(each -> each.practice().equals(practice) && each.id().equals(id))
        .findFirst();
  }
}
