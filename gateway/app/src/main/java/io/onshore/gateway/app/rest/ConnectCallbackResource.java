package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.connection.ConnectionDesk;
import io.onshore.gateway.connection.Return;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Where a provider sends a person's browser back to. */
@Path(ConnectCallbackResource.PATH)
@RunOnVirtualThread
@RolesAllowed("practice-admin")
public class ConnectCallbackResource {
  static final String PATH = "/connect/callback";

  private static final String SAID_NO = "access_denied";

  private final CurrentCaller caller;
  private final ConnectionDesk desk;

  ConnectCallbackResource(CurrentCaller caller, ConnectionDesk desk) {
    this.caller = caller;
    this.desk = desk;
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public Response back(
      @QueryParam("state") @Nullable String state,
      @QueryParam("code") @Nullable String code,
      @QueryParam("error") @Nullable String error) {
    return switch (desk.comeBack(
        caller.get(),
        Optional.ofNullable(state),
        Optional.ofNullable(code),
        SAID_NO.equals(error))) {
      case Return.Connected connected ->
          page(
              200,
              "The account is connected",
              "Connection `%s` works from now on. Files that waited for it are being sent."
                  .formatted(connected.connection().id()));
      case Return.Denied denied ->
          page(
              200,
              "The account was not connected",
              "You said no on the provider's page, so connection `%s` stands as before."
                  .formatted(denied.connection().id()));
      case Return.StartAgain ignored ->
          page(
              400,
              "Please start again",
              "This way back was used before, took longer than ten minutes, belongs to somebody"
                  + " else, or the provider did not accept it. Nothing was changed.");
      case Return.NotNow notNow ->
          page(
              503,
              "The account could not be connected now",
              "Connection `%s`: %s. Start again in a moment."
                  .formatted(notNow.connection().id(), notNow.why()));
    };
  }

  private static Response page(int status, String title, String text) {
    return Response.status(status)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(
            """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>%1$s - Onshore</title></head>
            <body><main><h1>%1$s</h1><p>%2$s</p>
            <p><a href="/storage/accounts">Back to Onshore</a></p></main></body></html>
            """
                .formatted(title, escaped(text)))
        .build();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
