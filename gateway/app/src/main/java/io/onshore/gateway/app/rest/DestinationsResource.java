package io.onshore.gateway.app.rest;

import io.onshore.connector.Digest;
import io.onshore.gateway.app.config.OnshoreSettings;
import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.connection.ConnectionDesk;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.intake.Declaration;
import io.onshore.gateway.intake.ReceiveUpload;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.Practice;
import io.onshore.gateway.residency.Clearance;
import io.onshore.gateway.residency.DecisionRecord;
import io.onshore.gateway.residency.Patient;
import io.onshore.gateway.residency.ResidencyDesk;
import io.onshore.gateway.residency.Verdict;
import io.onshore.gateway.transfer.Transfer;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where a file may go. */
@Path("/api/v1/destinations")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "destinations")
public class DestinationsResource {
  private static final Executor ASKING = task -> Thread.ofVirtual().name("verdict").start(task);
  private static final Pattern PREFER_WAIT = Pattern.compile("(?:^|[,; ])wait=(\\d{1,3})");
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final CurrentCaller caller;
  private final SetUp setUp;
  private final ResidencyDesk desk;
  private final ReceiveUpload receive;
  private final ConnectionDesk connections;
  private final OnshoreSettings settings;
  private final Clock clock;

  DestinationsResource(
      CurrentCaller caller,
      SetUp setUp,
      ResidencyDesk desk,
      ReceiveUpload receive,
      ConnectionDesk connections,
      OnshoreSettings settings,
      Clock clock) {
    this.caller = caller;
    this.setUp = setUp;
    this.desk = desk;
    this.receive = receive;
    this.connections = connections;
    this.settings = settings;
    this.clock = clock;
  }

  @GET
  @RolesAllowed({"clinician", "service", "practice-admin", "compliance", "auditor"})
  @Operation(summary = "The chooser: each destination with its verdict, best first")
  public DestinationList list(
      @QueryParam("patientJurisdiction") @Nullable String patientJurisdiction) {
    Caller current = caller.get();
    Practice practice = setUp.practice(current.practice()).orElseThrow();
    Patient patient =
        desk.patient(
            practice,
            Optional.ofNullable(patientJurisdiction).map(Requests::jurisdiction),
            Optional.empty(),
            Optional.empty());
    List<StorageDestination> destinations = setUp.destinations(practice.id());
    List<CompletableFuture<Optional<DecisionRecord>>> asked =
        destinations.stream()
            .map(
                destination ->
                    CompletableFuture.supplyAsync(
                            () ->
                                Optional.of(
                                    desk.decide(
                                        practice, destination, patient, Set.of(), List.of())),
                            ASKING)
                        .completeOnTimeout(
                            Optional.empty(),
                            settings.evidence().patience().toMillis(),
                            TimeUnit.MILLISECONDS))
            .toList();
    List<Judged> judged = new ArrayList<>();
    for (int i = 0; i < destinations.size(); i++) {
      StorageDestination destination = destinations.get(i);
      Optional<DecisionRecord> answered = asked.get(i).join();
      judged.add(
          new Judged(
              destination,
              answered.orElseGet(
                  () -> desk.decideByWhatIsKnown(practice, destination, patient, Set.of())),
              answered.isEmpty()));
    }
    judged.sort(
        Comparator.comparing((Judged each) -> each.verdict().word())
            .thenComparing(each -> each.decision().decision().outcome()));
    Map<String, String> waits = connections.waits(practice.id());
    List<DestinationView> views = new ArrayList<>();
    for (int i = 0; i < judged.size(); i++) {
      Optional<String> waiting =
          Optional.ofNullable(waits.get(judged.get(i).destination().connection().id()));
      boolean preselected =
          i == 0 && judged.get(i).verdict().word() != Verdict.Word.BLOCK && waiting.isEmpty();
      views.add(view(current, judged.get(i), preselected, waiting));
    }
    return new DestinationList(views);
  }

  private DestinationView view(
      Caller current, Judged judged, boolean preselected, Optional<String> waiting) {
    DecisionView decision = DecisionView.of(judged.decision());
    Verdict verdict = judged.verdict();
    return new DestinationView(
        judged.destination().id().value(),
        judged.destination().name(),
        judged.destination().connection().provider().value(),
        judged.destination().plan(),
        true,
        judged.asking(),
        preselected,
        waiting,
        new VerdictView(
            verdict.word().name().toLowerCase(Locale.ROOT),
            decision.outcome(),
            verdict.headline(),
            verdict.sentence(),
            judged.decision().decidedAt(),
            acknowledgedUntil(current, judged),
            decision.holds(),
            decision.findings(),
            decision.evidence()));
  }

  /** So that the same warning interrupts the same person once. */
  private Optional<Instant> acknowledgedUntil(Caller current, Judged judged) {
    return desk.clearance(judged.destination(), current.subject(), judged.decision().decision())
            instanceof Clearance.Clear clear
        ? clear.acknowledgedUntil()
        : Optional.empty();
  }

  @POST
  @Path("/{id}/transfers")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed({"clinician", "service"})
  @Operation(summary = "One shot: declare and send a file in one request")
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
        .entity(TransferView.of(awaited(current, transfer, prefer), setUp))
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

  private record Judged(StorageDestination destination, DecisionRecord decision, boolean asking) {
    Verdict verdict() {
      return Verdict.of(decision.decision());
    }
  }

  /** The chooser. */
  public record DestinationList(List<DestinationView> destinations) {}

  /**
   * One destination with its verdict.
   *
   * @param asking whether the provider has not answered yet, so that the verdict is by what was
   *     known before; ask again in a moment
   * @param waiting why a file that is sent there now is kept until a person has done something
   */
  public record DestinationView(
      String id,
      String name,
      String provider,
      String plan,
      boolean available,
      boolean asking,
      boolean preselected,
      Optional<String> waiting,
      VerdictView verdict) {}

  /**
   * A verdict in words, and what it rests on.
   *
   * @param acknowledgedUntil until when the caller's acknowledgement of its warnings is remembered
   */
  public record VerdictView(
      String word,
      String outcome,
      String headline,
      String sentence,
      Instant checkedAt,
      Optional<Instant> acknowledgedUntil,
      List<String> holds,
      List<DecisionView.FindingView> findings,
      List<DecisionView.EvidenceView> evidence) {}
}
