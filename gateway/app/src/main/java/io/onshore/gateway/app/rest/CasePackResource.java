package io.onshore.gateway.app.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.onshore.gateway.app.report.CasePages;
import io.onshore.gateway.app.report.CaseZip;
import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.report.CasePackDesk;
import io.onshore.gateway.signing.Signer;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Everything about a case, to be handed over and verified without this gateway. */
@Path("/api/v1/reviews/{id}/pack")
@RunOnVirtualThread
@RolesAllowed({"compliance", "auditor"})
@Tag(name = "evidence to hand over")
public class CasePackResource {
  private static final String ZIP = "application/zip";

  private final CurrentCaller caller;
  private final CasePackDesk desk;
  private final Signer signer;
  private final ObjectMapper json;

  CasePackResource(CurrentCaller caller, CasePackDesk desk, Signer signer, ObjectMapper json) {
    this.caller = caller;
    this.desk = desk;
    this.signer = signer;
    this.json = json;
  }

  @GET
  @Produces(ZIP)
  @Operation(
      summary =
          "A case as ZIP: PDF, JSON, its part of the audit trail without a gap, receipts, keys")
  public Response pack(@PathParam("id") String id, @QueryParam("redact") @Nullable String redact)
      throws IOException {
    CasePackDesk.Pack pack = desk.pack(caller.get(), id, AuditResource.withheld(redact));
    CaseZip zip =
        new CaseZip(
            pack,
            CasePages.pdf(pack.file()),
            json.writerWithDefaultPrettyPrinter().writeValueAsBytes(CaseView.of(pack.file())),
            signer.keys());
    StreamingOutput body =
        out -> {
          try {
            zip.to(out);
          } catch (UncheckedIOException failed) {
            throw failed.getCause();
          }
        };
    return Response.ok(body, ZIP)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"case-%s.zip\"".formatted(pack.file().docket().opened().id()))
        .build();
  }
}
