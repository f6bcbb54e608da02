package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.consent.ConsentRegister;
import io.onshore.gateway.consent.Statements;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.intake.Declaration;
import io.onshore.gateway.intake.ReceiveUpload;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.residency.DecisionRecord;
import io.onshore.gateway.residency.Patient;
import io.onshore.gateway.residency.Push;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.gateway.transfer.TransferControl;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.gateway.transfer.TransferJournal;
import io.onshore.gateway.transfer.TransferState;
import io.onshore.policy.ConsentOnFile;
import io.onshore.policy.Situation;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** Files on their way. */
@Path("/api/v1/transfers")
@RunOnVirtualThread
@RolesAllowed({"clinician", "service"})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "transfers")
public class TransfersResource {
  private static final int PAGE = 50;
  private static final Duration PROGRESS_PACE = Duration.ofMillis(400);

  private final CurrentCaller caller;
  private final ReceiveUpload receive;
  private final Statements statements;
  private final ConsentRegister register;
  private final TransferControl control;
  private final TransferJournal journal;
  private final OnceOnly once;
  private final Alternatives alternatives;
  private final Supplier<SetUp> setUp;

  TransfersResource(
      CurrentCaller caller,
      ReceiveUpload receive,
      Statements statements,
      ConsentRegister register,
      TransferControl control,
      TransferJournal journal,
      OnceOnly once,
      Alternatives alternatives,
      Supplier<SetUp> setUp) {
    this.caller = caller;
    this.receive = receive;
    this.statements = statements;
    this.register = register;
    this.control = control;
    this.journal = journal;
    this.once = once;
    this.alternatives = alternatives;
    this.setUp = setUp;
  }

