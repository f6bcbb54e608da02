package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.config.OnshoreSettings;
import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.intake.Declaration;
import io.onshore.gateway.intake.ReceiveUpload;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.gateway.transfer.TransferState;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Bytes coming in: tus 1.0.0 (creation, creation-with-upload, expiration, termination), and a plain
 * PUT of the whole body. The offset is always the gateway's own.
 */
@Path("/api/v1/uploads")
@RunOnVirtualThread
@RolesAllowed({"clinician", "service"})
@Tag(name = "uploads")
public class UploadsResource {
  private static final String TUS = "1.0.0";
  private static final String EXTENSIONS = "creation,creation-with-upload,expiration,termination";
  private static final String OFFSET_STREAM = "application/offset+octet-stream";

  private final CurrentCaller caller;
  private final ReceiveUpload receive;
  private final OnshoreSettings settings;
  private final Supplier<SetUp> setUp;

  UploadsResource(
      CurrentCaller caller,
      ReceiveUpload receive,
      OnshoreSettings settings,
      Supplier<SetUp> setUp) {
    this.caller = caller;
    this.receive = receive;
    this.settings = settings;
    this.setUp = setUp;
  }

  @OPTIONS
  @PermitAll
  @Operation(summary = "What this gateway's tus speaks")
  public Response options() {
    return Response.noContent()
        .header("Tus-Resumable", TUS)
        .header("Tus-Version", TUS)
        .header("Tus-Extension", EXTENSIONS)
        .build();
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "tus creation: declare a file by Upload-Length and Upload-Metadata")
  public Response create(
      @HeaderParam("Tus-Resumable") @Nullable String version,
      @HeaderParam("Upload-Length") @Nullable Long length,
      @HeaderParam("Upload-Metadata") @Nullable String metadata,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
      InputStream body)
      throws IOException {
    requireTus(version);
    Caller current = caller.get();
    if (length == null) {
      throw lengthRequired();
    }
    Map<String, String> said = metadata(metadata);
    Transfer transfer =
        receive.declare(
            current,
            new Declaration(
                Requests.destinationId(Requests.required(said.get("destination"), "destination")),
                length,
                Optional.ofNullable(said.get("sha256")).map(Requests::sha256),
                Optional.ofNullable(said.get("patientJurisdiction")).map(Requests::jurisdiction),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Set.of()));
    if (OFFSET_STREAM.equals(contentType)) {
      transfer = receive.append(current, transfer.id(), 0, body);
    }
    return tus(Response.created(URI.create("/api/v1/uploads/" + transfer.id())), transfer).build();
  }

  @HEAD
  @Path("/{id}")
  @Operation(summary = "Where the upload stands")
  public Response head(
      @PathParam("id") String id, @HeaderParam("Tus-Resumable") @Nullable String version) {
    requireTus(version);
    Transfer transfer = receive.find(caller.get(), Requests.transferId(id));
    if (transfer.state() instanceof TransferState.Refused
        || transfer.state() instanceof TransferState.Cancelled) {
      return Response.status(Response.Status.GONE).header("Tus-Resumable", TUS).build();
    }
    return tus(Response.ok(), transfer)
        .header("Upload-Length", transfer.size())
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  @PATCH
  @Path("/{id}")
  @Consumes(OFFSET_STREAM)
  @Operation(summary = "Send the next bytes")
  public Response patch(
      @PathParam("id") String id,
      @HeaderParam("Tus-Resumable") @Nullable String version,
      @HeaderParam("Upload-Offset") @Nullable Long offset,
      InputStream body)
      throws IOException {
    requireTus(version);
    if (offset == null) {
      throw Requests.invalid("`Upload-Offset` is missing", "send where the bytes begin");
    }
    Transfer transfer = receive.append(caller.get(), Requests.transferId(id), offset, body);
    return tus(Response.noContent(), transfer).build();
  }

  @PUT
  @Path("/{id}")
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Send the whole file in one body")
  public TransferView put(@PathParam("id") String id, InputStream body) throws IOException {
    return TransferView.of(
        receive.append(caller.get(), Requests.transferId(id), 0, body), setUp.get());
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Give the upload up")
  public Response delete(
      @PathParam("id") String id, @HeaderParam("Tus-Resumable") @Nullable String version) {
    requireTus(version);
    receive.terminate(caller.get(), Requests.transferId(id));
    return Response.noContent().header("Tus-Resumable", TUS).build();
  }

  private Response.ResponseBuilder tus(Response.ResponseBuilder response, Transfer transfer) {
    response.header("Tus-Resumable", TUS).header("Upload-Offset", transfer.received());
    if (!transfer.state().ended()) {
      response.header(
          "Upload-Expires",
          DateTimeFormatter.RFC_1123_DATE_TIME.format(
              transfer.updatedAt().plus(settings.spool().idle()).atOffset(ZoneOffset.UTC)));
    }
    return response;
  }

  private static void requireTus(@Nullable String version) {
    if (!TUS.equals(version)) {
      throw new WebApplicationException(
          Response.fromResponse(
                  Problem.of(
                          ProblemKind.TUS_VERSION,
                          "the request does not say `Tus-Resumable: " + TUS + "`",
                          "send the header")
                      .response())
              .header("Tus-Version", TUS)
              .build());
    }
  }

  static RequestRefused lengthRequired() {
    return new RequestRefused(
        RefusalCode.INVALID_REQUEST,
        "the size is not known beforehand",
        "send Content-Length or Upload-Length; chunked bodies are not accepted");
  }

  private static Map<String, String> metadata(@Nullable String header) {
    Map<String, String> said = new HashMap<>();
    if (header == null || header.isBlank()) {
      return said;
    }
    for (String pair : header.split(",", -1)) {
      String[] parts = pair.strip().split(" ", 2);
      try {
        said.put(
            parts[0],
            parts.length == 1
                ? ""
                : new String(Base64.getDecoder().decode(parts[1].strip()), StandardCharsets.UTF_8));
      } catch (IllegalArgumentException notBase64) {
        throw Requests.invalid(
            "`Upload-Metadata` cannot be understood", "send pairs of a key and a base64 value");
      }
    }
    return said;
  }
}
