package io.onshore.policy.rulebook;

import io.onshore.policy.AccountKind;
import io.onshore.policy.ConsentOnFile;
import io.onshore.policy.DataClass;
import io.onshore.policy.Evidence;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.Identity;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.PatientLaw;
import io.onshore.policy.Place;
import io.onshore.policy.Sector;
import io.onshore.policy.Severity;
import io.onshore.policy.Situation;
import io.onshore.policy.rulebook.Schemas.Shape;
import io.onshore.policy.rulebook.ShippedFiles.NamedText;
import io.onshore.policy.rulebook.Tree.Fields;
import io.onshore.policy.rulebook.Tree.Text;
import io.onshore.policy.rulebook.WorkedCase.Expected;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads worked cases. A case is short, because what it does not say is the usual: a private
 * practice, sealed files with opaque names, keys and gateway at home, a US parent, data terms, good
 * fresh evidence, a patient from the same place. That is the opposite of {@link Situation#of}, on
 * purpose: a case is about what differs from the usual.
 */
public final class WorkedCases {
  private final LocalDate evaluatedOn;

  private WorkedCases(LocalDate evaluatedOn) {
    this.evaluatedOn = evaluatedOn;
  }

  /**
   * The cases of a file, in its order.
   *
   * @throws RulebookRefused with everything that is wrong with the file
   * @throws UncheckedIOException if it cannot be read
   */
  public static List<WorkedCase> read(Path file) {
    return read(TextFiles.read(file));
  }

  static List<WorkedCase> read(NamedText file) {
    var problems = new ArrayList<Problem>();
    Optional<Fields> root = YamlReader.read(file.name(), file.text(), problems);
    root.ifPresent(
        tree -> {
          new Schemas().check(Shape.CASES, file.name(), tree, problems);
          PackChecks.dates(file.name(), tree, problems);
          refuseIdsThatAreThereTwice(file.name(), tree, problems);
        });
    if (!problems.isEmpty() || root.isEmpty()) {
      throw new RulebookRefused(problems);
    }
    var usual = new WorkedCases(LocalDate.parse(text(root.get().fields("meta"), "evaluated_on")));
    return Tree.onlyFields(root.get().items("scenarios")).stream().map(usual::workedCase).toList();
  }

  private static void refuseIdsThatAreThereTwice(String file, Fields root, List<Problem> problems) {
    var seen = new HashSet<String>();
    for (Fields scenario : Tree.onlyFields(root.items("scenarios"))) {
      scenario
          .text("id")
          .filter(id -> !seen.add(id.value()))
          .ifPresent(
              id ->
                  problems.add(
                      new Problem(
                          file,
                          id.line(),
                          Optional.of("case `" + id.value() + "`"),
                          "the id is taken",
                          Optional.empty())));
    }
  }

  private WorkedCase workedCase(Fields scenario) {
    Fields expect = scenario.fields("expect");
    return new WorkedCase(
        text(scenario, "id"),
        text(scenario, "title"),
        situation(scenario.fields("given")),
        new Expected(
            Severity.valueOf(text(expect, "outcome")),
            Set.copyOf(words(expect, "holds")),
            Set.copyOf(words(expect, "findings"))));
  }

  private Situation situation(Fields given) {
    LocalDate day =
        given.text("evaluated_on").map(t -> LocalDate.parse(t.value())).orElse(evaluatedOn);
    var practice = new JurisdictionId(text(given, "practice"));
    Set<Place> home = Set.of(new Place(practice.country()));
    Set<Place> content = places(given, "content", Set.of(Place.UNKNOWN));
    Situation.Builder builder =
        Situation.of(practice, day)
            .sector(Sector.valueOf(word(given, "sector", "private")))
            .roles(Set.copyOf(words(given, "roles")))
            .tags(
                given.field("tags").isPresent() ? Set.copyOf(words(given, "tags")) : Set.of("ehr"))
            .places(DataClass.CONTENT, content)
            .places(DataClass.BACKUP, places(given, "backup", content))
            .places(DataClass.METADATA, places(given, "metadata", content))
            .places(DataClass.SUPPORT, places(given, "support", countries(content)))
            .places(DataClass.CONTRACTING_ENTITY, places(given, "contract_entity", home))
            .places(DataClass.CONTROLLING_PARENT, places(given, "parent", Set.of(new Place("US"))))
            .places(DataClass.KEYS, places(given, "keys", home))
            .places(DataClass.GATEWAY, places(given, "gateway", home))
            .endToEnd(truth(given, "e2e", true))
            .metadataPlain(word(given, "meta", "opaque").equals("PLAIN"))
            .contracts(
                given.field("contracts").isPresent()
                    ? Set.copyOf(words(given, "contracts"))
                    : Set.of("DPA"))
            .certifications(Set.copyOf(words(given, "certs")))
            .assessments(Set.copyOf(words(given, "assessments")))
            .account(AccountKind.valueOf(word(given, "account", "organisation")))
            .identity(Identity.valueOf(word(given, "identity", "approved")))
            .evidence(evidence(given, day))
            .consents(consents(given))
            .usPersons12m(number(given, "us_persons_12m", 0));
    return patient(given, builder).build();
  }

  private static Situation.Builder patient(Fields given, Situation.Builder builder) {
    var law = PatientLaw.valueOf(word(given, "patient_law", "yes"));
    Optional<JurisdictionId> patient =
        given.text("patient").map(t -> new JurisdictionId(t.value()));
    if (patient.isPresent()) {
      return builder.patient(patient.get(), law);
    }
    return switch (law) {
      case YES -> builder.patientAtHome();
      case NO -> builder.patientLawExcluded();
      case UNKNOWN -> builder;
    };
  }

  private static Evidence evidence(Fields given, LocalDate day) {
    Fields claim = given.fields("claim");
    return new Evidence(
        EvidenceGrade.valueOf(word(claim, "grade", "CONTRACT")),
        day.minusDays(number(claim, "age_days", 10)),
        date(claim, "valid_until"),
        classes(given, "stale"),
        classes(given, "conflicts"),
        classes(given, "contested"));
  }

  private static Set<DataClass> classes(Fields given, String name) {
    return words(given, name).stream().map(DataClass::valueOf).collect(Collectors.toSet());
  }

  private static List<ConsentOnFile> consents(Fields given) {
    Stream<Fields> single =
        given.field("consent").isPresent() ? Stream.of(given.fields("consent")) : Stream.of();
    return Stream.concat(single, Tree.onlyFields(given.items("consents")).stream())
        .map(
            consent ->
                new ConsentOnFile(
                    text(consent, "kind"),
                    Set.copyOf(words(consent, "states")),
                    ConsentOnFile.Scope.valueOf(word(consent, "scope", "this_use")),
                    date(consent, "given_on"),
                    date(consent, "expires_on"),
                    date(consent, "withdrawn_on")))
        .toList();
  }

  private static Set<Place> places(Fields given, String name, Set<Place> usual) {
    if (given.field(name).isEmpty()) {
      return usual;
    }
    return words(given, name).stream()
        .map(Place::new)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<Place> countries(Set<Place> places) {
    return places.stream().map(place -> new Place(place.country())).collect(Collectors.toSet());
  }

  private static Optional<LocalDate> date(Fields fields, String name) {
    return fields.text(name).map(text -> LocalDate.parse(text.value()));
  }

  private static String word(Fields fields, String name, String usual) {
    return fields.text(name).map(Text::value).orElse(usual).toUpperCase(Locale.ROOT);
  }

  private static boolean truth(Fields fields, String name, boolean usual) {
    return scalar(fields, name).map(Boolean::parseBoolean).orElse(usual);
  }

  private static long number(Fields fields, String name, long usual) {
    return scalar(fields, name).map(Long::parseLong).orElse(usual);
  }

  private static Optional<String> scalar(Fields fields, String name) {
    return fields.field(name).filter(Text.class::isInstance).map(Text.class::cast).map(Text::value);
  }

  private static String text(Fields fields, String name) {
    return fields.text(name).map(Text::value).orElseThrow();
  }

  private static List<String> words(Fields fields, String name) {
    return fields.texts(name).stream().map(Text::value).toList();
  }
}
