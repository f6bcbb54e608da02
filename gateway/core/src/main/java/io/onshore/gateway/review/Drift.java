package io.onshore.gateway.review;

import io.onshore.connector.residency.Aspect;
import io.onshore.connector.residency.DestinationIdentity;
import io.onshore.connector.residency.Observation;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.connector.residency.Strength;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.dossier.Dossiers;
import io.onshore.gateway.dossier.Pin;
import io.onshore.gateway.residency.EvidenceKeeper;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Notices that a destination is no longer what it was: somebody else is behind it, or its data
 * rests elsewhere. Opens a case before the new answer is kept, so that a crash loses none. Safe for
 * several threads.
 */
public final class Drift implements EvidenceKeeper.Watch {
  private final Dossiers dossiers;
  private final CaseDesk cases;
  private final Clock clock;

  public Drift(Dossiers dossiers, CaseDesk cases, Clock clock) {
    this.dossiers = dossiers;
    this.cases = cases;
    this.clock = clock;
  }

  @Override
  public Runnable answered(
      StorageDestination destination, Optional<ResidencyEvidence> before, ResidencyEvidence now) {
    boolean opened = changedIdentity(destination, before, now);
    List<String> moved = before.map(old -> moved(old, now)).orElse(List.of());
    if (!moved.isEmpty()) {
      // A move is one case however many gateways notice it; the same move later is another.
      String since = before.map(old -> old.observedAt().toString()).orElse("");
      opened |=
          cases.open(
              destination.practice(),
              destination.id(),
              ReviewCase.Kind.EVIDENCE_CHANGED,
              since,
              moved,
              before,
              Optional.of(now),
              Set.of());
    }
    return opened ? cases::finishSoon : () -> {};
  }

  /** Takes down who is behind a destination at the first answer, and compares ever after. */
  private boolean changedIdentity(
      StorageDestination destination, Optional<ResidencyEvidence> before, ResidencyEvidence now) {
    DestinationIdentity told = now.identity();
    if (told.equals(DestinationIdentity.UNTOLD)) {
      return false;
    }
    Optional<Pin> pin = dossiers.of(destination.practice()).pin(destination.id());
    if (pin.isPresent() && !pin.get().fits(told)) {
      // One case until it is approved or changes again, however often it is seen.
      return cases.open(
          destination.practice(),
          destination.id(),
          ReviewCase.Kind.DESTINATION_CHANGED,
          pin.get().approvedAt().toString(),
          differences(pin.get().identity(), told),
          before,
          Optional.of(now),
          Set.of(pin.get().approvedBy()));
    }
    DestinationIdentity known = pin.map(each -> each.completedBy(told)).orElse(told);
    if (pin.isEmpty() || !known.equals(pin.get().identity())) {
      dossiers.pin(
          new Pin(
              destination.practice(),
              destination.id(),
              known,
              pin.map(Pin::approvedBy).orElse(AuditEvent.GATEWAY),
              clock.instant()),
          AuditEvent.byGateway(
              destination.practice(),
              clock.instant(),
              AuditType.DESTINATION_PINNED,
              destination.id().value(),
              Map.of("account", known.account().name())));
    }
    return false;
  }

  private static List<String> differences(DestinationIdentity approved, DestinationIdentity told) {
    List<String> differences = new ArrayList<>();
    if (approved.account() != told.account()) {
      differences.add("account: %s, now %s".formatted(approved.account(), told.account()));
    }
    difference("organisation", approved.organisation(), told.organisation(), differences);
    difference("place", approved.place(), told.place(), differences);
    difference("owner", approved.owner(), told.owner(), differences);
    return differences;
  }

  private static void difference(
      String what, Optional<String> approved, Optional<String> told, List<String> differences) {
    if (approved.isPresent() && told.isPresent() && !approved.equals(told)) {
      differences.add("%s: %s, now %s".formatted(what, approved.get(), told.get()));
    }
  }

  /** What the provider says otherwise of where data is. */
  private static List<String> moved(ResidencyEvidence before, ResidencyEvidence now) {
    Map<Aspect, String> old = places(before);
    Map<Aspect, String> fresh = places(now);
    List<String> moved = new ArrayList<>();
    for (Aspect aspect : Aspect.values()) {
      String was = old.getOrDefault(aspect, "not told");
      String is = fresh.getOrDefault(aspect, "not told");
      if (!was.equals(is)) {
        moved.add("%s: %s, now %s".formatted(aspect, was, is));
      }
    }
    return moved;
  }

  private static Map<Aspect, String> places(ResidencyEvidence evidence) {
    Map<Aspect, List<Observation>> byAspect =
        evidence.observations().stream()
            .filter(observation -> observation.aspect() != Aspect.ACCOUNT)
            // A hint never names a place, so it does not move one either.
            .filter(observation -> observation.strength() != Strength.INDIRECT)
            .collect(
                Collectors.groupingBy(
                    Observation::aspect, () -> new EnumMap<>(Aspect.class), Collectors.toList()));
    Map<Aspect, String> places = new EnumMap<>(Aspect.class);
    byAspect.forEach(
        (aspect, observations) ->
            places.put(
                aspect,
                observations.stream()
                    .map(each -> each.rawLabel() + " " + new TreeSet<>(each.places()))
                    .sorted()
                    .collect(Collectors.joining(", "))));
    return places;
  }
}
