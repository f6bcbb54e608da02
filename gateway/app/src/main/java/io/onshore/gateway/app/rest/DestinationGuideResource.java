package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.guide.Condition;
import io.onshore.gateway.guide.Guide;
import io.onshore.gateway.guide.GuideDesk;
import io.onshore.gateway.guide.Standing;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is to be done so that files rest where they should, and how far that is. */
@Path("/api/v1/destinations/{id}")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "set-up")
public class DestinationGuideResource {
  private final CurrentCaller caller;
  private final GuideDesk desk;

  DestinationGuideResource(CurrentCaller caller, GuideDesk desk) {
    this.caller = caller;
    this.desk = desk;
  }

  @GET
  @Path("/guide")
  @RolesAllowed({"practice-admin", "compliance", "auditor"})
  @Operation(summary = "The tasks for the destination's provider and the practice's country")
  public GuideView guide(@PathParam("id") String id) {
    return GuideView.of(desk.walk(caller.get().practice(), Requests.destinationId(id)));
  }

  /**
   * A guide and how far it is, by what is known; nobody is asked for this answer.
   *
   * @param caution what following it cannot bring
   * @param settled how many of the steps are done or not needed
   * @param next the id of the first step that is to do; absent once all are settled
   * @param lookAgain asks the provider now; the guide shows the outcome afterwards
   */
  public record GuideView(
      String destinationId,
      String guide,
      String country,
      String title,
      String caution,
      int settled,
      Optional<String> next,
      Call lookAgain,
      List<StepView> steps) {
    static GuideView of(GuideDesk.Walk walk) {
      String destination = "/api/v1/destinations/" + walk.destination().id();
      return new GuideView(
          walk.destination().id().value(),
          walk.guide().id(),
          walk.country(),
          walk.said(walk.guide().title()),
          walk.said(walk.guide().caution()),
          (int) walk.settled(),
          walk.next().map(each -> each.step().id()),
          new Call("POST", destination + "/evidence"),
          walk.steps().stream().map(each -> StepView.of(walk, each, destination)).toList());
    }
  }

  /** A call to this gateway. */
  public record Call(String method, String path) {}

  /**
   * A task.
   *
   * @param who whose task it is
   * @param page where at the provider it is done, or explained
   * @param source where the guide has it from
   * @param call what of this gateway does it, where something does
   * @param saw what was seen
   * @param evidence what the state rests on
   * @param todo what to do now; absent once nothing is
   */
  public record StepView(
      String id,
      Guide.Who who,
      String title,
      String why,
      String how,
      Optional<URI> page,
      Optional<URI> source,
      Optional<Call> call,
      Standing.State state,
      String saw,
      Optional<SeenView> evidence,
      Optional<String> todo) {
    static StepView of(GuideDesk.Walk walk, GuideDesk.Walked walked, String destination) {
      Guide.Step step = walked.step();
      Standing standing = walked.standing();
      return new StepView(
          step.id(),
          step.who(),
          walk.said(step.title()),
          walk.said(step.why()),
          walk.said(step.how()),
          step.page(),
          step.source(),
          call(step.done(), destination, walk.destination().connection().id()),
          standing.state(),
          standing.saw(),
          standing.evidence().map(SeenView::of),
          switch (standing.state()) {
            case DONE, NOT_NEEDED -> Optional.empty();
            case NOT_DONE -> Optional.of(walk.said(step.how()));
            case CAN_NOT_TELL -> Optional.of(walk.said(step.otherwise()));
          });
    }

    private static Optional<Call> call(Condition done, String destination, String connection) {
      return switch (done) {
        case Condition.Connected _, Condition.Granted _ ->
            Optional.of(new Call("POST", "/api/v1/connections/" + connection + "/authorization"));
        case Condition.Attested _ -> Optional.of(new Call("POST", destination + "/attestations"));
        case Condition.Approved _ ->
            Optional.of(new Call("POST", destination + "/identity/approval"));
        case Condition.OnFile _ -> Optional.of(new Call("POST", destination + "/papers"));
        case Condition.Proven _ -> Optional.of(new Call("POST", destination + "/proof"));
        case Condition.ReviewPlanned _ -> Optional.of(new Call("PUT", destination));
        case Condition.SecretsNoted _ ->
            Optional.of(new Call("PUT", "/api/v1/connections/" + connection));
        case Condition.Account _,
            Condition.Owned _,
            Condition.Told _,
            Condition.Rests _,
            Condition.Cleared _ ->
            Optional.empty();
      };
    }
  }

  /**
   * What a state rests on.
   *
   * @param source a field of the provider's API, a paper, or the gateway's own records
   * @param label the source's own word
   * @param grade how well it is proven, where it is about a place
   */
  public record SeenView(
      String source,
      Optional<String> label,
      Optional<String> grade,
      LocalDate lookedOn,
      Optional<Instant> lookedAt) {
    static SeenView of(Standing.Evidence evidence) {
      return new SeenView(
          evidence.source(),
          evidence.label(),
          evidence.grade().map(Enum::name),
          evidence.lookedOn(),
          evidence.lookedAt());
    }
  }
}
