package io.onshore.policy.rulebook;

import io.onshore.policy.Condition;
import io.onshore.policy.ConsentKind;
import io.onshore.policy.ConsentOnFile;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.HouseRules;
import io.onshore.policy.Jurisdiction;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.LocalisationGate;
import io.onshore.policy.Penalty;
import io.onshore.policy.Place;
import io.onshore.policy.PlaceGroup;
import io.onshore.policy.Remedy;
import io.onshore.policy.Rule;
import io.onshore.policy.Rulebook;
import io.onshore.policy.Severity;
import io.onshore.policy.Source;
import io.onshore.policy.rulebook.Tree.Fields;
import io.onshore.policy.rulebook.Tree.Text;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes values of packs in which nothing is wrong any more. */
final class PackReader {
  private final Map<String, Condition> conditions;

  /**
   * @param conditions the compiled conditions, by their text
   */
  PackReader(Map<String, Condition> conditions) {
    this.conditions = conditions;
  }

  /** The rulebook that the packs make up. Its date is the oldest of theirs. */
  Rulebook rulebook(List<Pack> packs) {
    LocalDate asOf =
        packs.stream()
            .map(pack -> date(pack.root(), "as_of"))
            .min(Comparator.naturalOrder())
            .orElseThrow();
    Rulebook.Builder builder = Rulebook.builder(asOf);
    for (Pack pack : packs) {
      add(pack, builder);
    }
    return builder.build();
  }

  /** The house rules of a file. */
  HouseRules house(Pack pack) {
    Fields root = pack.root();
    var raised = new LinkedHashMap<String, HouseRules.Raise>();
    each(
        root.fields("raise"),
        (id, raise) -> raised.put(id, new HouseRules.Raise(severity(raise), remedies(raise))));
    var kinds = new ArrayList<ConsentKind>();
    each(root.fields("consent_kinds"), (id, kind) -> kinds.add(consentKind(id, kind)));
    return new HouseRules(
        text(root, "house"), pack.rules().stream().map(this::rule).toList(), raised, kinds);
  }

  private void add(Pack pack, Rulebook.Builder builder) {
    Fields root = pack.root();
    root.fields("evidence_max_age_days")
        .fields()
        .forEach(
            (grade, days) -> {
              if (days instanceof Text text) {
                builder.evidenceMaxAgeDays(
                    EvidenceGrade.valueOf(grade), Integer.parseInt(text.value()));
              }
            });
    each(root.fields("sources"), (id, source) -> builder.source(source(id, source)));
    each(root.fields("groups"), (id, group) -> builder.group(group(id, group)));
    each(
        root.fields("jurisdictions"),
        (id, fields) -> builder.jurisdiction(jurisdiction(id, fields)));
    root.fields("localisation_gates")
        .fields()
        .forEach(
            (id, when) -> {
              if (when instanceof Text text) {
                builder.gate(
                    new LocalisationGate(new JurisdictionId(id), condition(text), text.value()));
              }
            });
    each(root.fields("consent_kinds"), (id, kind) -> builder.consentKind(consentKind(id, kind)));
    pack.rules().forEach(rule -> builder.rule(rule(rule)));
    pack.penalties().forEach(penalty -> builder.penalty(penalty(penalty)));
  }

  private static Source source(String id, Fields fields) {
    return new Source(
        id,
        Source.Grade.valueOf(text(fields, "grade")),
        text(fields, "url"),
        optionalDate(fields, "date"),
        optional(fields, "note"));
  }

  private static PlaceGroup group(String id, Fields fields) {
    var members = new ArrayList<PlaceGroup.Member>();
    for (Tree member : fields.items("members")) {
      members.add(
          switch (member) {
            case Fields dated ->
                new PlaceGroup.Member(
                    new Place(text(dated, "place")),
                    optionalDate(dated, "from"),
                    optionalDate(dated, "to"));
            case Text place ->
                new PlaceGroup.Member(new Place(place.value()), Optional.empty(), Optional.empty());
            case Tree.Items items ->
                throw new IllegalStateException("line " + items.line() + " passed the schema");
          });
    }
    return new PlaceGroup(id, text(fields, "about"), members, words(fields, "sources"));
  }

  private static Jurisdiction jurisdiction(String id, Fields fields) {
    return new Jurisdiction(
        new JurisdictionId(id),
        text(fields, "name"),
        optional(fields, "parent").map(JurisdictionId::new),
        optional(fields, "regulator"),
        text(fields, "law"),
        optional(fields, "members"));
  }

  private static ConsentKind consentKind(String id, Fields fields) {
    return new ConsentKind(
        id,
        text(fields, "law"),
        text(fields, "per"),
        Set.copyOf(words(fields, "must_state")),
        Set.copyOf(words(fields, "statutory_core")),
        words(fields, "scopes").stream()
            .map(scope -> ConsentOnFile.Scope.valueOf(scope.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toSet()),
        words(fields, "lifts"),
        optional(fields, "note"),
        words(fields, "sources"));
  }

  private Rule rule(Fields fields) {
    Text when = fields.text("when").orElseThrow();
    return new Rule(
        text(fields, "id"),
        new JurisdictionId(text(fields, "jurisdiction")),
        severity(fields),
        remedies(fields),
        condition(when),
        when.value(),
        text(fields, "text"),
        text(fields, "fix"),
        optionalDate(fields, "from"),
        optionalDate(fields, "to"),
        fields.field("localisation").isPresent(),
        words(fields, "sources"));
  }

  private static Penalty penalty(Fields fields) {
    return new Penalty(
        new JurisdictionId(text(fields, "jurisdiction")),
        text(fields, "what"),
        text(fields, "maximum"),
        words(fields, "sources"));
  }

  private Condition condition(Text when) {
    return Optional.ofNullable(conditions.get(when.value())).orElseThrow();
  }

  private static Severity severity(Fields fields) {
    return Severity.valueOf(text(fields, "severity"));
  }

  private static Set<Remedy> remedies(Fields fields) {
    Set<Remedy> remedies = EnumSet.noneOf(Remedy.class);
    optional(fields, "remedy")
        .ifPresent(
            either -> {
              for (String remedy : either.split("\\|", -1)) {
                remedies.add(Remedy.valueOf(remedy));
              }
            });
    return remedies;
  }

  private static void each(Fields section, Entry entry) {
    section
        .fields()
        .forEach(
            (id, value) -> {
              if (value instanceof Fields fields) {
                entry.read(id, fields);
              }
            });
  }

  private static String text(Fields fields, String name) {
    return fields.text(name).map(Text::value).orElseThrow();
  }

  private static Optional<String> optional(Fields fields, String name) {
    return fields.text(name).map(Text::value);
  }

  private static LocalDate date(Fields fields, String name) {
    return LocalDate.parse(text(fields, name));
  }

  private static Optional<LocalDate> optionalDate(Fields fields, String name) {
    return optional(fields, name).map(LocalDate::parse);
  }

  private static List<String> words(Fields fields, String name) {
    return fields.texts(name).stream().map(Text::value).toList();
  }

  @FunctionalInterface
  private interface Entry {
    void read(String id, Fields fields);
  }
}
