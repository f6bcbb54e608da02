package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.connection.ConnectionDesk;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.Practice;
import io.onshore.gateway.residency.Chooser;
import io.onshore.gateway.residency.Clearance;
import io.onshore.gateway.residency.Patient;
import io.onshore.gateway.residency.Push;
import io.onshore.gateway.residency.ResidencyDesk;
import io.onshore.gateway.residency.Verdict;
import io.onshore.gateway.space.SpaceKeeper;
import io.onshore.gateway.space.SpaceLeft;
import io.onshore.gateway.stop.Stop;
import io.onshore.gateway.stop.Stops;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where a file may go. */
@Path("/api/v1/destinations")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "destinations")
public class DestinationsResource {

  private final CurrentCaller caller;
  private final Supplier<SetUp> setUp;
  private final ResidencyDesk desk;
  private final Chooser chooser;
  private final ConnectionDesk connections;
  private final Stops stops;
  private final SpaceKeeper space;

  DestinationsResource(
      CurrentCaller caller,
      Supplier<SetUp> setUp,
      ResidencyDesk desk,
      Chooser chooser,
      ConnectionDesk connections,
      Stops stops,
      SpaceKeeper space) {
    this.caller = caller;
    this.setUp = setUp;
    this.desk = desk;
    this.chooser = chooser;
    this.connections = connections;
    this.stops = stops;
    this.space = space;
  }

  @GET
  @RolesAllowed({"clinician", "service", "practice-admin", "compliance", "auditor"})
  @Operation(summary = "The chooser: each destination with its verdict, best first")
  public DestinationList list(
      @QueryParam("patientJurisdiction") @Nullable String patientJurisdiction) {
    Caller current = caller.get();
    Practice practice = setUp.get().practice(current.practice()).orElseThrow();
    Patient patient =
        desk.patient(
            practice,
            Optional.ofNullable(patientJurisdiction).map(Requests::jurisdiction),
            Optional.empty(),
            Optional.empty());
    List<Chooser.Judged> judged = chooser.judge(current, practice, Push.of(patient));
    Map<String, String> waits = connections.waits(practice.id());
    List<Stop> standing = stops.standing(practice.id());
    List<DestinationView> views = new ArrayList<>();
    for (Chooser.Judged each : judged) {
      Optional<String> stopped =
          standing.stream()
              .filter(stop -> stop.concerns(each.destination()))
              .findFirst()
              .map(stop -> "sending there is stopped: " + stop.reason());
      Optional<String> waiting =
          stopped.or(() -> Optional.ofNullable(waits.get(each.destination().connection().id())));
      boolean preselected =
          views.isEmpty()
              && each.usable()
              && each.verdict().word() != Verdict.Word.BLOCK
              && waiting.isEmpty();
      views.add(view(each, preselected, stopped.isEmpty(), waiting, each.better(judged)));
    }
    return new DestinationList(views);
  }

  private DestinationView view(
      Chooser.Judged judged,
      boolean preselected,
      boolean available,
      Optional<String> waiting,
      Optional<Chooser.Judged> better) {
    DecisionView decision = DecisionView.of(judged.decision());
    Verdict verdict = judged.verdict();
    return new DestinationView(
        judged.destination().id().value(),
        judged.destination().name(),
        judged.destination().connection().provider().value(),
        judged.destination().plan(),
        judged.usable(),
        available,
        judged.asking(),
        preselected,
        waiting,
        space.known(judged.destination()).map(SpaceView::of),
        new VerdictView(
            verdict.word().name().toLowerCase(Locale.ROOT),
            decision.outcome(),
            decision.action(),
            verdict.headline(),
            verdict.sentence(),
            judged.decision().decidedAt(),
            acknowledgedUntil(judged),
            decision.holds(),
            decision.findings(),
            decision.evidence(),
            better.map(AlternativeView::of)));
  }

  /** So that the same warning interrupts the same person once. */
  private static Optional<Instant> acknowledgedUntil(Chooser.Judged judged) {
    return judged.clearance() instanceof Clearance.Clear clear
        ? clear.acknowledgedUntil()
        : Optional.empty();
  }

  /** The chooser. */
  public record DestinationList(List<DestinationView> destinations) {}

  /**
   * One destination with its verdict.
   *
   * @param usable whether the caller may send there; who looks after the practice sees what is for
   *     others too, after what is for them
   * @param available whether files are taken for it; not while a person stopped it
   * @param asking whether the provider has not answered yet, so that the verdict is by what was
   *     known before; ask again in a moment
   * @param waiting why a file that is sent there now is kept until a person has done something
   * @param space absent if the provider does not tell, or was not asked yet
   */
  public record DestinationView(
      String id,
      String name,
      String provider,
      String plan,
      boolean usable,
      boolean available,
      boolean asking,
      boolean preselected,
      Optional<String> waiting,
      Optional<SpaceView> space,
      VerdictView verdict) {}

  /**
   * How much room there was when the provider was last asked.
   *
   * @param remainingBytes absent if there is no limit
   * @param photos how many photos that is, by the practice's own; absent if there is no limit
   * @param text the same in words
   */
  public record SpaceView(
      Optional<Long> remainingBytes, Optional<Long> photos, String text, Instant asOf) {
    static SpaceView of(SpaceLeft left) {
      return new SpaceView(
          left.remainingBytes().stream().boxed().findFirst(),
          left.photos().stream().boxed().findFirst(),
          left.text(),
          left.asOf());
    }
  }

  /**
   * A verdict in words, and what it rests on.
   *
   * @param acknowledgedUntil until when the caller's acknowledgement of its warnings is remembered
   * @param alternative another destination that may take the file without a warning, where this one
   *     warns
   */
  public record VerdictView(
      String word,
      String outcome,
      String action,
      String headline,
      String sentence,
      Instant checkedAt,
      Optional<Instant> acknowledgedUntil,
      List<String> holds,
      List<DecisionView.FindingView> findings,
      List<DecisionView.EvidenceView> evidence,
      Optional<AlternativeView> alternative) {}
}
