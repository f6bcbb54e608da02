package io.onshore.gateway.app.rest;

import io.onshore.connector.residency.Observation;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.review.ReviewCase;
import io.onshore.gateway.review.ReviewCases;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
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

  private final CurrentCaller caller;
  private final ReviewCases cases;

  ReviewsResource(CurrentCaller caller, ReviewCases cases) {
    this.caller = caller;
    this.cases = cases;
  }

  @GET
  @Operation(summary = "The practice's cases, newest first")
  public CasePage list(@QueryParam("cursor") @Nullable String cursor) {
    List<ReviewCase> found = cases.list(caller.get().practice(), Optional.ofNullable(cursor), PAGE);
    return new CasePage(
        found.stream().map(CaseView::of).toList(),
        found.size() < PAGE ? Optional.empty() : Optional.of(found.getLast().id()));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One case with the evidence as it was, and the stored files it affects")
  public CaseView one(@PathParam("id") String id) {
    return cases
        .find(caller.get().practice(), id)
        .map(CaseView::of)
        .orElseThrow(
            () ->
                new RequestRefused(
                    RefusalCode.CASE_UNKNOWN, "there is no such case", "check the id"));
  }

  /** A page of cases; the next one begins after {@code next}. */
  public record CasePage(List<CaseView> cases, Optional<String> next) {}

  /**
   * A case.
   *
   * @param changes what changed, in words
   * @param affected the stored files that would be decided differently now; absent until that was
   *     looked at
   */
  public record CaseView(
      String id,
      String kind,
      String destinationId,
      Instant openedAt,
      List<String> changes,
      Optional<AnswerView> before,
      Optional<AnswerView> now,
      Optional<List<AffectedView>> affected) {
    static CaseView of(ReviewCase each) {
      return new CaseView(
          each.id(),
          each.kind().name(),
          each.destination().value(),
          each.openedAt(),
          each.changes(),
          each.before().map(AnswerView::of),
          each.now().map(AnswerView::of),
          each.affected().map(all -> all.stream().map(AffectedView::of).toList()));
    }
  }

  /** What a provider said at one time. */
  public record AnswerView(Instant observedAt, List<ObservationView> observations) {
    static AnswerView of(ResidencyEvidence evidence) {
      return new AnswerView(
          evidence.observedAt(),
          evidence.observations().stream().map(ObservationView::of).toList());
    }
  }

  /** One thing that a provider said. */
  public record ObservationView(
      String aspect, List<String> places, String strength, String field, String rawLabel) {
    static ObservationView of(Observation observation) {
      return new ObservationView(
          observation.aspect().name(),
          observation.places().stream().sorted().toList(),
          observation.strength().name(),
          observation.field(),
          observation.rawLabel());
    }
  }

  /** A stored file that would be decided differently now. */
  public record AffectedView(
      String transferId,
      String sentUnder,
      String outcomeThen,
      String decidedNow,
      String outcomeNow) {
    static AffectedView of(ReviewCase.Affected affected) {
      return new AffectedView(
          affected.transfer().value(),
          affected.sentUnder(),
          affected.outcomeThen().name(),
          affected.decidedNow(),
          affected.outcomeNow().name());
    }
  }
}
