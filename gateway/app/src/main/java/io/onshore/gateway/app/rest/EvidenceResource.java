package io.onshore.gateway.app.rest;

import io.onshore.connector.residency.DestinationIdentity;
import io.onshore.connector.residency.ProviderAnswer;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.app.security.StepUp;
import io.onshore.gateway.destination.Claim;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.Paper;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.dossier.Attestation;
import io.onshore.gateway.dossier.Dossier;
import io.onshore.gateway.dossier.Dossiers;
import io.onshore.gateway.dossier.FiledPaper;
import io.onshore.gateway.dossier.FilingDesk;
import io.onshore.gateway.dossier.Pin;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.Practice;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.residency.EvidenceKeeper;
import io.onshore.gateway.residency.EvidenceStore;
import io.onshore.gateway.residency.Patient;
import io.onshore.gateway.residency.Push;
import io.onshore.gateway.residency.ResidencyDesk;
import io.onshore.policy.DataClass;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.Place;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What is known and on file about a destination. */
@Path("/api/v1/destinations/{id}")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "evidence")
public class EvidenceResource {
  private static final int SHOWN = 20;

  private final CurrentCaller caller;
  private final Supplier<SetUp> setUp;
  private final ResidencyDesk desk;
  private final EvidenceKeeper keeper;
  private final EvidenceStore store;
  private final Dossiers dossiers;
  private final FilingDesk filing;
  private final OnceOnly once;

  EvidenceResource(
      CurrentCaller caller,
      Supplier<SetUp> setUp,
      ResidencyDesk desk,
      EvidenceKeeper keeper,
      EvidenceStore store,
      Dossiers dossiers,
      FilingDesk filing,
      OnceOnly once) {
    this.caller = caller;
    this.setUp = setUp;
    this.desk = desk;
    this.keeper = keeper;
    this.store = store;
    this.dossiers = dossiers;
    this.filing = filing;
    this.once = once;
  }

  @GET
  @Path("/evidence")
  @RolesAllowed({"practice-admin", "compliance", "auditor"})
  @Operation(summary = "All that is known about a destination: answers, papers, identity, verdict")
  public EvidencePage evidence(@PathParam("id") String id) {
    Caller current = caller.get();
    return page(current, destination(current, id));
  }

  @POST
  @Path("/evidence")
  @RolesAllowed("practice-admin")
  @Operation(summary = "Ask the provider now")
  public EvidencePage ask(@PathParam("id") String id) {
    Caller current = caller.get();
    StorageDestination destination = destination(current, id);
    keeper
        .ask(destination)
        .failure()
        .ifPresent(
            failure -> {
              throw new RequestRefused(
                  RefusalCode.NOT_NOW,
                  "the provider could not be asked: " + failure.getMessage(),
                  "what was known before stands; look at the connection and try again");
            });
    return page(current, destination);
  }

  private EvidencePage page(Caller current, StorageDestination destination) {
    Practice practice = setUp.get().practice(current.practice()).orElseThrow();
    Dossier dossier = dossiers.of(current.practice());
    List<ResidencyEvidence> history = store.history(current.practice(), destination.id(), SHOWN);
    return new EvidencePage(
        destination.id().value(),
        DecisionView.of(desk.decideByWhatIsKnown(practice, destination, Push.of(Patient.UNTOLD))),
        history.stream().findFirst().map(answer -> IdentityView.of(answer.identity())),
        dossier.pin(destination.id()).map(PinView::of),
        history.stream().map(KeptAnswerView::of).toList(),
        Stream.concat(
                destination.papers().stream().map(PaperView::of),
                dossier.papers(destination.id()).stream().map(PaperView::of))
            .toList(),
        dossier.attestations(destination.id()).stream().map(AttestationView::of).toList());
  }

  @POST
  @Path("/identity/approval")
  @Consumes(MediaType.APPLICATION_JSON)
  @StepUp
  @RolesAllowed("practice-admin")
  @Operation(summary = "Approve who is behind the destination now, as the newest answer tells")
  @APIResponseSchema(value = PinView.class, responseCode = "200")
  public Response approve(
      @PathParam("id") String id,
      ApprovalRequest request,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
    Requests.requireBody(request);
    Caller current = caller.get();
    DestinationId destination = Requests.destinationId(id);
    Instant seen = request.observedAt();
    if (seen == null) {
      throw Requests.invalid(
          "`observedAt` is missing", "send the time of the answer that you looked at");
    }
    return once.answer(
        current,
        "POST /destinations/" + id + "/identity/approval",
        idempotencyKey,
        request,
        () -> new OnceOnly.Done(PinView.of(filing.approve(current, destination, seen))));
  }

