package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.config.SetUpText;
import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.app.security.StepUp;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.setup.PracticeSetUp;
import io.onshore.gateway.setup.SetUpChange;
import io.onshore.gateway.setup.SetUpDesk;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A practice's whole set-up, out and in. */
@Path("/api/v1/setup")
@RunOnVirtualThread
@Tag(name = "set-up")
public class SetUpResource {
  private static final String YAML = "application/yaml";

  private final CurrentCaller caller;
  private final SetUpDesk desk;
  private final SetUpText text;

  SetUpResource(CurrentCaller caller, SetUpDesk desk, SetUpText text) {
    this.caller = caller;
    this.desk = desk;
    this.text = text;
  }

  @GET
  @Produces(YAML)
  @RolesAllowed({"practice-admin", "compliance", "auditor"})
  @Operation(summary = "All that is set up, in the set-up file's own form, without secrets")
  public Response read() {
    Caller current = caller.get();
    return Response.ok(text.write(current.practice()))
        .type(YAML)
        .header(HttpHeaders.ETAG, SetUpVersions.tag(desk.of(current.practice()).number()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  @POST
  @Path("/diff")
  @Consumes(YAML)
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed("practice-admin")
  @Operation(summary = "What a whole set-up would change; nothing is changed")
  public DifferenceView compare(String sent) {
    Caller current = caller.get();
    return view(
        current, desk.compare(current.practice(), text.read(current.practice(), sent), sent));
  }

  private DifferenceView view(Caller current, SetUpDesk.Difference difference) {
    return new DifferenceView(
        difference.changes().stream()
            .map(
                each ->
                    new SetUpChangeView(
                        each.kind(),
                        each.what(),
                        each.id(),
                        each.fields(),
                        text.write(current.practice(), difference.before(), each.what(), each.id()),
                        text.write(current.practice(), difference.after(), each.what(), each.id())))
            .toList(),
        difference.digest());
  }

  @PUT
  @Consumes(YAML)
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed("practice-admin")
  @StepUp
  @Operation(
      summary = "Put a whole set-up in place, or change nothing; If-Match is its diff's digest")
  @APIResponseSchema(value = DifferenceView.class, responseCode = "200")
  public Response apply(String sent, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    Caller current = caller.get();
    if (ifMatch == null || ifMatch.isBlank()) {
      throw new RequestRefused(
          RefusalCode.SETUP_VERSION_NEEDED,
          "`If-Match` is missing",
          "send the digest that POST /api/v1/setup/diff gave for this text, in quotes");
    }
    PracticeSetUp whole = text.read(current.practice(), sent);
    SetUpDesk.Difference difference = desk.compare(current.practice(), whole, sent);
    SetUpDesk.Saved saved = desk.apply(current, whole, sent, ifMatch.strip().replace("\"", ""));
    return Response.ok(view(current, difference))
        .header(HttpHeaders.ETAG, SetUpVersions.tag(saved.number()))
        .build();
  }

  /**
   * What would change.
   *
   * @param digest to be sent back as {@code If-Match}, in quotes, to put it in place
   */
  record DifferenceView(List<SetUpChangeView> changes, String digest) {}

  /**
   * One change.
   *
   * @param fields what differs where something is changed, secrets too; names only
   * @param before as the set-up file writes it, without secrets; absent where it is added
   * @param after the same as it would be; absent where it is removed
   */
  record SetUpChangeView(
      SetUpChange.Kind kind,
      SetUpChange.What what,
      String id,
      List<String> fields,
      Optional<String> before,
      Optional<String> after) {}
}
