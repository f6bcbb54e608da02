package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.rest.SetUpViews.DestinationRequest;
import io.onshore.gateway.app.rest.SetUpViews.DestinationSettings;
import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.setup.MadeDestination;
import io.onshore.gateway.setup.SetUpDesk;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Setting destinations up. */
@Path("/api/v1/destinations")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "set-up")
public class SetUpDestinationsResource {
  private final CurrentCaller caller;
  private final Supplier<SetUp> setUp;
  private final SetUpDesk desk;
  private final OnceOnly once;

  SetUpDestinationsResource(
      CurrentCaller caller, Supplier<SetUp> setUp, SetUpDesk desk, OnceOnly once) {
    this.caller = caller;
    this.setUp = setUp;
    this.desk = desk;
    this.once = once;
  }

  @POST
  @RolesAllowed("practice-admin")
  @Operation(summary = "Set a destination up; the provider is asked first, owner and zone are told")
  @APIResponseSchema(value = DestinationSettings.class, responseCode = "201")
  public Response create(
      DestinationRequest request, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
    Requests.requireBody(request);
    Caller current = caller.get();
    MadeDestination made = request.made(Requests.required(request.id(), "id"));
    return once.answer(
        current,
        "POST /destinations",
        idempotencyKey,
        request,
        () -> {
          SetUpDesk.Saved saved = desk.create(current, made);
          return new OnceOnly.Created(
              "/api/v1/destinations/" + made.id(),
              DestinationSettings.of(
                  saved.number(),
                  setUp.get().require(current.practice(), made.id()),
                  SetUpViews.DeclaredIn.API,
                  List.of(),
                  Optional.ofNullable(saved.checks().get(made.id()))));
        });
  }
}
