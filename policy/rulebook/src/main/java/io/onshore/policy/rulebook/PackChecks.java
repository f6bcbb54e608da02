package io.onshore.policy.rulebook;

import io.onshore.policy.Condition;
import io.onshore.policy.Rulebook;
import io.onshore.policy.rulebook.CelConditions.Compiled;
import io.onshore.policy.rulebook.Tree.Fields;
import io.onshore.policy.rulebook.Tree.Text;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks what no schema can: that names are there, and there once; that dates exist; that every
 * condition compiles. Looks at whatever can be read, so that one run reports everything.
 */
final class PackChecks {
  private static final Set<String> DATES =
      Set.of(
          "as_of",
          "date",
          "from",
          "to",
          "evaluated_on",
          "given_on",
          "expires_on",
          "withdrawn_on",
          "published",
          "verified_on",
          "superseded_on");

  private final List<Pack> packs;
  private final List<Problem> problems;
  private final Set<String> sources = new TreeSet<>();
  private final Set<String> groups = new TreeSet<>();
  private final Set<String> jurisdictions = new TreeSet<>();
  private final Set<String> rules = new TreeSet<>();
  private final Map<String, Condition> conditions = new HashMap<>();

  private PackChecks(List<Pack> packs, List<Problem> problems) {
    this.packs = packs;
    this.problems = problems;
  }

  /** Checks packs that make up a rulebook; gives the conditions that compile, by their text. */
  static Map<String, Condition> ofRulebook(List<Pack> packs, List<Problem> problems) {
    var checks = new PackChecks(packs, problems);
    checks.declare();
    checks.requireEvidenceAges();
    packs.forEach(checks::check);
    return checks.conditions;
  }

  /** Checks a house file that comes on top of a rulebook. */
  static Map<String, Condition> ofHouse(Pack house, Rulebook rulebook, List<Problem> problems) {
    var checks = new PackChecks(List.of(house), problems);
    rulebook.sources().forEach(source -> checks.sources.add(source.id()));
    rulebook.groups().forEach(group -> checks.groups.add(group.id()));
    rulebook.jurisdictions().forEach(known -> checks.jurisdictions.add(known.id().value()));
    checks.declare();
    rulebook.rules().forEach(rule -> checks.rules.add(rule.id()));
    checks.check(house);
    return checks.conditions;
  }

  /** Adds a problem for every date in the tree that is on no calendar. */
  static void dates(String file, Fields fields, List<Problem> problems) {
    fields
        .fields()
        .forEach(
            (name, value) -> {
              if (value instanceof Text text && DATES.contains(name) && date(text).isEmpty()) {
                problems.add(
                    new Problem(
                        file,
                        text.line(),
                        owner(fields),
                        "`" + text.value() + "` is not a date; write it like 2026-11-22",
                        Optional.empty()));
              }
              descend(file, value, problems);
            });
  }

  private static void descend(String file, Tree value, List<Problem> problems) {
    switch (value) {
      case Fields inner -> dates(file, inner, problems);
      case Tree.Items items -> items.items().forEach(item -> descend(file, item, problems));
      case Text ignored -> {}
    }
  }

  private static Optional<String> owner(Fields fields) {
    return fields.text("id").map(id -> "`" + id.value() + "`");
  }

