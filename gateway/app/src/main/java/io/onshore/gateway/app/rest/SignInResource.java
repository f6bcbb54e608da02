package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.security.SignInStrength;
import io.quarkus.oidc.OidcSession;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Where people sign in: whoever is not signed in is sent to the identity provider. */
@Path(SignInResource.PATH)
@Authenticated
public class SignInResource {
  static final String PATH = "/login";

  /** A path on this gateway: one slash, so that no other host can be meant. */
  private static final Pattern OWN_PATH =
      Pattern.compile("/(?!/)(?:[A-Za-z0-9/_?=&.,:+~*-]|%[0-9A-Fa-f]{2})*");

  private final OidcSession session;
  private final SignInStrength strength;

  SignInResource(OidcSession session, SignInStrength strength) {
    this.session = session;
    this.strength = strength;
  }

  /**
   * Goes on to where the person wanted to be.
   *
   * @param fresh whether a grave decision waits: a sign-in that does not do for it is ended, and
   *     the identity provider is asked for one that does. It is asked once; if it still does not,
   *     the decision itself says so.
   */
  @GET
  @Operation(hidden = true)
  public Uni<Response> back(
      @QueryParam("return") @Nullable String back, @QueryParam("fresh") boolean fresh) {
    String target = own(back);
    if (!fresh || strength.suffices()) {
      return Uni.createFrom().item(Response.seeOther(URI.create(target)).build());
    }
    URI again =
        URI.create(
            PATH
                + "?return="
                + URLEncoder.encode(target, StandardCharsets.UTF_8)
                + "&"
                + strength.parameters());
    return session.logout().map(ended -> Response.seeOther(again).build());
  }

  /** The path if it is one of this gateway, else its start. */
  static String own(@Nullable String path) {
    return path != null && OWN_PATH.matcher(path).matches() ? path : "/";
  }
}
