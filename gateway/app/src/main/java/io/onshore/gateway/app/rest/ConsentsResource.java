package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.consent.RecordedConsent;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.review.ConsentWithdrawal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Consents by reference: noting that a patient withdrew one. */
@Path("/api/v1/consents")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "consents")
public class ConsentsResource {
  private final CurrentCaller caller;
  private final ConsentWithdrawal withdrawal;
  private final OnceOnly once;

  ConsentsResource(CurrentCaller caller, ConsentWithdrawal withdrawal, OnceOnly once) {
    this.caller = caller;
    this.withdrawal = withdrawal;
    this.once = once;
  }

  @POST
  @Path("/{id}/withdrawal")
  @RolesAllowed({"clinician", "compliance"})
  @Operation(summary = "Note that the patient withdrew a consent")
  @APIResponseSchema(value = ConsentView.class, responseCode = "200")
  public Response withdraw(
      @PathParam("id") String id, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
    Caller current = caller.get();
    return once.answer(
        current,
        "POST /consents/" + id + "/withdrawal",
        idempotencyKey,
        Map.of(),
        () -> new OnceOnly.Done(ConsentView.of(withdrawal.withdraw(current, id))));
  }

  /** The consents. */
  public record ConsentList(List<ConsentView> consents) {}

  /** A consent, by reference. */
  public record ConsentView(
      String id,
      String kind,
      String scope,
      Set<String> statements,
      String reference,
      String destinationId,
      String transferId,
      String recordedBy,
      Instant recordedAt,
      Optional<LocalDate> withdrawnOn) {
    static ConsentView of(RecordedConsent consent) {
      return new ConsentView(
          consent.id(),
          consent.consent().kind(),
          consent.consent().scope().name().toLowerCase(Locale.ROOT),
          consent.consent().statements(),
          consent.reference(),
          consent.destination().value(),
          consent.transfer().value(),
          consent.recordedBy(),
          consent.recordedAt(),
          consent.consent().withdrawnOn());
    }
  }
}
