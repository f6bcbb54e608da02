package io.onshore.gateway.doubles;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.rules.PracticeRules;
import io.onshore.gateway.rules.RulesVersion;
import io.onshore.gateway.rules.RulesVersions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Versions of rules as a list. Safe for several threads. */
public final class MemoryVersions implements RulesVersions {
  private final MemoryTrail trail;
  private final List<RulesVersion> versions = new ArrayList<>();

  public MemoryVersions(MemoryTrail trail) {
    this.trail = trail;
  }

  @Override
  public synchronized Optional<RulesVersion> published(PracticeId practice) {
    return versions.stream()
        .filter(each -> each.practice().equals(practice))
        .filter(each -> each.state() == RulesVersion.State.PUBLISHED)
        .max(Comparator.comparing(each -> each.decidedAt().orElseThrow()));
  }

  @Override
  public synchronized List<RulesVersion> published() {
    return versions.stream()
        .map(RulesVersion::practice)
        .distinct()
        .flatMap(practice -> published(practice).stream())
        .toList();
  }

  @Override
  public synchronized Optional<RulesVersion> find(PracticeId practice, int number) {
    return versions.stream()
        .filter(each -> each.practice().equals(practice) && each.number() == number)
        .findFirst();
  }

  @Override
  public synchronized List<RulesVersion> list(PracticeId practice) {
    return versions.stream()
        .filter(each -> each.practice().equals(practice))
        .sorted(Comparator.comparingInt(RulesVersion::number).reversed())
        .toList();
  }

  @Override
  public synchronized RulesVersion propose(
      PracticeId practice,
      PracticeRules rules,
      String by,
      Instant at,
      String reason,
      IntFunction<AuditEvent> event) {
    RulesVersion proposed =
        new RulesVersion(
            practice,
            list(practice).size() + 1,
            rules,
            RulesVersion.State.PROPOSED,
            by,
            at,
            reason,
            Optional.empty(),
            Optional.empty());
    versions.add(proposed);
    trail.append(event.apply(proposed.number()));
    return proposed;
  }

  @Override
  public synchronized boolean decide(
      PracticeId practice,
      int number,
      RulesVersion.State state,
      String by,
      Instant at,
      AuditEvent event) {
    Optional<RulesVersion> proposed =
        find(practice, number).filter(each -> each.state() == RulesVersion.State.PROPOSED);
    proposed.ifPresent(
        each -> {
          versions.remove(each);
          versions.add(
              new RulesVersion(
                  practice,
                  number,
                  each.rules(),
                  state,
                  each.proposedBy(),
                  each.proposedAt(),
                  each.reason(),
                  Optional.of(by),
                  Optional.of(at)));
          trail.append(event);
        });
    return proposed.isPresent();
  }
}
