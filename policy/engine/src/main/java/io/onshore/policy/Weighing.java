package io.onshore.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What many statements come to: for each class of data the best grade counts, and at the same grade
 * all places count. A hint never names a place: it would turn a guess into a fact.
 *
 * @param counting the statements that count, by class of data
 * @param others those that a better one outranks, or that are superseded: for showing
 * @param evidence how well the places of the files and their copies are proven: by the statement
 *     that is most over its age if one is, else by the one of the lowest grade, so that a fresh one
 *     never hides a stale or weak one
 */
public record Weighing(
    Map<DataClass, List<EvidenceLine>> counting, List<EvidenceLine> others, Evidence evidence) {
  /** What location laws look at, and so what the grade of the whole is taken from. */
  private static final List<DataClass> AT_REST = List.of(DataClass.CONTENT, DataClass.BACKUP);

  public Weighing {
    counting = Sorted.copy(counting);
    others = List.copyOf(others);
  }

  /** Weighs statements by a rulebook's ages, as of a day. */
  public static Weighing of(Rulebook rulebook, List<EvidenceLine> lines, LocalDate day) {
    Map<DataClass, List<EvidenceLine>> counting = new EnumMap<>(DataClass.class);
    List<EvidenceLine> others = new ArrayList<>();
    lines.stream()
        .collect(Collectors.groupingBy(EvidenceLine::dataClass))
        .forEach(
            (dataClass, all) -> {
              Optional<EvidenceGrade> best =
                  all.stream()
                      .filter(line -> !line.superseded())
                      .map(EvidenceLine::grade)
                      .min(Comparator.naturalOrder());
              for (EvidenceLine line : all) {
                if (best.isPresent() && !line.superseded() && line.grade() == best.get()) {
                  counting.computeIfAbsent(dataClass, key -> new ArrayList<>()).add(line);
                } else {
                  others.add(line);
                }
              }
            });
    others.sort(
        Comparator.comparing(EvidenceLine::dataClass)
            .thenComparing(EvidenceLine::grade)
            .thenComparing(EvidenceLine::observedOn));
    return new Weighing(counting, others, evidence(rulebook, counting, others, day));
  }

  /** The places that count for a class of data; {@code ZZ} if nobody says, or only hints. */
  public Set<Place> places(DataClass dataClass) {
    Set<Place> places = new TreeSet<>();
    for (EvidenceLine line : counting.getOrDefault(dataClass, List.of())) {
      if (line.grade() == EvidenceGrade.UNKNOWN) {
        places.add(Place.UNKNOWN);
      } else {
        places.addAll(line.places());
      }
    }
    return places.isEmpty() ? Set.of(Place.UNKNOWN) : places;
  }

  /** The statements that count, by class of data. */
  public List<EvidenceLine> used() {
    return counting.values().stream().flatMap(List::stream).toList();
  }

  /** The same situation with the places and the proof of this weighing. */
  public Situation.Builder applyTo(Situation.Builder situation) {
    counting.keySet().forEach(dataClass -> situation.places(dataClass, places(dataClass)));
    return situation.evidence(evidence);
  }

  private static Evidence evidence(
      Rulebook rulebook,
      Map<DataClass, List<EvidenceLine>> counting,
      List<EvidenceLine> others,
      LocalDate day) {
    Set<DataClass> stale = EnumSet.noneOf(DataClass.class);
    Set<DataClass> conflicting = EnumSet.noneOf(DataClass.class);
    Set<DataClass> contested = EnumSet.noneOf(DataClass.class);
    counting.forEach(
        (dataClass, lines) -> {
          if (!AT_REST.contains(dataClass)
              && lines.stream().anyMatch(line -> overAge(rulebook, line, day) > 0)) {
            stale.add(dataClass);
          }
          for (EvidenceLine line : lines) {
            for (EvidenceLine other : contradictions(rulebook, line, lines, others, day)) {
              boolean bothGood =
                  line.grade().atLeast(EvidenceGrade.ADMIN_ATTESTATION)
                      && other.grade().atLeast(EvidenceGrade.ADMIN_ATTESTATION);
              (bothGood ? conflicting : contested).add(dataClass);
            }
          }
        });
    contested.removeAll(conflicting);
    Optional<EvidenceLine> weakest = weakest(rulebook, counting, day);
    return new Evidence(
        weakest.map(EvidenceLine::grade).orElse(EvidenceGrade.UNKNOWN),
        weakest.map(EvidenceLine::observedOn).orElse(LocalDate.EPOCH),
        weakest.flatMap(EvidenceLine::validUntil),
        stale,
        conflicting,
        contested);
  }

  /** What still stands, is more than a hint, comes from elsewhere and says otherwise. */
  private static List<EvidenceLine> contradictions(
      Rulebook rulebook,
      EvidenceLine line,
      List<EvidenceLine> peers,
      List<EvidenceLine> others,
      LocalDate day) {
    List<EvidenceLine> candidates = new ArrayList<>(peers);
    candidates.addAll(others);
    return candidates.stream()
        .filter(other -> other.dataClass() == line.dataClass() && !other.superseded())
        .filter(other -> other.grade() != EvidenceGrade.UNKNOWN)
        .filter(other -> !other.source().equals(line.source()))
        .filter(other -> overAge(rulebook, other, day) <= 0)
        .filter(other -> !other.agreesWith(line))
        .toList();
  }

  private static Optional<EvidenceLine> weakest(
      Rulebook rulebook, Map<DataClass, List<EvidenceLine>> counting, LocalDate day) {
    List<EvidenceLine> atRest = new ArrayList<>();
    for (DataClass dataClass : AT_REST) {
      List<EvidenceLine> lines = counting.getOrDefault(dataClass, List.of());
      if (lines.isEmpty()) {
        return Optional.empty();
      }
      atRest.addAll(lines);
    }
    return atRest.stream()
        .max(
            Comparator.<EvidenceLine>comparingLong(
                    line -> Math.max(0, overAge(rulebook, line, day)))
                .thenComparing(EvidenceLine::grade)
                .thenComparing(EvidenceLine::observedOn, Comparator.reverseOrder()));
  }

  private static long overAge(Rulebook rulebook, EvidenceLine line, LocalDate day) {
    return line.overAgeDays(rulebook.evidenceMaxAgeDays(line.grade()), day);
  }
}
