package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.review.Objections;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** "This warning is wrong", told to whom the rule belongs. */
@Path("/api/v1/policy/rules/{ruleId}/objections")
@RunOnVirtualThread
@RolesAllowed("clinician")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "policy")
public class ObjectionsResource {
  private final CurrentCaller caller;
  private final Objections objections;
  private final OnceOnly once;

  ObjectionsResource(CurrentCaller caller, Objections objections, OnceOnly once) {
    this.caller = caller;
    this.objections = objections;
    this.once = once;
  }

  @POST
  @Operation(summary = "Say that a rule's warning is wrong")
  @APIResponseSchema(value = Noted.class, responseCode = "200")
  public Response object(
      @PathParam("ruleId") String ruleId,
      ObjectionRequest request,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
    Requests.requireBody(request);
    Caller current = caller.get();
    String decision = Requests.required(request.decisionId(), "decisionId");
    String reason = Requests.reason(request.reason());
    return once.answer(
        current,
        "POST /policy/rules/" + ruleId + "/objections",
        idempotencyKey,
        request,
        () -> {
          objections.object(current, ruleId, decision, reason);
          return new OnceOnly.Done(new Noted(ruleId, decision));
        });
  }

  /** Which decision shows the warning, and what is wrong with it. */
  public record ObjectionRequest(@Nullable String decisionId, @Nullable String reason) {}

  /** It was noted. */
  public record Noted(String ruleId, String decisionId) {}
}
