package io.onshore.gateway.residency;

import io.onshore.connector.residency.Aspect;
import io.onshore.connector.residency.DestinationIdentity;
import io.onshore.connector.residency.Observation;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.connector.residency.Strength;
import io.onshore.gateway.destination.Claim;
import io.onshore.gateway.destination.Paper;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.dossier.Attestation;
import io.onshore.gateway.dossier.Dossier;
import io.onshore.gateway.dossier.FiledPaper;
import io.onshore.gateway.dossier.Pin;
import io.onshore.gateway.practice.Practice;
import io.onshore.policy.AccountKind;
import io.onshore.policy.DataClass;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.EvidenceLine;
import io.onshore.policy.Identity;
import io.onshore.policy.PatientLaw;
import io.onshore.policy.Place;
import io.onshore.policy.Rulebook;
import io.onshore.policy.Situation;
import io.onshore.policy.Weighing;
import io.onshore.policy.claim.Claims;
import io.onshore.policy.claim.Offer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The one translator between what connectors, papers and the public dataset say and what the policy
 * engine asks. What nobody says is an unknown place. Stateless.
 */
public final class EvidenceToFacts {
  private EvidenceToFacts() {}

  /**
   * Where facts come from.
   *
   * @param claims the public claims dataset
   * @param dossier what is on file for the practice
   * @param evidence the newest answer of the provider, if it ever answered
   * @param gatewayPlaces where this gateway runs; empty if the operator did not say
   */
  public record Sources(
      Practice practice,
      StorageDestination destination,
      Claims claims,
      Dossier dossier,
      Optional<ResidencyEvidence> evidence,
      Set<Place> gatewayPlaces) {
    /** The public dataset's word on what the destination is, if the admin said which offer. */
    private Optional<Offer> offer() {
      return destination.offer().flatMap(claims::offer);
    }

    private Optional<DestinationIdentity> identity() {
      return evidence.map(ResidencyEvidence::identity);
    }
  }

  /**
   * Translates.
   *
   * @param today in UTC
   */
  public static Facts translate(Rulebook rulebook, Sources sources, Push push, LocalDate today) {
    Practice practice = sources.practice();
    Weighing weighing = Weighing.of(rulebook, lines(sources), today);
    AccountKind account = account(sources);
    Situation.Builder situation =
        Situation.of(practice.jurisdiction(), today)
            .sector(practice.sector())
            .roles(practice.legalRoles())
            .tags(push.tags())
            // The gateway refuses whatever is not sealed, and no provider is ever given a key.
            .endToEnd(true)
            // Objects have opaque names of our own; nothing of the client's reaches a provider.
            .metadataPlain(false)
            .contracts(papers(Paper.Sort.CONTRACT, sources, account, today))
            .certifications(papers(Paper.Sort.CERTIFICATION, sources, account, today))
            .assessments(papers(Paper.Sort.ASSESSMENT, sources, account, today))
            .account(account)
            .identity(identity(sources))
            .consents(push.consents())
            .usPersons12m(practice.usPersonsPastYear())
            .places(DataClass.KEYS, keys(practice, push.keyServers()))
            .places(DataClass.GATEWAY, gateway(practice, sources.gatewayPlaces()));
    weighing.applyTo(situation);
    Patient patient = push.patient();
    if (patient.jurisdiction().isPresent() && patient.lawFollows() != PatientLaw.NO) {
      situation.patient(patient.jurisdiction().get(), patient.lawFollows());
    } else {
      situation.patientLawExcluded();
    }
    return new Facts(situation.build(), weighing);
  }

  private static List<EvidenceLine> lines(Sources sources) {
    List<EvidenceLine> lines = new ArrayList<>();
    sources.destination().claims().stream().map(Claim::line).forEach(lines::add);
    sources.dossier().attestations(sources.destination().id()).stream()
        .map(Attestation::claim)
        .map(Claim::line)
        .forEach(lines::add);
    sources.offer().map(Offer::lines).ifPresent(lines::addAll);
    sources
        .evidence()
        .ifPresent(
            answer -> {
              LocalDate observedOn = answer.observedAt().atZone(ZoneOffset.UTC).toLocalDate();
              for (Observation observation : answer.observations()) {
                dataClass(observation.aspect())
                    .map(dataClass -> line(dataClass, observation, observedOn))
                    .ifPresent(lines::add);
              }
            });
    return lines;
  }

