package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.export.ExportFormat;
import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.audit.AuditChain;
import io.onshore.gateway.audit.AuditDesk;
import io.onshore.gateway.audit.AuditFilter;
import io.onshore.gateway.audit.AuditPart;
import io.onshore.gateway.audit.AuditPlace;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.audit.AuditVerification;
import io.onshore.gateway.audit.ChainFault;
import io.onshore.gateway.audit.ChainedEvent;
import io.onshore.gateway.audit.SignedHead;
import io.onshore.gateway.audit.Withholding;
import io.onshore.gateway.practice.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The audit trail, for those who have to answer for it. Each reading is an event of it. */
@Path("/api/v1/audit")
@RunOnVirtualThread
@RolesAllowed({"compliance", "auditor"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "audit")
public class AuditResource {
  private static final int PAGE = 50;
  private static final int LARGEST_PAGE = 500;

  private final CurrentCaller caller;
  private final AuditDesk desk;

  AuditResource(CurrentCaller caller, AuditDesk desk) {
    this.caller = caller;
    this.desk = desk;
  }

  @GET
  @Path("/events")
  @Operation(summary = "What happened, newest first; what is given has to be equal")
  public EventPage events(
      @QueryParam("type") @Nullable String type,
      @QueryParam("actor") @Nullable String actor,
      @QueryParam("destination") @Nullable String destination,
      @QueryParam("target") @Nullable String target,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable Integer limit) {
    int most = limit == null ? PAGE : limit;
    if (most < 1 || most > LARGEST_PAGE) {
      throw Requests.invalid("`limit` is out of range", "send 1 to " + LARGEST_PAGE);
    }
    AuditFilter filter =
        new AuditFilter(
            Optional.ofNullable(type).map(AuditResource::type),
            Optional.ofNullable(actor),
            Optional.ofNullable(destination).map(Requests::destinationId),
            Optional.ofNullable(target),
            time(from, "from"),
            time(to, "to"));
    Optional<AuditPlace> after =
        Optional.ofNullable(cursor)
            .map(text -> Requests.valid(() -> AuditPlace.of(text), "send `next` of the last page"));
    List<ChainedEvent> found = desk.search(caller.get(), filter, after, most);
    return new EventPage(
        found.stream().map(EventView::of).toList(),
        found.size() < most
            ? Optional.empty()
            : Optional.of(AuditPlace.after(found.getLast()).text()));
  }

  @GET
  @Path("/verification")
  @Operation(summary = "Verify the whole trail; names the first place where it does not hold")
  public VerificationView verification() {
    return VerificationView.of(desk.verify(caller.get()));
  }

  @GET
  @Path("/heads")
  @Operation(summary = "Where the trail ended each day, signed, newest first")
  public HeadList heads() {
    return new HeadList(desk.heads(caller.get()).stream().map(HeadView::of).toList());
  }

  @GET
  @Path("/export")
  @Produces(MediaType.WILDCARD)
  @Operation(
      summary = "The events of a time without a gap; what is left out of JSON Lines still verifies")
  @APIResponse(
      responseCode = "200",
      description = "the events in the form that was asked for",
      content = {
        @Content(mediaType = "application/jsonl"),
        @Content(mediaType = "text/csv; charset=UTF-8"),
        @Content(mediaType = "application/fhir+json")
      })
  public Response export(
      @Parameter(
              description = "JSON Lines that verify, a table, or a FHIR R4 bundle after IHE BALP")
          @Schema(
              enumeration = {"jsonl", "csv", "fhir"},
              defaultValue = "jsonl")
          @QueryParam("format")
          @Nullable String format,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("redact") @Nullable String redact) {
    ExportFormat form =
        ExportFormat.of(format == null ? "jsonl" : format)
            .orElseThrow(
                () ->
                    Requests.invalid(
                        "`format` is not a form of export",
                        "send one of " + ExportFormat.ALL.stream().map(ExportFormat::id).toList()));
    Optional<Instant> earliest = time(from, "from");
    Optional<Instant> latest = time(to, "to");
    Set<Withholding> withheld = withheld(redact);
    Caller current = caller.get();
    StreamingOutput body =
        out -> {
          try {
            desk.export(current, earliest, latest, withheld, form.id(), form.to(out));
          } catch (UncheckedIOException failed) {
            throw failed.getCause();
          }
        };
    return Response.ok(body, form.mediaType())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"audit-%s.%s\"".formatted(current.practice(), form.ending()))
        .build();
  }

  private static AuditType type(String text) {
    for (AuditType type : AuditType.values()) {
      if (type.name().equals(text)) {
        return type;
      }
    }
    throw Requests.invalid(
        "`type` is not a kind of event", "send one that events show, such as `FILE_VERIFIED`");
  }

  private static Optional<Instant> time(@Nullable String text, String name) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException wrong) {
      var refused =
          Requests.invalid(
              "`" + name + "` is not a time", "send it like `2026-11-27T00:00:00Z`, in UTC");
      refused.addSuppressed(wrong);
      throw refused;
    }
  }

  /** The details of an event that are there to read. */
  static Map<String, String> detail(ChainedEvent event) {
    Map<String, String> detail = new TreeMap<>();
    for (AuditPart part : event.parts()) {
      if (part.name().startsWith(AuditChain.DETAIL)) {
        event
            .shown(part.name())
            .ifPresent(
                value -> detail.put(part.name().substring(AuditChain.DETAIL.length()), value));
      }
    }
    return detail;
  }

  /** Which values shall be left out. */
  static Set<Withholding> withheld(@Nullable String text) {
    Set<Withholding> withheld = EnumSet.noneOf(Withholding.class);
    if (text != null && !text.isBlank()) {
      for (String name : text.split(",", -1)) {
        withheld.add(
            EnumSet.allOf(Withholding.class).stream()
                .filter(each -> each.id().equals(name.strip()))
                .findFirst()
                .orElseThrow(
                    () ->
                        Requests.invalid(
                            "`redact` names something that cannot be left out",
                            "send `actor`, `target`, `destination` or `detail`, with commas")));
      }
    }
    return withheld;
  }

  /** A page of events; the next one begins after {@code next}. */
  public record EventPage(List<EventView> events, Optional<String> next) {}

  /** One thing that happened. */
  public record EventView(
      long number,
      Instant at,
      String type,
      String actor,
      String target,
      Optional<String> destination,
      Map<String, String> detail,
      String previous,
      String hash) {
    static EventView of(ChainedEvent event) {
      return new EventView(
          event.number(),
          event.at(),
          event.type(),
          event.shown("actor").orElse(""),
          event.shown("target").orElse(""),
          event.shown("destination"),
          AuditResource.detail(event),
          event.previous(),
          event.hash());
    }
  }

  /**
   * What verifying found.
   *
   * @param first the number of the oldest event; older ones were disposed of, with proof
   * @param last the number of the last event up to which the trail holds
   * @param hash of that event
   */
  public record VerificationView(
      boolean holds,
      long first,
      long last,
      String hash,
      int signedHeads,
      Optional<FaultView> fault,
      Instant verifiedAt) {
    static VerificationView of(AuditVerification.Outcome outcome) {
      return new VerificationView(
          outcome.fault().isEmpty(),
          outcome.first(),
          outcome.end().number(),
          outcome.end().hash(),
          outcome.heads(),
          outcome.fault().map(FaultView::of),
          outcome.at());
    }
  }

  /** The first place where the trail does not hold. */
  public record FaultView(String kind, long number, String text) {
    static FaultView of(ChainFault fault) {
      return new FaultView(fault.id(), fault.number(), fault.text());
    }
  }

  /** Signed heads. */
  public record HeadList(List<HeadView> heads) {}

  /**
   * Where the trail ended.
   *
   * @param jws signed by a key of {@code /.well-known/jwks.json}
   */
  public record HeadView(long number, String hash, Instant at, String jws) {
    static HeadView of(SignedHead head) {
      return new HeadView(head.head().number(), head.head().hash(), head.head().at(), head.jws());
    }
  }
}