  @POST
  @Path("/papers")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({"practice-admin", "compliance"})
  @Operation(summary = "Put a contract, an assessment or a certification on file")
  @APIResponseSchema(value = PaperView.class, responseCode = "201")
  public Response file(
      @PathParam("id") String id,
      PaperRequest request,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
    Requests.requireBody(request);
    Caller current = caller.get();
    DestinationId destination = Requests.destinationId(id);
    Paper paper = Requests.valid(() -> request.paper(), "correct the paper");
    String reference = Requests.reference(request.reference());
    return once.answer(
        current,
        "POST /destinations/" + id + "/papers",
        idempotencyKey,
        request,
        () -> {
          FiledPaper filed = filing.file(current, destination, paper, reference);
          return new OnceOnly.Created(
              "/api/v1/destinations/" + id + "/papers/" + filed.id(), PaperView.of(filed));
        });
  }

  @DELETE
  @Path("/papers/{paper}")
  @RolesAllowed({"practice-admin", "compliance"})
  @Operation(summary = "Withdraw a paper or an attestation: it counts no longer")
  public void withdraw(@PathParam("id") String id, @PathParam("paper") String paper) {
    filing.withdraw(caller.get(), Requests.destinationId(id), paper);
  }

  @POST
  @Path("/attestations")
  @Consumes(MediaType.APPLICATION_JSON)
  @StepUp
  @RolesAllowed("practice-admin")
  @Operation(summary = "Attest where data rests, with a picture of where that stands")
  @APIResponseSchema(value = AttestationView.class, responseCode = "201")
  public Response attest(
      @PathParam("id") String id,
      AttestationRequest request,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
    Requests.requireBody(request);
    Caller current = caller.get();
    DestinationId destination = Requests.destinationId(id);
    Claim claim = Requests.valid(() -> request.claim(), "correct the attestation");
    byte[] attached =
        Requests.valid(
            () -> Base64.getDecoder().decode(Requests.required(request.attachment(), "attachment")),
            "send the attachment in base64");
    return once.answer(
        current,
        "POST /destinations/" + id + "/attestations",
        idempotencyKey,
        request,
        () -> {
          Attestation attestation =
              filing.attest(
                  current,
                  destination,
                  claim,
                  Requests.required(request.mediaType(), "mediaType"),
                  attached);
          return new OnceOnly.Created(
              "/api/v1/destinations/" + id + "/attestations/" + attestation.id() + "/attachment",
              AttestationView.of(attestation));
        });
  }

  @GET
  @Path("/attestations/{attestation}/attachment")
  @Produces(MediaType.WILDCARD)
  @RolesAllowed({"practice-admin", "compliance", "auditor"})
  @Operation(summary = "What was uploaded with an attestation")
  public Response attachment(
      @PathParam("id") String id, @PathParam("attestation") String attestation) {
    Caller current = caller.get();
    StorageDestination destination = destination(current, id);
    Attestation found =
        dossiers.of(current.practice()).attestations(destination.id()).stream()
            .filter(each -> each.id().equals(attestation))
            .findFirst()
            .orElseThrow(EvidenceResource::paperUnknown);
    return Response.ok(
            dossiers
                .attachment(current.practice(), attestation)
                .orElseThrow(EvidenceResource::paperUnknown))
        .type(found.attachment().mediaType())
        .header("Content-Disposition", "attachment")
        .build();
  }

  private StorageDestination destination(Caller current, String id) {
    return setUp.get().require(current.practice(), Requests.destinationId(id));
  }

  private static RequestRefused paperUnknown() {
    return new RequestRefused(
        RefusalCode.PAPER_UNKNOWN,
        "there is no such attestation",
        "choose one that the destination's evidence shows");
  }

  /** Which answer is approved. */
  public record ApprovalRequest(@Nullable Instant observedAt) {}

  /**
   * A paper.
   *
   * @param sort {@code CONTRACT}, {@code ASSESSMENT} or {@code CERTIFICATION}
   * @param kind such as {@code BAA}
   * @param reference where the practice keeps the paper itself
   */
  public record PaperRequest(
      Paper.@Nullable Sort sort,
      @Nullable String kind,
      @Nullable String plan,
      @Nullable LocalDate signedOn,
      @Nullable LocalDate expiresOn,
      @Nullable String reference) {
    Paper paper() {
      if (sort == null) {
        throw new IllegalArgumentException(
            "`sort` is missing: CONTRACT, ASSESSMENT or CERTIFICATION");
      }
      return new Paper(
          sort,
          Requests.paperKind(kind),
          Optional.ofNullable(plan),
          Optional.ofNullable(signedOn),
          Optional.ofNullable(expiresOn));
    }
  }

