package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.rest.SetUpViews.StopView;
import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.stop.Stop;
import io.onshore.gateway.stop.StopDesk;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Stopping all that goes to a provider. */
@Path("/api/v1/providers/{provider}")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "set-up")
public class ProvidersResource {
  private final CurrentCaller caller;
  private final StopDesk stops;

  ProvidersResource(CurrentCaller caller, StopDesk stops) {
    this.caller = caller;
    this.stops = stops;
  }

  @POST
  @Path("/stop")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({"practice-admin", "compliance"})
  @Operation(summary = "Stop all that your practice sends to a provider")
  public StopView stop(@PathParam("provider") String provider, ReasonRequest request) {
    Requests.requireBody(request);
    return StopView.of(stops.stop(caller.get(), Stop.Scope.PROVIDER, provider, request.given()));
  }

  @POST
  @Path("/resume")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed({"practice-admin", "compliance"})
  @Operation(summary = "Let it go on")
  public void resume(@PathParam("provider") String provider) {
    stops.resume(caller.get(), Stop.Scope.PROVIDER, provider);
  }
}
