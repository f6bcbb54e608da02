package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.security.CurrentCaller;
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
  private final Clock clock;

  ReviewTrendsResource(CurrentCaller caller, Trends trends, Clock clock) {
    this.caller = caller;
    this.trends = trends;
    this.clock = clock;
  }

  @GET
  @Operation(summary = "Sends by outcome and cases by kind, week by week")
  public TrendList trends(
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("by") @DefaultValue("week") String by) {
    if (!by.equals("week")) {
      throw Requests.invalid("`by` cannot be understood", "send `week`");
    }
    ReviewPeriod period = ReviewPeriod.of(from, to, USUAL_DAYS, clock);
    return new TrendList(trends.weeks(caller.get().practice(), period.from(), period.to()));
  }

  /** The weeks, the first first. */
  public record TrendList(List<Trends.Week> weeks) {}
}
