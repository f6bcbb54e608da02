package io.onshore.gateway.app.rest;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Where people sign in: whoever is not signed in is sent to the identity provider. */
@Path(SignInResource.PATH)
@Authenticated
public class SignInResource {
  static final String PATH = "/login";

  /** A path on this gateway: one slash, so that no other host can be meant. */
  private static final Pattern OWN_PATH = Pattern.compile("/(?!/)[A-Za-z0-9/_?=&.-]*");

  @GET
  @Operation(hidden = true)
  public Response back(@QueryParam("return") @Nullable String back) {
    String target = back != null && OWN_PATH.matcher(back).matches() ? back : "/";
    return Response.seeOther(URI.create(target)).build();
  }
}
