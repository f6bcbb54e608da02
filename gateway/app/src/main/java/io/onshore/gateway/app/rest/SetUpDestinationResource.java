package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.rest.SetUpViews.DeclaredIn;
import io.onshore.gateway.app.rest.SetUpViews.DestinationRequest;
import io.onshore.gateway.app.rest.SetUpViews.DestinationSettings;
import io.onshore.gateway.app.rest.SetUpViews.StopView;
import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.setup.SetUpDesk;
import io.onshore.gateway.stop.Stop;
import io.onshore.gateway.stop.StopDesk;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One destination's set-up, and stopping it. */
@Path("/api/v1/destinations/{id}")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "set-up")
public class SetUpDestinationResource {
  private final CurrentCaller caller;
  private final Supplier<SetUp> setUp;
  private final SetUpDesk desk;
  private final StopDesk stops;

  SetUpDestinationResource(
      CurrentCaller caller, Supplier<SetUp> setUp, SetUpDesk desk, StopDesk stops) {
    this.caller = caller;
    this.setUp = setUp;
    this.desk = desk;
    this.stops = stops;
  }

  @GET
  @RolesAllowed({"practice-admin", "compliance", "auditor"})
  @Operation(summary = "How a destination is set up, and which version of the set-up that is")
  @APIResponseSchema(value = DestinationSettings.class, responseCode = "200")
  public Response read(@PathParam("id") String id) {
    Caller current = caller.get();
    return answer(
        current,
        Requests.destinationId(id),
        desk.of(current.practice()).number(),
        Optional.empty());
  }

  private Response answer(
      Caller current, DestinationId id, int number, Optional<SetUpDesk.Checked> check) {
    StorageDestination destination = setUp.get().require(current.practice(), id);
    List<StopView> standing =
        stops.list(current.practice()).stream()
            .filter(each -> each.stop().concerns(destination))
            .map(StopView::of)
            .toList();
    return Response.ok(
            DestinationSettings.of(
                number,
                destination,
                desk.declares(current.practice(), id) ? DeclaredIn.FILE : DeclaredIn.API,
                standing,
                check))
        .header(HttpHeaders.ETAG, SetUpVersions.tag(number))
        .build();
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("practice-admin")
  @Operation(summary = "Change a destination; the provider is asked first")
  @APIResponseSchema(value = DestinationSettings.class, responseCode = "200")
  public Response change(
      @PathParam("id") String id,
      DestinationRequest request,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    Requests.requireBody(request);
    Caller current = caller.get();
    DestinationId destination = Requests.destinationId(id);
    SetUpDesk.Saved saved =
        desk.change(current, request.made(destination.value()), SetUpVersions.expected(ifMatch));
    return answer(
        current, destination, saved.number(), Optional.ofNullable(saved.checks().get(destination)));
  }

  @DELETE
  @RolesAllowed("practice-admin")
  @Operation(summary = "Take a destination out; what is stored there stays at the provider")
  public Response remove(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    int number =
        desk.remove(caller.get(), Requests.destinationId(id), SetUpVersions.expected(ifMatch));
    return Response.noContent().header(HttpHeaders.ETAG, SetUpVersions.tag(number)).build();
  }

  @POST
  @Path("/stop")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({"practice-admin", "compliance"})
  @Operation(summary = "Stop sending there: new files are refused, those under way wait")
  public StopView stop(@PathParam("id") String id, ReasonRequest request) {
    Requests.requireBody(request);
    return StopView.of(
        stops.stop(
            caller.get(),
            Stop.Scope.DESTINATION,
            Requests.destinationId(id).value(),
            request.given()));
  }

  @POST
  @Path("/resume")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed({"practice-admin", "compliance"})
  @Operation(summary = "Let sending there go on")
  public void resume(@PathParam("id") String id) {
    stops.resume(caller.get(), Stop.Scope.DESTINATION, Requests.destinationId(id).value());
  }
}
