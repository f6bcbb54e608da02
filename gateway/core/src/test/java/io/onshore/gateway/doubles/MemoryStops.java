package io.onshore.gateway.doubles;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.stop.Stop;
import io.onshore.gateway.stop.Stops;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is stopped, as a list. Safe for several threads. */
public final class MemoryStops implements Stops {
  private final MemoryTrail trail;
  private final MemoryJournal journal;
  private final List<Stop> stops = new ArrayList<>();

  public MemoryStops(MemoryTrail trail, MemoryJournal journal) {
    this.trail = trail;
    this.journal = journal;
  }

  @Override
  public synchronized List<Stop> standing(PracticeId practice) {
    return stops.stream().filter(stop -> stop.practice().equals(practice)).toList();
  }

  private static boolean same(Stop stop, PracticeId practice, Stop.Scope scope, String target) {
    return stop.practice().equals(practice)
        && stop.scope() == scope
        && stop.target().equals(target);
  }

  @Override
  public synchronized boolean stop(Stop stop, AuditEvent event) {
    boolean fresh =
        stops.stream().noneMatch(each -> same(each, stop.practice(), stop.scope(), stop.target()));
    if (fresh) {
      stops.add(stop);
      trail.append(event);
    }
    return fresh;
  }

  @Override
  public synchronized boolean resume(
      PracticeId practice,
      Stop.Scope scope,
      String target,
      Set<DestinationId> goOn,
      AuditEvent event) {
    boolean stood = stops.removeIf(each -> same(each, practice, scope, target));
    if (stood) {
      journal.goOn(practice, goOn, TROUBLE);
      trail.append(event);
    }
    return stood;
  }
}