  private static EvidenceLine line(
      DataClass dataClass, Observation observation, LocalDate observedOn) {
    return new EvidenceLine(
        dataClass,
        observation.places().isEmpty()
            ? Set.of(Place.UNKNOWN)
            : observation.places().stream().map(Place::new).collect(Collectors.toSet()),
        grade(observation.strength()),
        observedOn,
        observation.field(),
        observation.rawLabel());
  }

  private static Optional<DataClass> dataClass(Aspect aspect) {
    return switch (aspect) {
      case CONTENT -> Optional.of(DataClass.CONTENT);
      case BACKUP -> Optional.of(DataClass.BACKUP);
      case METADATA -> Optional.of(DataClass.METADATA);
      case SUPPORT -> Optional.of(DataClass.SUPPORT);
      case CONTRACTING_ENTITY -> Optional.of(DataClass.CONTRACTING_ENTITY);
      case CONTROLLING_PARENT -> Optional.of(DataClass.CONTROLLING_PARENT);
      case ACCOUNT -> Optional.empty();
    };
  }

  /** Only what is reported as being so counts as a reading; an intention or a hint is hearsay. */
  private static EvidenceGrade grade(Strength strength) {
    return switch (strength) {
      case REPORTED -> EvidenceGrade.TENANT_MEASURED;
      case CONFIGURED -> EvidenceGrade.VENDOR_STATEMENT;
      case INDIRECT -> EvidenceGrade.UNKNOWN;
    };
  }

  /** What the provider tells; else what was approved; else what the offer is. */
  private static AccountKind account(Sources sources) {
    return Stream.of(
            sources.identity().map(DestinationIdentity::account),
            sources.dossier().pin(sources.destination().id()).map(pin -> pin.identity().account()))
        .flatMap(Optional::stream)
        .map(EvidenceToFacts::account)
        .filter(kind -> kind != AccountKind.UNKNOWN)
        .findFirst()
        .orElseGet(() -> sources.offer().map(Offer::account).orElse(AccountKind.UNKNOWN));
  }

  private static AccountKind account(io.onshore.connector.residency.AccountKind told) {
    return switch (told) {
      case ORGANISATION -> AccountKind.ORGANISATION;
      case PERSONAL -> AccountKind.PERSONAL;
      case UNKNOWN -> AccountKind.UNKNOWN;
    };
  }

  private static Identity identity(Sources sources) {
    Optional<Pin> pin = sources.dossier().pin(sources.destination().id());
    Optional<DestinationIdentity> told = sources.identity();
    if (pin.isEmpty() || told.isEmpty()) {
      return Identity.UNKNOWN;
    }
    return pin.get().fits(told.get()) ? Identity.APPROVED : Identity.CHANGED;
  }

  private static Set<String> papers(
      Paper.Sort sort, Sources sources, AccountKind account, LocalDate today) {
    StorageDestination destination = sources.destination();
    Set<String> kinds =
        Stream.concat(
                destination.papers().stream(),
                sources.dossier().papers(destination.id()).stream().map(FiledPaper::paper))
            .filter(paper -> paper.sort() == sort)
            .filter(
                paper -> paper.counts(destination.plan(), account == AccountKind.PERSONAL, today))
            .map(Paper::kind)
            .collect(Collectors.toCollection(HashSet::new));
    if (sort == Paper.Sort.CERTIFICATION) {
      sources.offer().map(Offer::certifications).ifPresent(kinds::addAll);
    }
    return kinds;
  }

  /**
   * Where keys are: where the practice says and, if the envelope names servers, where those are.
   */
  private static Set<Place> keys(Practice practice, Set<String> keyServers) {
    Set<Place> places = new HashSet<>(practice.keyPlaces());
    for (String host : keyServers) {
      places.addAll(practice.keyServers().getOrDefault(host, Set.of(Place.UNKNOWN)));
    }
    return places;
  }

  /** Where the gateway that serves a practice runs. */
  static Set<Place> gateway(Practice practice, Set<Place> ofThisGateway) {
    return practice.gatewayPlaces().isEmpty() ? ofThisGateway : practice.gatewayPlaces();
  }

  /** The whole input of a decision, and where it comes from. */
  public record Facts(Situation situation, Weighing weighing) {}
}
