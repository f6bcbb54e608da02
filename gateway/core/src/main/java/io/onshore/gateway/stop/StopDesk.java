package io.onshore.gateway.stop;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.transfer.TransferJournal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stops what goes out, and lets it go on. New files are refused meanwhile; those under way wait
 * after the part in hand, and what the provider holds already is still proven. Safe for several
 * threads and replicas.
 */
public final class StopDesk {
  private final Supplier<SetUp> setUp;
  private final Stops stops;
  private final TransferJournal journal;
  private final Clock clock;
  private final Runnable wakeEngine;

  public StopDesk(
      Supplier<SetUp> setUp,
      Stops stops,
      TransferJournal journal,
      Clock clock,
      Runnable wakeEngine) {
    this.setUp = setUp;
    this.stops = stops;
    this.journal = journal;
    this.clock = clock;
    this.wakeEngine = wakeEngine;
  }

  /**
   * What a stop holds up.
   *
   * @param underWay how many files that are declared and not at their end are for it
   */
  public record Standing(Stop stop, int underWay) {}

  /** What is stopped in a practice, the oldest first. */
  public List<Standing> list(PracticeId practice) {
    return stops.standing(practice).stream().map(this::standing).toList();
  }

  private Standing standing(Stop stop) {
    return new Standing(stop, underWay(stop.practice(), stop.scope(), stop.target()).files());
  }

  /**
   * What a stop would hold up.
   *
   * @param files that are declared and not at their end
   */
  public record UnderWay(Stop.Scope scope, String target, int files) {}

  /** What each stop would hold up now, where it would hold up anything. */
  public List<UnderWay> underWay(PracticeId practice) {
    return Stream.of(Stop.Scope.values())
        .flatMap(
            scope ->
                setUp.get().destinations(practice).stream()
                    .map(scope::target)
                    .distinct()
                    .map(target -> underWay(practice, scope, target)))
        .filter(each -> each.files() > 0)
        .toList();
  }

  private UnderWay underWay(PracticeId practice, Stop.Scope scope, String target) {
    return new UnderWay(
        scope, target, journal.underWay(practice, reached(practice, scope, target)));
  }

  /**
   * Stops something.
   *
   * @param reason why, for people to read
   * @throws RequestRefused DESTINATION_UNKNOWN or CONNECTION_UNKNOWN if the practice has none of
   *     that id or to that provider; NOT_NOW if it is stopped already
   */
  public Standing stop(Caller caller, Stop.Scope scope, String target, String reason) {
    require(caller.practice(), scope, target);
    Instant now = clock.instant();
    Stop stop = new Stop(caller.practice(), scope, target, reason, caller.subject(), now);
    if (!stops.stop(stop, event(caller, now, AuditType.SENDING_STOPPED, scope, target))) {
      throw new RequestRefused(
          RefusalCode.NOT_NOW, "it is stopped already", "look at the list of stops to see by whom");
    }
    return standing(stop);
  }

  /**
   * Lets something go on; the files that wait for it are due at once.
   *
   * @throws RequestRefused NOT_NOW if it is not stopped
   */
  public void resume(Caller caller, Stop.Scope scope, String target) {
    require(caller.practice(), scope, target);
    List<Stop> others =
        stops.standing(caller.practice()).stream()
            .filter(stop -> stop.scope() != scope || !stop.target().equals(target))
            .toList();
    Set<DestinationId> goOn =
        setUp.get().destinations(caller.practice()).stream()
            .filter(each -> others.stream().noneMatch(stop -> stop.concerns(each)))
            .map(StorageDestination::id)
            .collect(Collectors.toUnmodifiableSet());
    if (!stops.resume(
        caller.practice(),
        scope,
        target,
        goOn,
        event(caller, clock.instant(), AuditType.SENDING_RESUMED, scope, target))) {
      throw new RequestRefused(
          RefusalCode.NOT_NOW, "it is not stopped", "look at the list of stops");
    }
    wakeEngine.run();
  }

  private void require(PracticeId practice, Stop.Scope scope, String target) {
    if (reached(practice, scope, target).isEmpty()) {
      boolean destination = scope == Stop.Scope.DESTINATION;
      boolean idle =
          scope == Stop.Scope.CONNECTION && setUp.get().connection(practice, target).isPresent();
      if (!idle) {
        throw new RequestRefused(
            destination ? RefusalCode.DESTINATION_UNKNOWN : RefusalCode.CONNECTION_UNKNOWN,
            destination ? "there is no such destination" : "the practice has no such connection",
            "choose one that the practice has");
      }
    }
  }

  private Set<DestinationId> reached(PracticeId practice, Stop.Scope scope, String target) {
    Stop any = new Stop(practice, scope, target, "", "", Instant.EPOCH);
    return setUp.get().destinations(practice).stream()
        .filter(any::concerns)
        .map(StorageDestination::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static AuditEvent event(
      Caller caller, Instant at, AuditType type, Stop.Scope scope, String target) {
    return AuditEvent.by(caller, at, type, target, Map.of("scope", scope.name()));
  }
}
