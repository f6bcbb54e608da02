package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.review.Became;
import io.onshore.gateway.review.Budget;
import io.onshore.gateway.review.Rates;
import io.onshore.gateway.review.RuleRate;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How often rules interrupt people, and how often people go past them. */
@Path("/api/v1/reviews/rates")
@RunOnVirtualThread
@RolesAllowed({"practice-admin", "compliance", "auditor"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "reviews")
public class RuleRatesResource {
  private static final int USUAL_DAYS = 30;

  private final CurrentCaller caller;
  private final Rates rates;
  private final Clock clock;

  RuleRatesResource(CurrentCaller caller, Rates rates, Clock clock) {
    this.caller = caller;
    this.rates = rates;
    this.clock = clock;
  }

  @GET
  @Operation(
      summary =
          "Interruptions and overrides of each rule and what became of them, the noisiest first")
  public RateList rates(
      @QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
    ReviewPeriod period = ReviewPeriod.of(from, to, USUAL_DAYS, clock);
    return new RateList(
        period.from(),
        period.to(),
        rates.budget(),
        rates.of(caller.get().practice(), period.from(), period.to()).stream()
            .map(each -> RateView.of(each, rates.budget()))
            .toList());
  }

  /** The rules that interrupted somebody, and the budget that each has. */
  public record RateList(Instant from, Instant to, Budget budget, List<RateView> rules) {}

  /**
   * What a rule came to.
   *
   * @param sends how many sends of the practice were judged then
   * @param interruptions how many of them the rule stopped for a person
   * @param overrides how many of those went on because a person acknowledged or could not wait
   * @param became what became of these by now, by the newest ruling on their case
   * @param breaches in what it is over its budget, in words
   */
  public record RateView(
      String ruleId,
      long sends,
      long interruptions,
      double interruptionsPerHundred,
      long overrides,
      double overridePercent,
      Became became,
      List<String> breaches) {
    static RateView of(RuleRate rate, Budget budget) {
      return new RateView(
          rate.rule(),
          rate.sends(),
          rate.interruptions(),
          rate.interruptionsPerHundred(),
          rate.overrides(),
          rate.overridePercent(),
          rate.became(),
          budget.breaches(rate));
    }
  }
}
