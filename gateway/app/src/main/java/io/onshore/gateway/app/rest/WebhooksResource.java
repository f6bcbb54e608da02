package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.egress.CalledAddress;
import io.onshore.gateway.webhook.Catalogue;
import io.onshore.gateway.webhook.Delivery;
import io.onshore.gateway.webhook.Signing;
import io.onshore.gateway.webhook.Subscription;
import io.onshore.gateway.webhook.WebhookDesk;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Webhooks. Answers that hold a key are never kept to be given again: no request here takes an
 * Idempotency-Key.
 */
@Path("/api/v1/webhooks")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("practice-admin")
@Tag(name = "webhooks")
public class WebhooksResource {
  private static final int PAGE = 50;
  private static final int LONGEST_DESCRIPTION = 200;

  private final CurrentCaller caller;
  private final WebhookDesk desk;

  WebhooksResource(CurrentCaller caller, WebhookDesk desk) {
    this.caller = caller;
    this.desk = desk;
  }

  @GET
  @Operation(summary = "The practice's webhooks, oldest first")
  public WebhookList list() {
    return new WebhookList(desk.list(caller.get()).stream().map(WebhookView::of).toList());
  }

  @GET
  @Path("/types")
  @Operation(summary = "The types of events that may be sent")
  public TypeList types() {
    return new TypeList(Catalogue.types());
  }

  @POST
  @Operation(summary = "Have events sent to an address; the answer alone shows the secret")
  @APIResponseSchema(value = KeyedView.class, responseCode = "201")
  public Response create(@Nullable WebhookRequest request) {
    WebhookRequest wanted = read(request);
    Signing signing = Optional.ofNullable(wanted.signing()).orElse(Signing.HMAC_SHA256);
    WebhookDesk.Keyed created = desk.create(caller.get(), wanted.wanted(), signing);
    return keyed(
        Response.created(URI.create("/api/v1/webhooks/" + created.webhook().id())), created);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "One webhook, and why it is off if it is")
  public WebhookView one(@PathParam("id") String id) {
    return WebhookView.of(desk.find(caller.get(), id));
  }

  @PUT
  @Path("/{id}")
  @Operation(summary = "Change the address, the types, or switch it on or off")
  public WebhookView change(@PathParam("id") String id, @Nullable WebhookRequest request) {
    return WebhookView.of(desk.change(caller.get(), id, read(request).wanted()));
  }

  @DELETE
  @Path("/{id}")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Delete a webhook with its keys and deliveries")
  public Response remove(@PathParam("id") String id) {
    desk.remove(caller.get(), id);
    return Response.noContent().build();
  }

  @POST
  @Path("/{id}/key")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Sign with a new key; for a day the one before signs as well")
  @APIResponseSchema(value = KeyedView.class, responseCode = "200")
  public Response renewKey(@PathParam("id") String id) {
    return keyed(Response.ok(), desk.renewKey(caller.get(), id));
  }

  @POST
  @Path("/{id}/test")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Send a trial event")
  @APIResponseSchema(value = DeliveryView.class, responseCode = "202")
  public Response test(@PathParam("id") String id) {
    return accepted(desk.test(caller.get(), id));
  }

  @POST
  @Path("/{id}/replay")
  @Operation(summary = "Send once more what happened since a time, under the same ids")
  public Response replay(@PathParam("id") String id, @Nullable ReplayRequest request) {
    if (request == null || request.since() == null) {
      throw Requests.invalid("`since` is missing", "send a time such as 2026-11-27T08:00:00Z");
    }
    desk.replay(caller.get(), id, request.since());
    return Response.accepted().build();
  }

  @GET
  @Path("/{id}/deliveries")
  @Operation(summary = "What was and will be sent, newest first; no bodies")
  public DeliveryPage deliveries(
      @PathParam("id") String id, @QueryParam("cursor") @Nullable String cursor) {
    List<Delivery> found = desk.deliveries(caller.get(), id, Optional.ofNullable(cursor), PAGE);
    return new DeliveryPage(
        found.stream().map(DeliveryView::of).toList(),
        found.size() < PAGE ? Optional.empty() : Optional.of(found.getLast().id()));
  }