  private TransferView view(Transfer transfer) {
    return TransferView.of(transfer, setUp.get());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Declare a file and get the decision, before any byte")
  @APIResponseSchema(value = TransferView.class, responseCode = "201")
  public Response declare(
      DeclareRequest request, @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
    Caller current = caller.get();
    Declaration declaration = Requests.declaration(request);
    try {
      return once.answer(
          current,
          "POST /transfers",
          idempotencyKey,
          request,
          () -> {
            Transfer transfer = receive.declare(current, declaration);
            return new OnceOnly.Created(
                "/api/v1/transfers/" + transfer.id(),
                view(transfer).with(alternative(current, declaration, transfer.decision())));
          });
    } catch (RequestRefused refused) {
      return Problem.of(refused)
          .with(refused.decision().flatMap(decision -> alternative(current, declaration, decision)))
          .response();
    }
  }

  private Optional<AlternativeView> alternative(
      Caller current, Declaration declaration, DecisionRecord decision) {
    Situation situation = decision.decision().situation();
    return alternatives.beside(
        current,
        decision.decision(),
        Optional.of(declaration.destination()),
        new Push(
            new Patient(
                situation.patient(), situation.patientLaw(), declaration.patientReference()),
            declaration.tags(),
            Set.of(),
            situation.consents()));
  }

  @GET
  @RolesAllowed({"clinician", "service", "practice-admin", "compliance", "auditor"})
  @Operation(summary = "List transfers, newest first")
  public TransferPage list(
      @QueryParam("state") @Nullable String state, @QueryParam("cursor") @Nullable String cursor) {
    List<Transfer> found =
        journal.list(
            caller.get().practice(),
            Optional.ofNullable(state),
            Optional.ofNullable(cursor).map(Requests::transferId),
            PAGE);
    return new TransferPage(
        found.stream().map(this::view).toList(),
        found.size() < PAGE ? Optional.empty() : Optional.of(found.getLast().id().value()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({"clinician", "service", "practice-admin", "compliance", "auditor"})
  @Operation(summary = "Look at one transfer")
  public TransferView one(@PathParam("id") String id) {
    return view(receive.find(caller.get(), Requests.transferId(id)));
  }

  @GET
  @Path("/{id}/events")
  @Blocking
  @RolesAllowed({"clinician", "service", "practice-admin", "compliance", "auditor"})
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @Operation(summary = "Follow one transfer until its end; each event is the whole transfer")
  public Multi<TransferView> events(@PathParam("id") String id) {
    Caller current = caller.get();
    TransferId transferId = Requests.transferId(id);
    Transfer first = receive.find(current, transferId);
    AtomicReference<Transfer> last = new AtomicReference<>(first);
    Multi<Transfer> later =
        Multi.createFrom()
            .ticks()
            .every(PROGRESS_PACE)
            .onOverflow()
            .drop()
            .onItem()
            .transformToUniAndConcatenate(
                tick ->
                    Uni.createFrom()
                        .item(() -> receive.find(current, transferId))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
            .select()
            .where(transfer -> !transfer.equals(last.getAndSet(transfer)));
    return Multi.createBy()
        .concatenating()
        .streams(Multi.createFrom().item(first), later)
        .onItem()
        .transformToMultiAndConcatenate(TransfersResource::withItsEnd)
        .select()
        .first(Optional::isPresent)
        .map(transfer -> view(transfer.orElseThrow()));
  }

  /** The transfer, and nothing after it if it has ended, so that the stream ends with it. */
  private static Multi<Optional<Transfer>> withItsEnd(Transfer transfer) {
    return transfer.state().ended()
        ? Multi.createFrom().items(Optional.of(transfer), Optional.empty())
        : Multi.createFrom().item(Optional.of(transfer));
  }

  @POST
  @Path("/{id}/acknowledgement")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("clinician")
  @Operation(
      summary =
          "Acknowledge warnings, or say that patient care cannot wait for what stands in the way")
  @APIResponseSchema(value = TransferView.class, responseCode = "200")
  public Response acknowledge(
      @PathParam("id") String id,
      AcknowledgeRequest request,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
    Requests.requireBody(request);
    Caller current = caller.get();
    Transfer transfer = receive.find(current, Requests.transferId(id));
    return once.answer(
        current,
        "POST /transfers/" + id + "/acknowledgement",
        idempotencyKey,
        request,
        () -> new OnceOnly.Done(view(stated(current, transfer, request))));
  }

  private Transfer stated(Caller current, Transfer transfer, AcknowledgeRequest request) {
    EmergencyRequest emergency = request.emergency();
    Set<String> findings = Set.copyOf(Requests.orEmpty(request.findings()));
    if (emergency == null) {
      return statements.acknowledge(
          current,
          transfer,
          findings,
          Requests.code(request.reasonCode(), "reasonCode"),
          Requests.note(request.reason()));
    }
    if (!findings.isEmpty()) {
      throw Requests.invalid(
          "findings are acknowledged, and an emergency is declared",
          "send one of them: an emergency needs no findings");
    }
    return statements.emergency(current, transfer, Requests.emergency(emergency));
  }

  @POST
  @Path("/{id}/consent")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("clinician")
  @Operation(summary = "Record a consent by reference, never its content")
  @APIResponseSchema(value = TransferView.class, responseCode = "200")
  public Response consent(
      @PathParam("id") String id,
      ConsentRequest request,
      @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey) {
    Requests.requireBody(request);
    Caller current = caller.get();
    Transfer transfer = receive.find(current, Requests.transferId(id));
    return once.answer(
        current,
        "POST /transfers/" + id + "/consent",
        idempotencyKey,
        request,
        () ->
            new OnceOnly.Done(
                view(
                    statements.consent(
                        current,
                        transfer,
                        ConsentOnFile.of(
                            Requests.code(request.kind(), "kind"),
                            Set.copyOf(Requests.orEmpty(request.statements())),
                            Requests.scope(request.scope())),
                        Requests.reference(request.reference())))));
  }

  @GET
  @Path("/{id}/consents")
  @RolesAllowed({"clinician", "service", "practice-admin", "compliance", "auditor"})
  @Operation(summary = "The consents that may cover a file")
  public ConsentsResource.ConsentList consents(@PathParam("id") String id) {
    Caller current = caller.get();
    Transfer transfer = receive.find(current, Requests.transferId(id));
    return new ConsentsResource.ConsentList(
        register
            .covering(
                current.practice(),
                transfer.id(),
                transfer.destination(),
                transfer.patient().reference())
            .stream()
            .map(ConsentsResource.ConsentView::of)
            .toList());
  }

  @POST
  @Path("/{id}/cancel")
  @Operation(summary = "Stop, and clean both sides")
  public TransferView cancel(@PathParam("id") String id) {
    Caller current = caller.get();
    TransferId transferId = Requests.transferId(id);
    // What is still coming in is stopped where it comes in, so that no late byte slips behind.
    boolean comingIn = receive.find(current, transferId).state() instanceof TransferState.Receiving;
    return view(
        comingIn ? receive.terminate(current, transferId) : control.cancel(current, transferId));
  }

  @POST
  @Path("/{id}/retry")
  @Operation(summary = "Try again now")
  public TransferView retry(@PathParam("id") String id) {
    return view(control.retry(caller.get(), Requests.transferId(id)));
  }

  /** A page of transfers; the next one begins after {@code next}. */
  public record TransferPage(List<TransferView> transfers, Optional<String> next) {}

  /** What a client says about a file. */
  public record DeclareRequest(
      @Nullable String destinationId,
      @Nullable Long size,
      @Nullable String sha256,
      @Nullable PatientRequest patient,
      @Nullable List<String> tags,
      @Nullable List<String> acknowledge,
      @Nullable EmergencyRequest emergency,
      @Nullable String clientName) {
    /**
     * The client's name for the file is accepted and forgotten: names have told who a patient is.
     */
    public DeclareRequest {
      clientName = null;
    }
  }

  /** What a client says about a patient. */
  public record PatientRequest(
      @Nullable String jurisdiction, @Nullable String lawFollows, @Nullable String reference) {}

  /** Why patient care cannot wait for what stands in the way. */
  public record EmergencyRequest(@Nullable String reason) {}

  /** Which warnings, and why; or why patient care cannot wait. */
  public record AcknowledgeRequest(
      @Nullable List<String> findings,
      @Nullable String reasonCode,
      @Nullable String reason,
      @Nullable EmergencyRequest emergency) {}

  /** Which consent, and where it is kept. */
  public record ConsentRequest(
      @Nullable String kind,
      @Nullable List<String> statements,
      @Nullable String scope,
      @Nullable String reference) {}
}
