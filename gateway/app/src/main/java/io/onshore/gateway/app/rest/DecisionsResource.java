package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.replay.Replay;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Decisions as they were made. */
@Path("/api/v1/decisions")
@RunOnVirtualThread
@RolesAllowed({"clinician", "practice-admin", "compliance", "auditor"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "policy")
public class DecisionsResource {
  private final CurrentCaller caller;
  private final Replay replay;

  DecisionsResource(CurrentCaller caller, Replay replay) {
    this.caller = caller;
    this.replay = replay;
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "A decision with its facts, its evidence and the rules it was made by")
  public KeptDecisionView one(@PathParam("id") String id) {
    return KeptDecisionView.of(replay.find(caller.get().practice(), id));
  }

  @GET
  @Path("/{id}/replay")
  @RolesAllowed({"practice-admin", "compliance", "auditor"})
  @Operation(summary = "Decide again from what the decision kept, by the rules of then")
  public ReplayView replay(@PathParam("id") String id) {
    Replay.Replayed replayed = replay.of(caller.get().practice(), id);
    return new ReplayView(
        replayed.same(),
        KeptDecisionView.of(replayed.kept()),
        DecisionView.findings(replayed.again().findings()),
        replayed.again().outcome().name());
  }

  /**
   * What came of deciding again.
   *
   * @param same whether everything is as it was kept
   * @param findings what the rules found this time
   */
  public record ReplayView(
      boolean same,
      KeptDecisionView kept,
      List<DecisionView.FindingView> findings,
      String outcome) {}
}
