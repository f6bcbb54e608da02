package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.app.security.StepUp;
import io.onshore.gateway.audit.AuditTrail;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.review.Docket;
import io.onshore.gateway.review.ReviewCase;
import io.onshore.gateway.review.ReviewCases;
import io.onshore.gateway.review.Ruling;
import io.onshore.gateway.review.RulingDesk;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Cases for compliance staff. */
@Path("/api/v1/reviews")
@RunOnVirtualThread
@RolesAllowed({"practice-admin", "compliance", "auditor"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "reviews")
public class ReviewsResource {
  private static final int PAGE = 50;
  private static final int MOST_OCCURRENCES = 100;
  private static final int LONGEST_NAME = 200;

  private final CurrentCaller caller;
  private final ReviewCases cases;
  private final RulingDesk desk;
  private final AuditTrail trail;
  private final OnceOnly once;
  private final Clock clock;

  ReviewsResource(
      CurrentCaller caller,
      ReviewCases cases,
      RulingDesk desk,
      AuditTrail trail,
      OnceOnly once,
      Clock clock) {
    this.caller = caller;
    this.cases = cases;
    this.desk = desk;
    this.trail = trail;
    this.once = once;
    this.clock = clock;
  }

  @GET
  @Operation(summary = "The practice's cases, newest first")
  public CasePage list(
      @QueryParam("state") @Nullable String state,
      @QueryParam("kind") @Nullable String kind,
      @QueryParam("destination") @Nullable String destination,
      @QueryParam("rule") @Nullable String rule,
      @QueryParam("assignee") @Nullable String assignee,
      @QueryParam("overdue") boolean overdue,
      @QueryParam("cursor") @Nullable String cursor) {
    Instant now = clock.instant();
    ReviewCases.Inbox inbox =
        new ReviewCases.Inbox(
            Optional.ofNullable(state).map(ReviewsResource::open),
            Optional.ofNullable(kind).map(ReviewsResource::kind),
            Optional.ofNullable(destination).map(Requests::destinationId),
            Optional.ofNullable(rule),
            Optional.ofNullable(assignee),
            overdue ? Optional.of(now) : Optional.empty());
    List<Docket> found =
        cases.list(caller.get().practice(), inbox, Optional.ofNullable(cursor), PAGE);
    return new CasePage(
        found.stream().map(each -> CaseView.of(each, now)).toList(),
        found.size() < PAGE ? Optional.empty() : Optional.of(found.getLast().opened().id()));
  }

  private static boolean open(String state) {
    return switch (state) {
      case "open" -> true;
      case "decided" -> false;
      default -> throw Requests.invalid("`state` cannot be understood", "send `open` or `decided`");
    };
  }

  private static ReviewCase.Kind kind(String name) {
    for (ReviewCase.Kind kind : ReviewCase.Kind.values()) {
      if (kind.name().equals(name.toUpperCase(Locale.ROOT))) {
        return kind;
      }
    }
    throw Requests.invalid(
        "`kind` cannot be understood", "send a kind that a case shows, such as `FILE_HELD`");
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One case with what people saw, what was decided, and what is still to do")
  public CaseView one(@PathParam("id") String id) {
    return whole(desk.find(caller.get(), id));
  }

  private CaseView whole(Docket docket) {
    PracticeId practice = docket.opened().practice();
    String id = docket.opened().id();
    return CaseView.of(docket, clock.instant())
        .with(
            new CaseView.FileView(
                cases.occurrences(practice, id, MOST_OCCURRENCES).stream()
                    .map(CaseView.OccurrenceView::of)
                    .toList(),
                cases.rulings(practice, id).stream().map(CaseView.RulingView::of).toList(),
                cases.toDo(practice, id).stream().map(CaseView.ToDoView::of).toList(),
                trail.about(practice, id).stream().map(CaseView.CaseEventView::of).toList()));
  }

  @PUT
  @Path("/{id}/assignment")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("compliance")
  @Operation(summary = "Give a case to somebody, or to nobody, and say when it is due")
  public CaseView assign(@PathParam("id") String id, AssignmentRequest request) {
    Requests.requireBody(request);
    String assignee = request.assignee();
    if (assignee != null && assignee.length() > LONGEST_NAME) {
      throw Requests.invalid("`assignee` is too long", "send who signs in");
    }
    return whole(
        desk.assign(
            caller.get(),
            id,
            version(request.version()),
            Optional.ofNullable(assignee).filter(name -> !name.isBlank()),
            Optional.ofNullable(request.due())));
  }

  @POST
  @Path("/{id}/decision")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("compliance")
  @StepUp
  @Operation(summary = "Decide a case, with a reason; whoever had a part in it cannot")
  @APIResponseSchema(value = CaseView.class, responseCode = "200")
  public Response decide(
      @PathParam("id") String id,
      DecisionRequest request,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
    Requests.requireBody(request);
    Caller current = caller.get();
    long version = version(request.version());
    Ruling ruling = request.ruling().ruling();
    return once.answer(
        current,
        "POST /reviews/" + id + "/decision",
        idempotencyKey,
        request,
        () -> new OnceOnly.Done(whole(desk.decide(current, id, version, ruling))));
  }

  static long version(@Nullable Long version) {
    if (version == null) {
      throw Requests.invalid("`version` is missing", "send the version that the case shows");
    }
    return version;
  }

  /** A page of cases; the next one begins after {@code next}. */
  public record CasePage(List<CaseView> cases, Optional<String> next) {}

  /**
   * Who shall look at a case.
   *
   * @param assignee the subject of who signs in; nobody if left out
   * @param due as it was if left out
   */
  public record AssignmentRequest(
      @Nullable Long version, @Nullable String assignee, @Nullable Instant due) {}

  /**
   * A decision on the case of this version; the other fields are those of {@link RulingRequest}.
   */
  public record DecisionRequest(
      @Nullable Long version,
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
}
