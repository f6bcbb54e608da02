package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.app.security.StepUp;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.review.Ruling;
import io.onshore.gateway.review.RulingDesk;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One decision on several cases. */
@Path("/api/v1/reviews/decisions")
@RunOnVirtualThread
@RolesAllowed("compliance")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "reviews")
public class CaseDecisionsResource {
  private static final int MOST = 100;

  private final CurrentCaller caller;
  private final RulingDesk desk;
  private final OnceOnly once;
  private final Clock clock;

  CaseDecisionsResource(CurrentCaller caller, RulingDesk desk, OnceOnly once, Clock clock) {
    this.caller = caller;
    this.desk = desk;
    this.once = once;
    this.clock = clock;
  }

  @POST
  @StepUp
  @Operation(summary = "Decide several cases alike; each has its own answer")
  @APIResponseSchema(value = Answers.class, responseCode = "200")
  public Response decide(
      ManyRequest request, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
    Requests.requireBody(request);
    Caller current = caller.get();
    List<CaseRequest> cases = Requests.orEmpty(request.cases());
    if (cases.isEmpty() || cases.size() > MOST) {
      throw Requests.invalid("`cases` is empty or too long", "name 1 to " + MOST + " cases");
    }
    Ruling ruling = request.ruling().ruling();
    return once.answer(
        current,
        "POST /reviews/decisions",
        idempotencyKey,
        request,
        () ->
            new OnceOnly.Done(
                new Answers(cases.stream().map(each -> decided(current, each, ruling)).toList())));
  }

  private Answer decided(Caller current, CaseRequest each, Ruling ruling) {
    String id = Requests.required(each.id(), "id");
    long version = ReviewsResource.version(each.version());
    try {
      return new Answer(
          id,
          Response.Status.OK.getStatusCode(),
          Optional.of(CaseView.of(desk.decide(current, id, version, ruling), clock.instant())),
          Optional.empty());
    } catch (RequestRefused refused) {
      Problem problem = Problem.of(refused);
      return new Answer(id, problem.status(), Optional.empty(), Optional.of(problem));
    }
  }

  /** Which case, as it was seen. */
  public record CaseRequest(@Nullable String id, @Nullable Long version) {}

  /** Several cases and one decision; its fields are those of {@link RulingRequest}. */
  public record ManyRequest(
      @Nullable List<CaseRequest> cases,
      @Nullable String decision,
      @Nullable String reason,
      @Nullable Instant until,
      @Nullable String moveTo,
      @Nullable String reference,
      @Nullable Instant reportedAt) {
    RulingRequest ruling() {
      return new RulingRequest(decision, reason, until, moveTo, reference, reportedAt);
    }
  }

  /** An answer for each case, in the order they were named. */
  public record Answers(List<Answer> answers) {}

  /** The answer for one case: what it is now, or why it was not decided. */
  public record Answer(
      String id, int status, Optional<CaseView> decided, Optional<Problem> problem) {}
}