  @POST
  @Path("/{id}/deliveries/{delivery}/redelivery")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Send one event once more, under the same id")
  @APIResponseSchema(value = DeliveryView.class, responseCode = "202")
  public Response redeliver(@PathParam("id") String id, @PathParam("delivery") String delivery) {
    return accepted(desk.redeliver(caller.get(), id, delivery));
  }

  private static WebhookRequest read(@Nullable WebhookRequest request) {
    if (request == null) {
      throw Requests.invalid("the body is empty", "send the webhook as JSON");
    }
    return request;
  }

  private static Response accepted(Delivery queued) {
    return Response.accepted(DeliveryView.of(queued)).build();
  }

  private static Response keyed(Response.ResponseBuilder answer, WebhookDesk.Keyed keyed) {
    Optional<String> secret =
        keyed.key().publicKey().isPresent() ? Optional.empty() : Optional.of(keyed.key().secret());
    return answer
        .entity(new KeyedView(WebhookView.of(keyed.webhook()), secret))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  /**
   * A webhook as wanted.
   *
   * @param types empty or left out means all
   * @param signing {@code HMAC_SHA256} if left out; only looked at when the webhook is made
   * @param on true if left out
   */
  public record WebhookRequest(
      @Nullable String url,
      @Nullable String description,
      @Nullable List<String> types,
      @Nullable Signing signing,
      @Nullable Boolean on) {
    Subscription.Wanted wanted() {
      String told = description == null ? "" : description.strip();
      if (told.length() > LONGEST_DESCRIPTION) {
        throw Requests.invalid(
            "`description` is too long", "use at most " + LONGEST_DESCRIPTION + " characters");
      }
      return new Subscription.Wanted(
          Requests.valid(
              () -> CalledAddress.of(Requests.required(url, "url")),
              "send an address such as https://ehr.clinic.example/hooks/onshore"),
          told,
          Set.copyOf(Requests.orEmpty(types)),
          on == null || on);
    }
  }

  /** From when on. */
  public record ReplayRequest(@Nullable Instant since) {}

  /** The webhooks. */
  public record WebhookList(List<WebhookView> webhooks) {}

  /** The types. */
  public record TypeList(List<String> types) {}

  /**
   * A webhook.
   *
   * @param types empty means all
   * @param off why nothing is sent, if nothing is
   * @param publicKeys by which signatures of the kind {@code v1a} are checked
   */
  public record WebhookView(
      String id,
      String url,
      String description,
      List<String> types,
      Signing signing,
      boolean on,
      Optional<Subscription.Off> off,
      List<Subscription.PublicKey> publicKeys,
      String createdBy,
      Instant createdAt) {
    static WebhookView of(Subscription webhook) {
      return new WebhookView(
          webhook.id(),
          webhook.address().uri().toString(),
          webhook.description(),
          webhook.types().stream().sorted().toList(),
          webhook.signing(),
          webhook.off().isEmpty(),
          webhook.off(),
          webhook.publicKeys(),
          webhook.createdBy(),
          webhook.createdAt());
    }
  }

  /** A webhook, and the secret that its receiver checks signatures by; shown this once. */
  public record KeyedView(WebhookView webhook, Optional<String> secret) {}

  /** A page of deliveries; the next one begins after {@code next}. */
  public record DeliveryPage(List<DeliveryView> deliveries, Optional<String> next) {}

  /**
   * A delivery.
   *
   * @param messageId what stands in {@code webhook-id}
   * @param lastStatus what the receiver answered the last time
   * @param lastTrouble why it did not answer
   */
  public record DeliveryView(
      String id,
      String messageId,
      String type,
      String subject,
      Instant happenedAt,
      Delivery.State state,
      int attempts,
      Optional<Integer> lastStatus,
      Optional<String> lastTrouble,
      Optional<Instant> nextAt,
      Instant queuedAt,
      Optional<Instant> endedAt) {
    static DeliveryView of(Delivery delivery) {
      return new DeliveryView(
          delivery.id(),
          delivery.notice().id(),
          delivery.notice().topic().type(),
          delivery.notice().subject(),
          delivery.notice().at(),
          delivery.state(),
          delivery.attempts(),
          delivery.lastStatus(),
          delivery.lastWhy().map(Enum::name),
          delivery.nextAt(),
          delivery.queuedAt(),
          delivery.endedAt());
    }
  }
}
