package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.replay.Simulation;
import io.onshore.gateway.rules.PracticeRules;
import io.onshore.policy.Action;
import io.onshore.policy.Severity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Trying a draft of rules on what was decided before. */
@Path("/api/v1/policy/simulation")
@RunOnVirtualThread
@RolesAllowed({"practice-admin", "compliance"})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "policy")
public class SimulationResource {
  private static final int MOST_DAYS = 3660;

  private final CurrentCaller caller;
  private final Simulation simulation;

  SimulationResource(CurrentCaller caller, Simulation simulation) {
    this.caller = caller;
    this.simulation = simulation;
  }

  @POST
  @Operation(summary = "Try a draft on the decisions of the last 90 days; changes nothing")
  public OutcomeView simulate(SimulationRequest request) {
    Requests.requireBody(request);
    int days = request.days() == null ? (int) Simulation.USUAL.toDays() : request.days();
    if (days < 1 || days > MOST_DAYS) {
      throw Requests.invalid("`days` is out of range", "send 1 to " + MOST_DAYS);
    }
    Optional<PracticeRules> rules =
        request.raised() == null && request.house() == null
            ? Optional.empty()
            : Optional.of(RulesResource.rules(request.raised(), request.house()));
    return OutcomeView.of(
        simulation.run(
            caller.get(),
            request.packs() == null ? Map.of() : request.packs(),
            rules,
            Duration.ofDays(days)));
  }

  /**
   * A draft to try.
   *
   * @param packs packs of the rulebook that are replaced or added, by name, such as {@code AU}
   * @param raised and house: the practice's own rules to try; those in force if neither is sent
   * @param days how far to look back; 90 if not sent
   */
  public record SimulationRequest(
      @Nullable Map<String, String> packs,
      @Nullable Map<Severity, Action> raised,
      @Nullable List<RulesResource.HouseRequest> house,
      @Nullable Integer days) {}

  /**
   * What a draft would have done.
   *
   * @param decisions how many were looked at
   * @param changed how many would have come out differently; the first 1,000 are listed
   */
  public record OutcomeView(
      String rulebook, Instant since, int decisions, int changed, List<ChangeView> changes) {
    static OutcomeView of(Simulation.Outcome outcome) {
      return new OutcomeView(
          "sha256:" + outcome.rulebookDigest(),
          outcome.since(),
          outcome.decisions(),
          outcome.changed(),
          outcome.changes().stream().map(ChangeView::of).toList());
    }
  }

  /** A decision that would have come out differently. */
  public record ChangeView(
      String decisionId,
      String transferId,
      Instant decidedAt,
      String outcome,
      String action,
      String wouldBe,
      String wouldAct,
      List<String> added,
      List<String> removed) {
    static ChangeView of(Simulation.Change change) {
      return new ChangeView(
          change.decision(),
          change.transfer().value(),
          change.decidedAt(),
          change.outcome().name(),
          change.action().name(),
          change.wouldBe().name(),
          change.wouldAct().name(),
          change.added(),
          change.removed());
    }
  }
}
