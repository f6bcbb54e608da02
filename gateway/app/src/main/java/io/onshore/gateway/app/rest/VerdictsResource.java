package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.Practice;
import io.onshore.gateway.residency.DecisionRecord;
import io.onshore.gateway.residency.Patient;
import io.onshore.gateway.residency.Push;
import io.onshore.gateway.residency.ResidencyDesk;
import io.onshore.policy.AccountKind;
import io.onshore.policy.DataClass;
import io.onshore.policy.Decision;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.Identity;
import io.onshore.policy.PatientLaw;
import io.onshore.policy.Place;
import io.onshore.policy.Sector;
import io.onshore.policy.Situation;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Asking "what if": a decision without a transfer. Nothing is kept. */
@Path("/api/v1/verdicts")
@RunOnVirtualThread
@RolesAllowed({"clinician", "service", "practice-admin", "compliance", "auditor"})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "policy")
public class VerdictsResource {
  private final CurrentCaller caller;
  private final Supplier<SetUp> setUp;
  private final ResidencyDesk desk;
  private final Alternatives alternatives;
  private final Clock clock;

  VerdictsResource(
      CurrentCaller caller,
      Supplier<SetUp> setUp,
      ResidencyDesk desk,
      Alternatives alternatives,
      Clock clock) {
    this.caller = caller;
    this.setUp = setUp;
    this.desk = desk;
    this.alternatives = alternatives;
    this.clock = clock;
  }

  @POST
  @Operation(summary = "Decide on facts, or on a destination, without a transfer")
  public DecisionView decide(VerdictRequest request) {
    Requests.requireBody(request);
    Caller current = caller.get();
    Practice practice = setUp.get().practice(current.practice()).orElseThrow();
    Patient patient =
        desk.patient(
            practice,
            Optional.ofNullable(request.patientJurisdiction()).map(Requests::jurisdiction),
            Optional.ofNullable(request.lawFollows()).map(Requests::law),
            Optional.empty());
    Push push = new Push(patient, Requests.tags(request.tags()), Set.of(), List.of());
    if (request.destinationId() != null) {
      StorageDestination destination =
          setUp.get().require(practice.id(), Requests.destinationId(request.destinationId()));
      DecisionRecord record = desk.decide(practice, destination, push);
      return DecisionView.of(record)
          .with(
              alternatives.beside(current, record.decision(), Optional.of(destination.id()), push));
    }
    if (request.facts() == null) {
      throw Requests.invalid("neither `destinationId` nor `facts` is given", "send one of the two");
    }
    Decision decision =
        desk.whatIf(practice.id(), situation(practice, patient, request, request.facts()));
    return DecisionView.dryRun(decision, clock.instant())
        .with(alternatives.beside(current, decision, Optional.empty(), push));
  }

  private Situation situation(
      Practice practice, Patient patient, VerdictRequest request, FactsRequest facts) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    try {
      Situation.Builder situation =
          Situation.of(practice.jurisdiction(), facts.on() == null ? today : facts.on())
              .sector(facts.sector() == null ? practice.sector() : facts.sector())
              .roles(facts.roles() == null ? practice.legalRoles() : Set.copyOf(facts.roles()))
              .tags(Requests.tags(request.tags()))
              .endToEnd(facts.endToEnd() == null || facts.endToEnd())
              .metadataPlain(facts.metadataPlain() != null && facts.metadataPlain())
              .contracts(Set.copyOf(Requests.orEmpty(facts.contracts())))
              .certifications(Set.copyOf(Requests.orEmpty(facts.certifications())))
              .assessments(Set.copyOf(Requests.orEmpty(facts.assessments())))
              .usPersons12m(practice.usPersonsPastYear())
              .evidence(
                  facts.grade() == null ? EvidenceGrade.UNKNOWN : facts.grade(),
                  facts.verifiedOn() == null ? LocalDate.EPOCH : facts.verifiedOn());
      situation.places(DataClass.KEYS, practice.keyPlaces());
      situation.places(DataClass.GATEWAY, desk.gatewayPlaces(practice));
      situation.account(facts.account() == null ? AccountKind.UNKNOWN : facts.account());
      situation.identity(facts.identity() == null ? Identity.UNKNOWN : facts.identity());
      if (facts.places() != null) {
        facts
            .places()
            .forEach(
                (dataClass, codes) ->
                    situation.places(
                        dataClass, codes.stream().map(Place::new).collect(Collectors.toSet())));
      }
      if (patient.jurisdiction().isPresent() && patient.lawFollows() != PatientLaw.NO) {
        situation.patient(patient.jurisdiction().get(), patient.lawFollows());
      } else {
        situation.patientLawExcluded();
      }
      return situation.build();
    } catch (IllegalArgumentException wrong) {
      throw Requests.invalid(String.valueOf(wrong.getMessage()), "correct the facts");
    }
  }

  /** What to decide on: a destination, or facts. */
  public record VerdictRequest(
      @Nullable String destinationId,
      @Nullable String patientJurisdiction,
      @Nullable String lawFollows,
      @Nullable List<String> tags,
      @Nullable FactsRequest facts) {}

  /** Facts to decide on; what is left out is unknown, never good. */
  public record FactsRequest(
      @Nullable LocalDate on,
      @Nullable Sector sector,
      @Nullable List<String> roles,
      @Nullable Map<DataClass, List<String>> places,
      @Nullable Boolean endToEnd,
      @Nullable Boolean metadataPlain,
      @Nullable List<String> contracts,
      @Nullable List<String> certifications,
      @Nullable List<String> assessments,
      @Nullable AccountKind account,
      @Nullable Identity identity,
      @Nullable EvidenceGrade grade,
      @Nullable LocalDate verifiedOn) {}
}