  /**
   * An attestation.
   *
   * @param lookedOn the day somebody looked
   * @param validUntil the last day it is to count
   * @param source where it stands, such as a page of the admin centre
   * @param mediaType of the attachment: {@code image/png}, {@code image/jpeg} or {@code
   *     application/pdf}
   * @param attachment the picture, in base64
   */
  public record AttestationRequest(
      @Nullable DataClass about,
      @Nullable List<String> places,
      @Nullable LocalDate lookedOn,
      @Nullable LocalDate validUntil,
      @Nullable String source,
      @Nullable String mediaType,
      @Nullable String attachment) {
    Claim claim() {
      if (about == null || lookedOn == null) {
        throw new IllegalArgumentException("`about` or `lookedOn` is missing");
      }
      return new Claim(
          about,
          Requests.orEmpty(places).stream().map(Place::new).collect(Collectors.toSet()),
          EvidenceGrade.ADMIN_ATTESTATION,
          lookedOn,
          Optional.ofNullable(validUntil),
          Requests.note(Requests.required(source, "source")));
    }
  }

  /**
   * All that is known about a destination.
   *
   * @param verdict the decision for a patient of whom nothing is told, by what is known
   * @param identity who is behind it by the newest answer
   * @param approved who was approved
   * @param answers what the provider said, newest first
   */
  public record EvidencePage(
      String destinationId,
      DecisionView verdict,
      Optional<IdentityView> identity,
      Optional<PinView> approved,
      List<KeptAnswerView> answers,
      List<PaperView> papers,
      List<AttestationView> attestations) {}

  /** Who is behind a destination, by the provider's ids. */
  public record IdentityView(
      String account,
      Optional<String> organisation,
      Optional<String> place,
      Optional<String> owner) {
    static IdentityView of(DestinationIdentity identity) {
      return new IdentityView(
          identity.account().name().toLowerCase(Locale.ROOT),
          identity.organisation(),
          identity.place(),
          identity.owner());
    }
  }

  /** Who was approved, by whom. */
  public record PinView(IdentityView identity, String approvedBy, Instant approvedAt) {
    static PinView of(Pin pin) {
      return new PinView(IdentityView.of(pin.identity()), pin.approvedBy(), pin.approvedAt());
    }
  }

  /** An answer of the provider, with the raw answers behind it. */
  public record KeptAnswerView(
      Instant observedAt,
      List<CaseView.ObservationView> observations,
      IdentityView identity,
      List<CallView> calls) {
    static KeptAnswerView of(ResidencyEvidence evidence) {
      return new KeptAnswerView(
          evidence.observedAt(),
          evidence.observations().stream().map(CaseView.ObservationView::of).toList(),
          IdentityView.of(evidence.identity()),
          evidence.answers().stream().map(CallView::of).toList());
    }
  }

  /**
   * A call to the provider.
   *
   * @param body the answer as JSON; absent if the provider refused to tell
   */
  public record CallView(String call, Optional<String> body) {
    static CallView of(ProviderAnswer answer) {
      return new CallView(answer.call(), answer.body());
    }
  }

  /**
   * A paper on file.
   *
   * @param id absent for one that stands in the set-up
   */
  public record PaperView(
      Optional<String> id,
      String sort,
      String kind,
      Optional<String> plan,
      Optional<LocalDate> signedOn,
      Optional<LocalDate> expiresOn,
      Optional<String> reference,
      Optional<String> filedBy,
      Optional<Instant> filedAt) {
    static PaperView of(Paper paper) {
      return new PaperView(
          Optional.empty(),
          paper.sort().name(),
          paper.kind(),
          paper.plan(),
          paper.signedOn(),
          paper.expiresOn(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    static PaperView of(FiledPaper filed) {
      Paper paper = filed.paper();
      return new PaperView(
          Optional.of(filed.id()),
          paper.sort().name(),
          paper.kind(),
          paper.plan(),
          paper.signedOn(),
          paper.expiresOn(),
          Optional.of(filed.reference()),
          Optional.of(filed.filedBy()),
          Optional.of(filed.filedAt()));
    }
  }

  /** An attestation on file. */
  public record AttestationView(
      String id,
      String about,
      Set<String> places,
      LocalDate lookedOn,
      Optional<LocalDate> validUntil,
      String source,
      String mediaType,
      String sha256,
      long size,
      String attestedBy,
      Instant attestedAt) {
    static AttestationView of(Attestation attestation) {
      Claim claim = attestation.claim();
      return new AttestationView(
          attestation.id(),
          claim.dataClass().name(),
          claim.places().stream().map(Place::code).collect(Collectors.toSet()),
          claim.verifiedOn(),
          claim.validUntil(),
          claim.source(),
          attestation.attachment().mediaType(),
          attestation.attachment().sha256(),
          attestation.attachment().size(),
          attestation.attestedBy(),
          attestation.attestedAt());
    }
  }
}
