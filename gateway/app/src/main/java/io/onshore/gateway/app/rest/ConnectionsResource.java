package io.onshore.gateway.app.rest;

import io.onshore.connector.ConnectorCard.Scope;
import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.app.security.StepUp;
import io.onshore.gateway.connection.AccountStatus;
import io.onshore.gateway.connection.ConnectionDesk;
import io.onshore.gateway.connection.ScopeComparison;
import io.onshore.gateway.practice.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Accounts at providers. */
@Path("/api/v1/connections")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "connections")
public class ConnectionsResource {
  private final CurrentCaller caller;
  private final ConnectionDesk desk;
  private final PublicAddress address;

  ConnectionsResource(CurrentCaller caller, ConnectionDesk desk, PublicAddress address) {
    this.caller = caller;
    this.desk = desk;
    this.address = address;
  }

  @GET
  @RolesAllowed({"practice-admin", "compliance", "auditor"})
  @Operation(summary = "The practice's connections: how each stands, what it may, what to do")
  public ConnectionList list() {
    return new ConnectionList(
        desk.list(caller.get().practice()).stream().map(ConnectionView::of).toList());
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({"practice-admin", "compliance", "auditor"})
  @Operation(summary = "Look at one connection")
  public ConnectionView one(@PathParam("id") String id) {
    return ConnectionView.of(desk.find(caller.get().practice(), id));
  }

  @POST
  @Path("/{id}/authorization")
  @RolesAllowed("practice-admin")
  @Operation(summary = "Connect an account, or reconnect it: the provider's page to go to")
  @APIResponseSchema(value = InvitationView.class, responseCode = "200")
  public Response invite(@PathParam("id") String id, @Context UriInfo request) {
    Caller current = caller.get();
    ConnectionDesk.Invitation invitation = desk.invite(current, id, address.callback(request));
    return Response.ok(new InvitationView(invitation.page().toString(), invitation.expiresAt()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  @DELETE
  @Path("/{id}/authorization")
  @StepUp
  @RolesAllowed("practice-admin")
  @Operation(summary = "Disconnect: the provider is told, then the tokens are deleted")
  @APIResponseSchema(value = ConnectionView.class, responseCode = "200")
  public Response disconnect(@PathParam("id") String id) {
    AccountStatus status = desk.disconnect(caller.get(), id);
    return Response.status(status.state() == AccountStatus.State.DISCONNECTING ? 202 : 200)
        .entity(ConnectionView.of(status))
        .build();
  }

  /** The connections. */
  public record ConnectionList(List<ConnectionView> connections) {}

  /**
   * A connection.
   *
   * @param connectedBy the subject of the person
   * @param deadSince since when nothing works until a person reconnects
   * @param transfersWaiting how many files wait for it
   */
  public record ConnectionView(
      String id,
      String provider,
      Optional<String> actsAs,
      AccountStatus.State state,
      Optional<String> connectedBy,
      Optional<Instant> connectedAt,
      Optional<Instant> deadSince,
      Optional<String> reason,
      ScopesView scopes,
      Optional<String> hint,
      int transfersWaiting) {
    static ConnectionView of(AccountStatus status) {
      return new ConnectionView(
          status.connection().id(),
          status.connection().provider().value(),
          status.actsAs().map(actsAs -> actsAs.name().toLowerCase(Locale.ROOT)),
          status.state(),
          status.grant().person(),
          status.grant().connectedAt(),
          status.grant().deadSince(),
          status.grant().reason(),
          ScopesView.of(status.scopes()),
          status.hint(),
          status.waiting());
    }
  }

  /**
   * What the connection needs beside what it was granted.
   *
   * @param granted absent if the provider does not tell
   * @param missing required and not granted
   * @param more granted and not needed
   */
  public record ScopesView(
      List<ScopeView> needed,
      Optional<List<String>> granted,
      List<String> missing,
      List<String> more) {
    static ScopesView of(ScopeComparison scopes) {
      return new ScopesView(
          scopes.needed().stream().map(ScopeView::of).toList(),
          scopes.granted(),
          scopes.missing(),
          scopes.more());
    }
  }

  /** A permission, and what it is for. */
  public record ScopeView(String name, boolean required, String reason) {
    static ScopeView of(Scope scope) {
      return new ScopeView(scope.name(), scope.required(), scope.reason());
    }
  }

  /** Where to send the person's browser, and until when coming back counts. */
  public record InvitationView(String authorizeUrl, Instant expiresAt) {}
}
