package io.onshore.gateway.residency;

import io.onshore.connector.residency.Aspect;
import io.onshore.connector.residency.Observation;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.connector.residency.Strength;
import io.onshore.gateway.destination.Claim;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.practice.Practice;
import io.onshore.policy.ConsentOnFile;
import io.onshore.policy.DataClass;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.EvidenceLine;
import io.onshore.policy.PatientLaw;
import io.onshore.policy.Place;
import io.onshore.policy.Rulebook;
import io.onshore.policy.Situation;
import io.onshore.policy.Weighing;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The one translator between what connectors and papers say and what the policy engine asks. What
 * nobody says is an unknown place. Stateless.
 */
public final class EvidenceToFacts {
  private EvidenceToFacts() {}

  /**
   * Translates.
   *
   * @param evidence the newest answer of the provider, if it ever answered
   * @param today in UTC
   */
  public static Facts translate(
      Rulebook rulebook,
      Practice practice,
      StorageDestination destination,
      Optional<ResidencyEvidence> evidence,
      Patient patient,
      Set<String> tags,
      List<ConsentOnFile> consents,
      LocalDate today) {
    Weighing weighing = Weighing.of(rulebook, all(destination, evidence), today);
    Situation.Builder situation =
        Situation.of(practice.jurisdiction(), today)
            .sector(practice.sector())
            .roles(practice.legalRoles())
            .tags(tags)
            // The gateway refuses whatever is not sealed, and no provider is ever given a key.
            .endToEnd(true)
            // Objects have opaque names of our own; nothing of the client's reaches a provider.
            .metadataPlain(false)
            .contracts(destination.contracts())
            .certifications(destination.certifications())
            .assessments(destination.assessments())
            .consents(consents)
            .usPersons12m(practice.usPersonsPastYear());
    if (!practice.keyPlaces().isEmpty()) {
      situation.places(DataClass.KEYS, practice.keyPlaces());
    }
    weighing.applyTo(situation);
    if (patient.jurisdiction().isPresent() && patient.lawFollows() != PatientLaw.NO) {
      situation.patient(patient.jurisdiction().get(), patient.lawFollows());
    } else {
      situation.patientLawExcluded();
    }
    return new Facts(situation.build(), weighing.used());
  }

  private static List<EvidenceLine> all(
      StorageDestination destination, Optional<ResidencyEvidence> evidence) {
    List<EvidenceLine> lines = new ArrayList<>();
    for (Claim claim : destination.claims()) {
      lines.add(
          new EvidenceLine(
              claim.dataClass(),
              claim.places(),
              claim.grade(),
              claim.verifiedOn(),
              claim.source(),
              ""));
    }
    evidence.ifPresent(
        answer -> {
          LocalDate observedOn = answer.observedAt().atZone(ZoneOffset.UTC).toLocalDate();
          for (Observation observation : answer.observations()) {
            dataClass(observation.aspect())
                .ifPresent(
                    dataClass ->
                        lines.add(
                            new EvidenceLine(
                                dataClass,
                                observation.places().isEmpty()
                                    ? Set.of(Place.UNKNOWN)
                                    : observation.places().stream()
                                        .map(Place::new)
                                        .collect(Collectors.toSet()),
                                grade(observation.strength()),
                                observedOn,
                                observation.field(),
                                observation.rawLabel())));
          }
        });
    return lines;
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

  /**
   * The whole input of a decision, and where it comes from.
   *
   * @param evidence the lines that were used, by class of data
   */
  public record Facts(Situation situation, List<EvidenceLine> evidence) {
    public Facts {
      evidence = List.copyOf(evidence);
    }
  }
}
