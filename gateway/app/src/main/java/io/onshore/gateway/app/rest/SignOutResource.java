package io.onshore.gateway.app.rest;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Where people sign out. The sign-in extension ends the session while it authenticates a request to
 * this path, which is why the path needs somebody who is signed in.
 */
@Path("/logout")
@Authenticated
public class SignOutResource {
  /** Reached only by programs, which have no session to end. */
  @GET
  @Operation(hidden = true)
  public Response nothingToEnd() {
    return Response.seeOther(URI.create("/")).build();
  }
}
