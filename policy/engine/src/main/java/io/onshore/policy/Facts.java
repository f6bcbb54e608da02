package io.onshore.policy;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What conditions look at: a {@link Situation}, worked out. Lists are sorted and without repeats.
 * Countries are two letters; only {@code storedPlaces} keeps the part of the country.
 *
 * @param home the practice's country
 * @param content where the files rest
 * @param backup where their copies rest
 * @param stored content and backup
 * @param storedPlaces the same with the part of the country where it is known
 * @param metadata where names, folders and sizes rest
 * @param support where people and services that can reach the data work
 * @param contractEntity where the company in the contract is
 * @param parent where the company that controls the provider is
 * @param keys where the decryption keys are held
 * @param gateway where the gateway handles the sealed file on its way
 * @param exported stored, metadata, support, the company in the contract and the gateway
 * @param metaPlain whether names and folders tell who the patient is
 * @param homeKeys whether all keys are held in the practice's country
 * @param euKeys whether all keys are held in the groups {@code eea} and {@code eu_adequate}
 * @param validConsents kinds with a consent on file that counts
 * @param invalidConsents kinds with consents on file of which none counts
 * @param claimAgeDays the age of the evidence on the day of the decision; {@link
 *     Situation#UNCOUNTED} if it claims to be from the future, or no longer counts
 * @param claimMaxAgeDays how old evidence of this grade may be
 * @param stale the classes of data beside the files and their copies whose proof is too old
 * @param conflicts the classes of data on which good proofs contradict each other
 * @param contested the classes of data on which a weaker proof contradicts the one that counts
 * @param account {@code organisation}, {@code personal} or {@code unknown}: whose account it is
 * @param identity {@code approved}, {@code changed} or {@code unknown}: whether the destination is
 *     still the one that was approved
 * @param localisationLaw whether a law about location is in play
 * @param nexus {@code same}, {@code yes}, {@code no} or {@code unknown}: whether another
 *     jurisdiction's law follows the patient
 * @param groups the {@link PlaceGroup}s as they stand on the day of the decision
 */
public record Facts(
    String home,
    String sector,
    List<String> roles,
    List<String> tags,
    List<String> contracts,
    List<String> certs,
    List<String> assessments,
    List<String> content,
    List<String> backup,
    List<String> stored,
    List<String> storedPlaces,
    List<String> metadata,
    List<String> support,
    List<String> contractEntity,
    List<String> parent,
    List<String> keys,
    List<String> gateway,
    List<String> exported,
    boolean e2e,
    boolean metaPlain,
    boolean homeKeys,
    boolean euKeys,
    List<String> validConsents,
    List<String> invalidConsents,
    String claimGrade,
    long claimAgeDays,
    long claimMaxAgeDays,
    List<String> stale,
    List<String> conflicts,
    List<String> contested,
    String account,
    String identity,
    boolean localisationLaw,
    String nexus,
    long usPersons12m,
    Map<String, List<String>> groups) {

  /** Works out the facts; whether a law about location is in play is left for the engine. */
  static Facts of(Rulebook rulebook, Situation situation) {
    LocalDate day = situation.evaluatedOn();
    Map<String, List<String>> groups = rulebook.groupsOn(day);
    String home = situation.practice().country();
    List<String> content = countries(situation, DataClass.CONTENT);
    List<String> backup = countries(situation, DataClass.BACKUP);
    List<String> metadata = countries(situation, DataClass.METADATA);
    List<String> support = countries(situation, DataClass.SUPPORT);
    List<String> contractEntity = countries(situation, DataClass.CONTRACTING_ENTITY);
    List<String> keys = countries(situation, DataClass.KEYS);
    List<String> gateway = countries(situation, DataClass.GATEWAY);
    List<String> stored = union(List.of(content, backup));
    List<String> euKeyPlaces =
        union(
            List.of(
                groups.getOrDefault("eea", List.of()),
                groups.getOrDefault("eu_adequate", List.of())));
    Set<String> valid = new TreeSet<>();
    Set<String> invalid = new TreeSet<>();
    for (ConsentOnFile consent : situation.consents()) {
      boolean counts =
          rulebook
              .consentKind(consent.kind())
              .map(kind -> kind.satisfiedBy(consent, day))
              .orElse(false);
      (counts ? valid : invalid).add(consent.kind());
    }
    invalid.removeAll(valid);
    return new Facts(
        home,
        switch (situation.sector()) {
          case PRIVATE -> "private";
          case PUBLIC -> "public";
        },
        List.copyOf(situation.roles()),
        List.copyOf(situation.tags()),
        List.copyOf(situation.contracts()),
        List.copyOf(situation.certifications()),
        List.copyOf(situation.assessments()),
        content,
        backup,
        stored,
        union(
            List.of(
                codes(situation, DataClass.CONTENT, Place::code),
                codes(situation, DataClass.BACKUP, Place::code))),
        metadata,
        support,
        contractEntity,
        countries(situation, DataClass.CONTROLLING_PARENT),
        keys,
        gateway,
        union(List.of(stored, metadata, support, contractEntity, gateway)),
        situation.endToEnd(),
        situation.metadataPlain(),
        keys.stream().allMatch(home::equals),
        new HashSet<>(euKeyPlaces).containsAll(keys),
        List.copyOf(valid),
        List.copyOf(invalid),
        situation.evidence().grade().name(),
        age(situation.evidence(), day),
        rulebook.evidenceMaxAgeDays(situation.evidence().grade()),
        names(situation.evidence().stale()),
        names(situation.evidence().conflicting()),
        names(situation.evidence().contested()),
        word(situation.account()),
        word(situation.identity()),
        false,
        nexus(rulebook, situation),
        situation.usPersons12m(),
        groups);
  }

  /** The same facts with a law about location in play, or not. */
  public Facts withLocalisationLaw(boolean inPlay) {
    return new Facts(
        home,
        sector,
        roles,
        tags,
        contracts,
        certs,
        assessments,
        content,
        backup,
        stored,
        storedPlaces,
        metadata,
        support,
        contractEntity,
        parent,
        keys,
        gateway,
        exported,
        e2e,
        metaPlain,
        homeKeys,
        euKeys,
        validConsents,
        invalidConsents,
        claimGrade,
        claimAgeDays,
        claimMaxAgeDays,
        stale,
        conflicts,
        contested,
        account,
        identity,
        inPlay,
        nexus,
        usPersons12m,
        groups);
  }

  /** One day of grace: it may already be tomorrow where the evidence was read. */
  private static long age(Evidence evidence, LocalDate day) {
    long days = ChronoUnit.DAYS.between(evidence.verifiedOn(), day);
    boolean over = evidence.validUntil().map(day::isAfter).orElse(false);
    return days < -1 || over ? Situation.UNCOUNTED : Math.max(days, 0);
  }

  private static String nexus(Rulebook rulebook, Situation situation) {
    boolean same =
        situation
            .patient()
            .map(home -> rulebook.chain(situation.practice(), situation.evaluatedOn()).covers(home))
            .orElse(false);
    if (same) {
      return "same";
    }
    return switch (situation.patientLaw()) {
      case YES -> "yes";
      case NO -> "no";
      case UNKNOWN -> "unknown";
    };
  }

  private static List<String> countries(Situation situation, DataClass dataClass) {
    return codes(situation, dataClass, Place::country);
  }

  private static List<String> codes(
      Situation situation, DataClass dataClass, Function<Place, String> code) {
    return situation.places(dataClass).stream().map(code).distinct().sorted().toList();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static List<String> names(Set<DataClass> classes) {
    return classes.stream().map(Enum::name).toList();
  }

  private static List<String> union(List<List<String>> lists) {
    var all = new TreeSet<String>();
    lists.forEach(all::addAll);
    return List.copyOf(new ArrayList<>(all));
  }
}
