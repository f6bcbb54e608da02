package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.receipt.ReceiptDesk;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The receipt of a file that is safely stored, for anybody to check without this gateway. */
@Path("/api/v1/transfers/{id}/receipt")
@RunOnVirtualThread
@RolesAllowed({"clinician", "service", "practice-admin", "compliance", "auditor"})
@Tag(name = "evidence to hand over")
public class ReceiptResource {
  private final CurrentCaller caller;
  private final ReceiptDesk receipts;

  ReceiptResource(CurrentCaller caller, ReceiptDesk receipts) {
    this.caller = caller;
    this.receipts = receipts;
  }

  @GET
  @Produces("application/jose")
  @Operation(
      summary = "The signed receipt (JWS, checked with /.well-known/jwks.json); always the same")
  public String receipt(@PathParam("id") String id) {
    return receipts.of(caller.get(), Requests.transferId(id));
  }
}
