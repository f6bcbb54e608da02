package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.config.OnshoreSettings;
import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.app.security.PracticeContext;
import io.onshore.gateway.app.security.SignedIn;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.Practice;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.practice.Role;
import io.onshore.gateway.practice.SealRecipient;
import io.onshore.policy.JurisdictionId;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who is asking, and for which practice. */
@Path("/api/v1/me")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "sign-in")
public class MeResource {
  private final CurrentCaller caller;
  private final Supplier<SetUp> setUp;
  private final OnshoreSettings settings;

  MeResource(CurrentCaller caller, Supplier<SetUp> setUp, OnshoreSettings settings) {
    this.caller = caller;
    this.setUp = setUp;
    this.settings = settings;
  }

  @GET
  @Operation(summary = "Who I am, for which practice I ask, and for which others I could")
  public MeView me() {
    SignedIn person = caller.person();
    if (person.practices().isEmpty() && !person.operator()) {
      var _ = caller.get();
    }
    return view(person, caller.known());
  }

  @PUT
  @Path("/practice")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Choose the practice that this browser asks for from now on")
  public Response choose(PracticeChoice choice, @Context UriInfo request) {
    Requests.requireBody(choice);
    String id = Requests.required(choice.id(), "id");
    SignedIn person = caller.person();
    if (!person.actsFor(id)) {
      throw PracticeContext.notTheirs();
    }
    boolean secure =
        "https"
            .equals(
                settings
                    .publicUrl()
                    .map(url -> url.getScheme())
                    .orElse(request.getBaseUri().getScheme()));
    return Response.noContent()
        .cookie(
            new NewCookie.Builder(PracticeContext.COOKIE)
                .value(id)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.LAX)
                .build())
        .build();
  }

  private MeView view(SignedIn person, Optional<Caller> current) {
    Set<Role> alone = person.operator() ? Set.of(Role.OPERATOR) : Set.of();
    return new MeView(
        person.subject(),
        person.name(),
        names(current.map(Caller::roles).orElse(alone)),
        person.jurisdiction().map(JurisdictionId::value),
        current.map(each -> practice(each.practice().value(), each.roles())),
        person.practices().entrySet().stream()
            .map(each -> practice(each.getKey(), each.getValue()))
            .toList());
  }

  private PracticeView practice(String id, Collection<Role> roles) {
    Practice practice = setUp.get().practice(new PracticeId(id)).orElseThrow();
    return new PracticeView(
        practice.id().value(),
        practice.name(),
        practice.jurisdiction().value(),
        practice.recipients().stream().map(SealRecipient::value).toList(),
        names(roles));
  }

  private static List<String> names(Collection<Role> roles) {
    return roles.stream().map(Role::id).sorted().toList();
  }

  /** The practice to ask for. */
  public record PracticeChoice(@Nullable String id) {}

  /**
   * A person or program.
   *
   * @param roles in the practice that they ask for
   * @param jurisdiction where they are, if that was told
   * @param practice the one that they ask for; absent until they chose
   * @param practices all that they act for
   */
  public record MeView(
      String subject,
      String name,
      List<String> roles,
      Optional<String> jurisdiction,
      Optional<PracticeView> practice,
      List<PracticeView> practices) {}

  /**
   * A practice.
   *
   * @param recipients its public keys (age), to seal a file for it before it is sent; none if files
   *     have to come sealed
   * @param roles what the person may do for it
   */
  public record PracticeView(
      String id, String name, String jurisdiction, List<String> recipients, List<String> roles) {}
}
