package io.onshore.gateway.app.rest;

import io.onshore.connector.ConnectorFactory;
import io.onshore.connector.SettingSpec;
import io.onshore.gateway.app.rest.SetUpViews.ConnectionRequest;
import io.onshore.gateway.app.rest.SetUpViews.ConnectionSettings;
import io.onshore.gateway.app.rest.SetUpViews.DeclaredIn;
import io.onshore.gateway.app.rest.SetUpViews.StopView;
import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.destination.Connection;
import io.onshore.gateway.destination.Connectors;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.setup.MadeConnection;
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
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Setting connections up, and stopping them. */
@Path("/api/v1/connections")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "set-up")
public class SetUpConnectionsResource {
  private final CurrentCaller caller;
  private final Supplier<SetUp> setUp;
  private final SetUpDesk desk;
  private final StopDesk stops;
  private final Connectors connectors;
  private final OnceOnly once;

  SetUpConnectionsResource(
      CurrentCaller caller,
      Supplier<SetUp> setUp,
      SetUpDesk desk,
      StopDesk stops,
      Connectors connectors,
      OnceOnly once) {
    this.caller = caller;
    this.setUp = setUp;
    this.desk = desk;
    this.stops = stops;
    this.connectors = connectors;
    this.once = once;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("practice-admin")
  @Operation(summary = "Set a connection up; secrets are sealed and never given back")
  @APIResponseSchema(value = ConnectionSettings.class, responseCode = "201")
  public Response create(
      ConnectionRequest request, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
    Requests.requireBody(request);
    Caller current = caller.get();
    MadeConnection made = request.made(Requests.required(request.id(), "id"));
    return once.answer(
        current,
        "POST /connections",
        idempotencyKey,
        request,
        () -> {
          SetUpDesk.Saved saved = desk.create(current, made);
          return new OnceOnly.Created(
              "/api/v1/connections/" + made.id(),
              view(current, made.id(), saved.number(), saved.checks()));
        });
  }

  @GET
  @Path("/{id}/settings")
  @RolesAllowed({"practice-admin", "compliance", "auditor"})
  @Operation(summary = "How a connection is set up, without its secrets")
  @APIResponseSchema(value = ConnectionSettings.class, responseCode = "200")
  public Response read(@PathParam("id") String id) {
    Caller current = caller.get();
    return answer(current, id, desk.of(current.practice()).number(), Map.of());
  }

  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("practice-admin")
  @Operation(summary = "Change a connection; a secret that is left out stays as it is")
  @APIResponseSchema(value = ConnectionSettings.class, responseCode = "200")
  public Response change(
      @PathParam("id") String id,
      ConnectionRequest request,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    Requests.requireBody(request);
    Caller current = caller.get();
    SetUpDesk.Saved saved = desk.change(current, request.made(id), SetUpVersions.expected(ifMatch));
    return answer(current, id, saved.number(), saved.checks());
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed("practice-admin")
  @Operation(summary = "Take a connection out that no destination uses")
  public Response remove(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    int number = desk.remove(caller.get(), id, SetUpVersions.expected(ifMatch));
    return Response.noContent().header(HttpHeaders.ETAG, SetUpVersions.tag(number)).build();
  }

  @POST
  @Path("/{id}/stop")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({"practice-admin", "compliance"})
  @Operation(summary = "Stop sending by it: new files are refused, those under way wait")
  public StopView stop(@PathParam("id") String id, ReasonRequest request) {
    Requests.requireBody(request);
    return StopView.of(stops.stop(caller.get(), Stop.Scope.CONNECTION, id, request.given()));
  }

  @POST
  @Path("/{id}/resume")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed({"practice-admin", "compliance"})
  @Operation(summary = "Let sending by it go on")
  public void resume(@PathParam("id") String id) {
    stops.resume(caller.get(), Stop.Scope.CONNECTION, id);
  }

  private Response answer(
      Caller current, String id, int number, Map<DestinationId, SetUpDesk.Checked> checks) {
    return Response.ok(view(current, id, number, checks))
        .header(HttpHeaders.ETAG, SetUpVersions.tag(number))
        .build();
  }

  private ConnectionSettings view(
      Caller current, String id, int number, Map<DestinationId, SetUpDesk.Checked> checks) {
    Connection connection =
        setUp
            .get()
            .connection(current.practice(), id)
            .orElseThrow(
                () ->
                    new RequestRefused(
                        RefusalCode.CONNECTION_UNKNOWN,
                        "there is no such connection",
                        "choose one that the list of connections shows"));
    List<SettingSpec> specs =
        connectors.factories().stream()
            .filter(factory -> factory.provider().equals(connection.provider()))
            .findFirst()
            .map(ConnectorFactory::settings)
            .orElse(List.of());
    return ConnectionSettings.of(
        number,
        connection,
        specs,
        desk.declares(current.practice(), id) ? DeclaredIn.FILE : DeclaredIn.API,
        checks);
  }
}
