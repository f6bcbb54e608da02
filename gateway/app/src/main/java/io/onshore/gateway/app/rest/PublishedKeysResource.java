package io.onshore.gateway.app.rest;

import io.onshore.gateway.signing.Signer;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The keys by which anybody can check what the gateway signed. */
@Path("/.well-known/jwks.json")
@RunOnVirtualThread
@PermitAll
@Tag(name = "evidence to hand over")
public class PublishedKeysResource {
  /** A new key signs at once, so a checker that does not know it asks again soon. */
  private static final Duration KEEP = Duration.ofMinutes(5);

  private final Signer signer;

  PublishedKeysResource(Signer signer) {
    this.signer = signer;
  }

  @GET
  @Produces("application/jwk-set+json")
  @Operation(summary = "The public keys of receipts and audit heads, retired ones too")
  public Response keys() {
    return Response.ok(signer.keys())
        .header("Cache-Control", "public, max-age=" + KEEP.toSeconds())
        .build();
  }
}
