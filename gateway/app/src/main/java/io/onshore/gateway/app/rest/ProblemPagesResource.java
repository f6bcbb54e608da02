package io.onshore.gateway.app.rest;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The pages that the problems' types point to. */
@Path("/problems/{code}")
@PermitAll
public class ProblemPagesResource {
  @GET
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public String page(@PathParam("code") String code) {
    ProblemKind kind =
        Arrays.stream(ProblemKind.values())
            .filter(each -> each.name().equalsIgnoreCase(code))
            .findFirst()
            .orElseThrow(NotFoundException::new);
    return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>%1$s - Onshore</title></head>
        <body><main><h1>%1$s</h1><p>%2$s</p><p>Code <code>%3$s</code>, HTTP status %4$d.</p></main></body></html>
        """
        .formatted(kind.title(), kind.explanation(), kind.code(), kind.status());
  }
}
