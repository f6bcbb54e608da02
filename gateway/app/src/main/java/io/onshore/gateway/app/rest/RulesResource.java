package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.app.security.StepUp;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.rules.HouseText;
import io.onshore.gateway.rules.PracticeRules;
import io.onshore.gateway.rules.RulesDesk;
import io.onshore.gateway.rules.RulesVersion;
import io.onshore.gateway.rules.RulesVersions;
import io.onshore.policy.Action;
import io.onshore.policy.Severity;
import io.onshore.policy.rulebook.RulebookLoader;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A practice's own rules. */
@Path("/api/v1/policy/rules")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "policy")
public class RulesResource {
  private final CurrentCaller caller;
  private final RulesDesk desk;
  private final RulesVersions versions;
  private final OnceOnly once;

  RulesResource(CurrentCaller caller, RulesDesk desk, RulesVersions versions, OnceOnly once) {
    this.caller = caller;
    this.desk = desk;
    this.versions = versions;
    this.once = once;
  }

  @GET
  @RolesAllowed({"practice-admin", "compliance", "auditor"})
  @Operation(summary = "The versions of the practice's own rules, newest first")
  public VersionList list() {
    List<RulesVersion> all = versions.list(caller.get().practice());
    return new VersionList(
        versions.published(caller.get().practice()).map(RulesVersion::number),
        all.stream().map(VersionView::of).toList());
  }

  @POST
  @RolesAllowed({"practice-admin", "compliance"})
  @Operation(summary = "Propose rules; a second person puts them in force")
  @APIResponseSchema(value = VersionView.class, responseCode = "201")
  public Response propose(
      ProposalRequest request, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
    Requests.requireBody(request);
    Caller current = caller.get();
    PracticeRules rules = rules(request.raised(), request.house());
    String reason = Requests.note(Requests.required(request.reason(), "reason"));
    return once.answer(
        current,
        "POST /policy/rules",
        idempotencyKey,
        request,
        () -> {
          RulesVersion proposed = desk.propose(current, rules, reason);
          return new OnceOnly.Created(
              "/api/v1/policy/rules/" + proposed.number(), VersionView.of(proposed));
        });
  }

  @POST
  @Path("/{number}/publication")
  @Consumes(MediaType.WILDCARD)
  @StepUp
  @RolesAllowed({"practice-admin", "compliance"})
  @Operation(summary = "Put a proposal in force; whoever proposed it cannot")
  public VersionView publish(@PathParam("number") int number) {
    return VersionView.of(desk.publish(caller.get(), number));
  }

  @POST
  @Path("/{number}/withdrawal")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed({"practice-admin", "compliance"})
  @Operation(summary = "Take a proposal back")
  public VersionView withdraw(@PathParam("number") int number) {
    return VersionView.of(desk.withdraw(caller.get(), number));
  }

  static PracticeRules rules(
      @Nullable Map<Severity, Action> raised, @Nullable List<HouseRequest> house) {
    return Requests.valid(
        () ->
            new PracticeRules(
                raised == null ? Map.of() : raised,
                Requests.orEmpty(house).stream().map(HouseRequest::house).toList()),
        "a practice's own rules may only tighten");
  }

  /**
   * A proposal.
   *
   * @param raised what happens at an outcome where that is more than the outcome asks for
   * @param house the practice's house rules
   */
  public record ProposalRequest(
      @Nullable String reason,
      @Nullable Map<Severity, Action> raised,
      @Nullable List<HouseRequest> house) {}

  /**
   * House rules.
   *
   * @param name without {@code .yaml}
   * @param text YAML; may be left out for house rules that come with the program
   * @param mode {@code ENFORCED}, or {@code ON_TRIAL}: shown and never counted
   */
  public record HouseRequest(
      @Nullable String name, @Nullable String text, HouseText.@Nullable Mode mode) {
    HouseText house() {
      String called = Requests.required(name, "name");
      return new HouseText(
          called,
          text == null ? shipped(called) : text,
          mode == null ? HouseText.Mode.ENFORCED : mode);
    }

    private static String shipped(String called) {
      if (!called.equals(RulebookLoader.NO_FOREIGN_ACCESS)) {
        throw Requests.invalid(
            "house rules have no text",
            "send it; only `" + RulebookLoader.NO_FOREIGN_ACCESS + "` comes with the program");
      }
      return RulebookLoader.shippedHouseText(called);
    }
  }

  /** The versions, and the number of the one in force. */
  public record VersionList(Optional<Integer> inForce, List<VersionView> versions) {}

  /** A version of the practice's own rules. */
  public record VersionView(
      int number,
      String state,
      Map<Severity, Action> raised,
      List<HouseText> house,
      String proposedBy,
      Instant proposedAt,
      String reason,
      Optional<String> decidedBy,
      Optional<Instant> decidedAt) {
    static VersionView of(RulesVersion version) {
      return new VersionView(
          version.number(),
          version.state().name(),
          version.rules().raised(),
          version.rules().texts(),
          version.proposedBy(),
          version.proposedAt(),
          version.reason(),
          version.decidedBy(),
          version.decidedAt());
    }
  }
}