  /** The day that a text names, if there is such a day. */
  static Optional<LocalDate> date(Text text) {
    try {
      return Optional.of(LocalDate.parse(text.value()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private void declare() {
    var consentKinds = new TreeSet<String>();
    var firstRule = new HashMap<String, String>();
    for (Pack pack : packs) {
      declare(pack, "sources", "source", sources);
      declare(pack, "groups", "group", groups);
      declare(pack, "jurisdictions", "jurisdiction", jurisdictions);
      declare(pack, "consent_kinds", "consent kind", consentKinds);
      for (Fields rule : pack.rules()) {
        rule.text("id")
            .ifPresent(
                id -> {
                  String here = pack.file() + ":" + id.line();
                  String first = firstRule.putIfAbsent(id.value(), here);
                  if (first != null) {
                    problem(pack, id.line(), Pack.owner(rule), "the id is taken, see " + first);
                  }
                  rules.add(id.value());
                });
      }
    }
  }

  private void declare(Pack pack, String section, String what, Set<String> ids) {
    pack.root()
        .fields(section)
        .fields()
        .forEach(
            (id, value) -> {
              if (!ids.add(id)) {
                problem(
                    pack, value.line(), what + " `" + id + "`", "the id is taken by another pack");
              }
            });
  }

  private void requireEvidenceAges() {
    List<Pack> saying =
        packs.stream()
            .filter(pack -> pack.root().field("evidence_max_age_days").isPresent())
            .toList();
    if (saying.isEmpty()) {
      problems.add(
          new Problem(
              "rulebook",
              1,
              Optional.empty(),
              "no pack says `evidence_max_age_days`; evidence would never be fresh",
              Optional.empty()));
    }
    for (Pack second : saying.stream().skip(1).toList()) {
      problem(
          second, second.root().line(), "`evidence_max_age_days`", "another pack says it already");
    }
  }

  private void check(Pack pack) {
    dates(pack.file(), pack.root(), problems);
    var cel = new CelConditions(groups);
    for (Fields rule : pack.rules()) {
      String owner = Pack.owner(rule);
      requireSources(pack, owner, rule);
      rule.text("jurisdiction")
          .filter(id -> !id.value().equals("*"))
          .ifPresent(id -> require(pack, owner, id, jurisdictions, "jurisdiction"));
      rule.text("when").ifPresent(when -> compile(pack, owner, when, cel));
      refuseEndBeforeBeginning(pack, owner, rule);
    }
    pack.root()
        .fields("localisation_gates")
        .fields()
        .forEach(
            (id, value) -> {
              String owner = "localisation gate `" + id + "`";
              if (value instanceof Text when) {
                require(
                    pack,
                    owner,
                    new Text(id, Text.Kind.STRING, when.line()),
                    jurisdictions,
                    "jurisdiction");
                compile(pack, owner, when, cel);
              }
            });
    checkGroups(pack);
    checkJurisdictions(pack);
    checkConsentKinds(pack);
    for (Fields penalty : pack.penalties()) {
      requireSources(pack, "a penalty", penalty);
      penalty
          .text("jurisdiction")
          .ifPresent(id -> require(pack, "a penalty", id, jurisdictions, "jurisdiction"));
    }
  }

  private void checkGroups(Pack pack) {
    pack.root()
        .fields("groups")
        .fields()
        .forEach(
            (id, value) -> {
              String owner = "group `" + id + "`";
              if (CelConditions.factNames().contains(id)) {
                problem(pack, value.line(), owner, "a fact has this name");
              }
              if (value instanceof Fields group) {
                requireSources(pack, owner, group);
                Tree.onlyFields(group.items("members"))
                    .forEach(member -> refuseEndBeforeBeginning(pack, owner, member));
              }
            });
  }

  private void checkJurisdictions(Pack pack) {
    pack.root()
        .fields("jurisdictions")
        .fields()
        .forEach(
            (id, value) -> {
              String owner = "jurisdiction `" + id + "`";
              if (value instanceof Fields jurisdiction) {
                jurisdiction
                    .text("parent")
                    .ifPresent(
                        parent -> require(pack, owner, parent, jurisdictions, "jurisdiction"));
                jurisdiction
                    .text("members")
                    .ifPresent(group -> require(pack, owner, group, groups, "group"));
              }
            });
  }

  private void checkConsentKinds(Pack pack) {
    pack.root()
        .fields("consent_kinds")
        .fields()
        .forEach(
            (id, value) -> {
              String owner = "consent kind `" + id + "`";
              if (value instanceof Fields kind) {
                requireSources(pack, owner, kind);
                kind.texts("lifts").forEach(rule -> require(pack, owner, rule, rules, "rule"));
              }
            });
  }

  private void refuseEndBeforeBeginning(Pack pack, String owner, Fields dated) {
    Optional<LocalDate> from = dated.text("from").flatMap(PackChecks::date);
    Optional<LocalDate> to = dated.text("to").flatMap(PackChecks::date);
    if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
      problem(pack, dated.line(), owner, "it ends on " + to.get() + ", before it begins");
    }
  }

  private void compile(Pack pack, String owner, Text when, CelConditions cel) {
    switch (cel.compile(when.value())) {
      case Compiled.Good good -> conditions.put(when.value(), good.condition());
      case Compiled.Bad bad ->
          bad.flaws()
              .forEach(
                  flaw ->
                      problems.add(
                          new Problem(
                              pack.file(),
                              when.line(),
                              Optional.of(owner),
                              flaw.message(),
                              Optional.of(flaw.excerpt()))));
    }
  }

  private void requireSources(Pack pack, String owner, Fields fields) {
    fields.texts("sources").forEach(id -> require(pack, owner, id, sources, "source"));
  }

  private void require(Pack pack, String owner, Text id, Set<String> known, String what) {
    if (!known.contains(id.value())) {
      problem(pack, id.line(), owner, "there is no " + what + " `" + id.value() + "`");
    }
  }

  private void problem(Pack pack, int line, String owner, String message) {
    problems.add(new Problem(pack.file(), line, Optional.of(owner), message, Optional.empty()));
  }
}
