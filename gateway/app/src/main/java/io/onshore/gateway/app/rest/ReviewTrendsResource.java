package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.review.DecisionTime;
import io.onshore.gateway.review.RuleChange;
import io.onshore.gateway.review.RuleChanges;
import io.onshore.gateway.review.Trends;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Sends and cases over time. */
@Path("/api/v1/reviews/trends")
@RunOnVirtualThread
@RolesAllowed({"practice-admin", "compliance", "auditor"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "reviews")
public class ReviewTrendsResource {
  private static final int USUAL_DAYS = 91;

  private final CurrentCaller caller;
  private final Trends trends;
  private final RuleChanges changes;
  private final Clock clock;

  ReviewTrendsResource(CurrentCaller caller, Trends trends, RuleChanges changes, Clock clock) {
    this.caller = caller;
    this.trends = trends;
    this.changes = changes;
    this.clock = clock;
  }

  @GET
  @Operation(
      summary =
          "Sends by outcome, cases by kind and times to decide, week by week, and rule changes")
  public TrendList trends(
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("by") @DefaultValue("week") String by) {
    if (!by.equals("week")) {
      throw Requests.invalid("`by` cannot be understood", "send `week`");
    }
    ReviewPeriod period = ReviewPeriod.of(from, to, USUAL_DAYS, clock);
    PracticeId practice = caller.get().practice();
    return new TrendList(
        trends.weeks(practice, period.from(), period.to()),
        trends.decisionTime(practice, period.from(), period.to()),
        changes.of(practice, period.from(), period.to()));
  }

  /**
   * The weeks, the first first.
   *
   * @param decisionTime over all of them; absent if no case was decided
   * @param changes of what sends are judged by, the first first
   */
  public record TrendList(
      List<Trends.Week> weeks, Optional<DecisionTime> decisionTime, List<RuleChange> changes) {}
}
