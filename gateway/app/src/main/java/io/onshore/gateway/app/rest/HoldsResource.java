package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.app.security.StepUp;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.retention.HoldDesk;
import io.onshore.gateway.retention.LegalHold;
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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Legal holds: while one is in force, nothing of the audit trail is disposed of. */
@Path("/api/v1/audit/holds")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "audit")
public class HoldsResource {
  private final CurrentCaller caller;
  private final HoldDesk desk;
  private final OnceOnly once;

  HoldsResource(CurrentCaller caller, HoldDesk desk, OnceOnly once) {
    this.caller = caller;
    this.desk = desk;
    this.once = once;
  }

  @GET
  @RolesAllowed({"compliance", "auditor"})
  @Operation(summary = "The practice's legal holds, newest first")
  public HoldList list() {
    return new HoldList(desk.list(caller.get()).stream().map(HoldView::of).toList());
  }

  @POST
  @RolesAllowed("compliance")
  @StepUp
  @Operation(summary = "Set a legal hold")
  @APIResponseSchema(value = HoldView.class, responseCode = "201")
  public Response set(
      ReasonRequest request, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
    Requests.requireBody(request);
    Caller current = caller.get();
    String reason = request.given();
    return once.answer(
        current,
        "POST /audit/holds",
        idempotencyKey,
        request,
        () -> {
          LegalHold hold = desk.set(current, reason);
          return new OnceOnly.Created("/api/v1/audit/holds", HoldView.of(hold));
        });
  }

  @POST
  @Path("/{id}/lift")
  @RolesAllowed("compliance")
  @StepUp
  @Operation(summary = "Lift a legal hold")
  public HoldView lift(@PathParam("id") String id, ReasonRequest request) {
    Requests.requireBody(request);
    String reason = request.given();
    return HoldView.of(desk.lift(caller.get(), id, reason));
  }

  /** Legal holds. */
  public record HoldList(List<HoldView> holds) {}

  /** A legal hold. */
  public record HoldView(
      String id,
      String reason,
      String setBy,
      Instant setAt,
      Optional<String> liftedReason,
      Optional<String> liftedBy,
      Optional<Instant> liftedAt) {
    static HoldView of(LegalHold hold) {
      return new HoldView(
          hold.id(),
          hold.reason(),
          hold.setBy(),
          hold.setAt(),
          hold.lifted().map(LegalHold.Lifted::reason),
          hold.lifted().map(LegalHold.Lifted::by),
          hold.lifted().map(LegalHold.Lifted::at));
    }
  }
}
