package io.onshore.gateway.app.rest;

import io.onshore.connector.Digest;
import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.intake.Declaration;
import io.onshore.gateway.intake.ReceiveUpload;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.transfer.Transfer;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Declaring and sending a file in one request, for small files and scripts. */
@Path("/api/v1/destinations/{id}/transfers")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "transfers")
public class OneShotResource {
  private static final Pattern PREFER_WAIT = Pattern.compile("(?:^|[,; ])wait=(\\d{1,3})");
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final CurrentCaller caller;
  private final Supplier<SetUp> setUp;
  private final ReceiveUpload receive;
  private final Clock clock;

  OneShotResource(CurrentCaller caller, Supplier<SetUp> setUp, ReceiveUpload receive, Clock clock) {
    this.caller = caller;
    this.setUp = setUp;
    this.receive = receive;
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed({"clinician", "service"})
  @Operation(summary = "One shot: declare and send a file in one request")
  @APIResponseSchema(value = TransferView.class, responseCode = "201")
  public Response send(
      @PathParam("id") String id,
      @QueryParam("patientJurisdiction") @Nullable String patientJurisdiction,
      @QueryParam("tag") @Nullable List<String> tags,
      @QueryParam("acknowledge") @Nullable List<String> acknowledge,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable Long length,
      @HeaderParam("Repr-Digest") @Nullable String reprDigest,
      @HeaderParam("Prefer") @Nullable String prefer,
      InputStream body)
      throws IOException {
    Caller current = caller.get();
    if (length == null) {
      throw UploadsResource.lengthRequired();
    }
    Optional<Digest> sha256 = Requests.reprDigest(reprDigest);
    Transfer transfer =
        receive.declare(
            current,
            new Declaration(
                Requests.destinationId(id),
                length,
                sha256,
                Optional.ofNullable(patientJurisdiction).map(Requests::jurisdiction),
                Optional.empty(),
                Optional.empty(),
                Requests.tags(tags),
                Set.copyOf(Requests.orEmpty(acknowledge))));
    transfer = receive.append(current, transfer.id(), 0, body);
    return Response.created(URI.create("/api/v1/transfers/" + transfer.id()))
        .entity(TransferView.of(awaited(current, transfer, prefer), setUp.get()))
        .build();
  }

  /** Waits for the end where the client prefers to (RFC 7240). */
  private Transfer awaited(Caller current, Transfer transfer, @Nullable String prefer) {
    Matcher wait = PREFER_WAIT.matcher(prefer == null ? "" : prefer);
    if (!wait.find()) {
      return transfer;
    }
    Duration wished = Duration.ofSeconds(Long.parseLong(wait.group(1)));
    Instant until =
        clock.instant().plus(wished.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wished);
    Transfer newest = transfer;
    try {
      while (!newest.state().ended() && clock.instant().isBefore(until)) {
        TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
        newest = receive.find(current, transfer.id());
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    return newest;
  }
}
