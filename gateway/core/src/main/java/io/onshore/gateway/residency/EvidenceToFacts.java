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
import io.onshore.policy.Evidence;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.PatientLaw;
import io.onshore.policy.Place;
import io.onshore.policy.Rulebook;
import io.onshore.policy.Situation;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The one translator between what connectors and papers say and what the policy engine asks. For
 * each class of data the best grade wins; at the same grade all places count. What nobody says is
 * an unknown place. Stateless.
 */
public final class EvidenceToFacts {
  /** What location laws look at, and so what the grade of the whole is taken from. */
  private static final List<DataClass> AT_REST = List.of(DataClass.CONTENT, DataClass.BACKUP);

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
    Map<DataClass, List<EvidenceLine>> used = new EnumMap<>(DataClass.class);
    all(destination, evidence).stream()
        .collect(Collectors.groupingBy(EvidenceLine::dataClass))
        .forEach((dataClass, lines) -> used.put(dataClass, best(lines)));

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
            .usPersons12m(practice.usPersonsPastYear())
            .evidence(weakest(rulebook, used, today));
    if (!practice.keyPlaces().isEmpty()) {
      situation.places(DataClass.KEYS, practice.keyPlaces());
    }
    used.forEach((dataClass, lines) -> situation.places(dataClass, places(lines)));
    if (patient.jurisdiction().isPresent() && patient.lawFollows() != PatientLaw.NO) {
      situation.patient(patient.jurisdiction().get(), patient.lawFollows());
    } else {
      situation.patientLawExcluded();
    }
    return new Facts(
        situation.build(),
        used.values().stream()
            .flatMap(List::stream)
            .sorted(Comparator.comparing(EvidenceLine::dataClass))
            .toList());
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

  private static List<EvidenceLine> best(List<EvidenceLine> lines) {
    EvidenceGrade best =
        lines.stream().map(EvidenceLine::grade).min(Comparator.naturalOrder()).orElseThrow();
    return lines.stream().filter(line -> line.grade() == best).toList();
  }

  /** A hint never names a place: it would turn a guess into a fact. */
  private static Set<Place> places(List<EvidenceLine> lines) {
    Set<Place> places = new TreeSet<>();
    for (EvidenceLine line : lines) {
      if (line.grade() == EvidenceGrade.UNKNOWN) {
        places.add(Place.UNKNOWN);
      } else {
        places.addAll(line.places());
      }
    }
    return places;
  }

  /**
   * How well the places at rest are proven: by the line that is most over its age if one is, else
   * by the one lowest on the ladder, so that a fresh line never hides a stale or weak one.
   */
  private static Evidence weakest(
      Rulebook rulebook, Map<DataClass, List<EvidenceLine>> used, LocalDate today) {
    Comparator<EvidenceLine> weakness =
        Comparator.<EvidenceLine>comparingLong(line -> Math.max(0, overAge(rulebook, line, today)))
            .thenComparing(EvidenceLine::grade)
            .thenComparing(EvidenceLine::observedOn, Comparator.reverseOrder());
    List<EvidenceLine> atRest = new ArrayList<>();
    for (DataClass dataClass : AT_REST) {
      List<EvidenceLine> lines = used.getOrDefault(dataClass, List.of());
      if (lines.isEmpty()) {
        return Evidence.NONE;
      }
      atRest.addAll(lines);
    }
    EvidenceLine weakest = atRest.stream().max(weakness).orElseThrow();
    return new Evidence(weakest.grade(), weakest.observedOn());
  }

  private static long overAge(Rulebook rulebook, EvidenceLine line, LocalDate today) {
    long age = ChronoUnit.DAYS.between(line.observedOn(), today);
    // Of the day after tomorrow or later: nobody can have looked then, and the engine says so.
    return age < -1 ? Long.MAX_VALUE : age - rulebook.evidenceMaxAgeDays(line.grade());
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
