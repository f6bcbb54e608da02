package io.onshore.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All the rules, with everything that they refer to. Whole: what a rule names, the rulebook has.
 * Immutable and safe for use by many threads. Not legal advice.
 */
public final class Rulebook {
  private final LocalDate asOf;
  private final Map<JurisdictionId, Jurisdiction> jurisdictions;
  private final Map<String, PlaceGroup> groups;
  private final List<Rule> rules;
  private final Map<String, ConsentKind> consentKinds;
  private final Map<EvidenceGrade, Integer> evidenceMaxAgeDays;
  private final Map<JurisdictionId, LocalisationGate> gates;
  private final Map<String, Source> sources;
  private final List<Penalty> penalties;
  private final Map<JurisdictionId, List<Rule>> rulesByJurisdiction;
  private final String digest;

  private Rulebook(Builder builder) {
    asOf = builder.asOf;
    jurisdictions =
        byId(builder.jurisdictions, Jurisdiction::id, "jurisdiction", JurisdictionId::value);
    groups = byId(builder.groups, PlaceGroup::id, "group", id -> id);
    rules = builder.rules.stream().sorted(Comparator.comparing(Rule::id)).toList();
    consentKinds = byId(builder.consentKinds, ConsentKind::id, "consent kind", id -> id);
    evidenceMaxAgeDays = Sorted.copy(builder.evidenceMaxAgeDays);
    gates =
        byId(
            builder.gates,
            LocalisationGate::jurisdiction,
            "localisation gate",
            JurisdictionId::value);
    sources = byId(builder.sources, Source::id, "source", id -> id);
    penalties = List.copyOf(builder.penalties);
    rulesByJurisdiction = rules.stream().collect(Collectors.groupingBy(Rule::jurisdiction));
    refuseGaps();
    digest = RulebookDigest.of(this);
  }

  /** Starts an empty rulebook that was last checked against the law on that day. */
  public static Builder builder(LocalDate asOf) {
    return new Builder(asOf);
  }

  /** A builder that holds the same content. */
  public Builder toBuilder() {
    var builder = new Builder(asOf);
    builder.jurisdictions.addAll(jurisdictions.values());
    builder.groups.addAll(groups.values());
    builder.rules.addAll(rules);
    builder.consentKinds.addAll(consentKinds.values());
    builder.evidenceMaxAgeDays.putAll(evidenceMaxAgeDays);
    builder.gates.addAll(gates.values());
    builder.sources.addAll(sources.values());
    builder.penalties.addAll(penalties);
    return builder;
  }

  /** The day of the last check against the law. */
  public LocalDate asOf() {
    return asOf;
  }

  /** A short name for people: the day of the last check and the head of the digest. */
  public String version() {
    return asOf + "+" + digest.substring(0, 12);
  }

  /**
   * SHA-256 of everything that can change a decision or its words, in lower-case hexadecimal. The
   * order in which the content was added does not matter.
   */
  public String digest() {
    return digest;
  }

  /** All jurisdictions, sorted by id. */
  public List<Jurisdiction> jurisdictions() {
    return List.copyOf(jurisdictions.values());
  }

  /** All groups, sorted by id. */
  public List<PlaceGroup> groups() {
    return List.copyOf(groups.values());
  }

  /** All rules, sorted by id. */
  public List<Rule> rules() {
    return rules;
  }

  /** The rules of one jurisdiction, without its parents', sorted by id. */
  public List<Rule> rules(JurisdictionId jurisdiction) {
    return rulesByJurisdiction.getOrDefault(jurisdiction, List.of());
  }

  /** The rule of that id. */
  public Optional<Rule> rule(String id) {
    return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
  }

  /** All kinds of consent, sorted by id. */
  public List<ConsentKind> consentKinds() {
    return List.copyOf(consentKinds.values());
  }

  /** The kind of that id. */
  public Optional<ConsentKind> consentKind(String id) {
    return Optional.ofNullable(consentKinds.get(id));
  }

  /** How old evidence of that grade may be, in days; zero if the rulebook does not say. */
  public int evidenceMaxAgeDays(EvidenceGrade grade) {
    return evidenceMaxAgeDays.getOrDefault(grade, 0);
  }

  /** The gate of that jurisdiction, if it has a law about location. */
  public Optional<LocalisationGate> gate(JurisdictionId jurisdiction) {
    return Optional.ofNullable(gates.get(jurisdiction));
  }

  /** All gates, sorted by jurisdiction. */
  public List<LocalisationGate> gates() {
    return List.copyOf(gates.values());
  }

  /** All sources, sorted by id. */
  public List<Source> sources() {
    return List.copyOf(sources.values());
  }

  /** The source of that id. */
  public Optional<Source> source(String id) {
    return Optional.ofNullable(sources.get(id));
  }

  /** What breaches may cost. */
  public List<Penalty> penalties() {
    return penalties;
  }

  /** The groups as they stand on that day: id to sorted country codes. */
  public Map<String, List<String>> groupsOn(LocalDate day) {
    var codes = new TreeMap<String, List<String>>();
    groups.forEach((id, group) -> codes.put(id, group.codes(day)));
    return Sorted.copy(codes);
  }

  /**
   * The law somebody in that jurisdiction is under. A part of a country that has no entry is under
   * its country; a country that has none is under the unions that list it as a member.
   */
  public LawChain chain(JurisdictionId id, LocalDate day) {
    var chain = new ArrayList<JurisdictionId>();
    Optional<JurisdictionId> next = entryFor(id, day);
    while (next.isPresent() && !chain.contains(next.get())) {
      chain.add(next.get());
      next = Optional.ofNullable(jurisdictions.get(next.get())).flatMap(Jurisdiction::parent);
    }
    return new LawChain(id, chain);
  }

  /**
   * The same rulebook with a practice's own rules on top.
   *
   * @throws LooseningRefused if they would loosen anything, or name what is not there
   */
  public Rulebook tightenedBy(HouseRules house) {
    return house.tighten(this);
  }

  private Optional<JurisdictionId> entryFor(JurisdictionId id, LocalDate day) {
    if (jurisdictions.containsKey(id)) {
      return Optional.of(id);
    }
    var country = new JurisdictionId(id.country());
    if (jurisdictions.containsKey(country)) {
      return Optional.of(country);
    }
    return jurisdictions.values().stream()
        .filter(
            union ->
                union
                    .members()
                    .flatMap(group -> Optional.ofNullable(groups.get(group)))
                    .map(group -> group.codes(day).contains(country.value()))
                    .orElse(false))
        .map(Jurisdiction::id)
        .findFirst();
  }

  private void refuseGaps() {
    var problems = new ArrayList<String>();
    Set<String> seen = new HashSet<>();
    for (Rule rule : rules) {
      if (!seen.add(rule.id())) {
        problems.add("rule `" + rule.id() + "` is there twice");
      }
      requireJurisdiction(rule.jurisdiction(), "rule `" + rule.id() + "`", problems);
      requireSources(rule.sources(), "rule `" + rule.id() + "`", problems);
    }
    for (Jurisdiction jurisdiction : jurisdictions.values()) {
      String owner = "jurisdiction `" + jurisdiction.id() + "`";
      jurisdiction.parent().ifPresent(parent -> requireJurisdiction(parent, owner, problems));
      jurisdiction
          .members()
          .filter(group -> !groups.containsKey(group))
          .ifPresent(group -> problems.add(owner + " names the unknown group `" + group + "`"));
      if (isItsOwnAncestor(jurisdiction.id())) {
        problems.add(owner + " is its own ancestor");
      }
    }
    gates.keySet().forEach(id -> requireJurisdiction(id, "a localisation gate", problems));
    groups
        .values()
        .forEach(group -> requireSources(group.sources(), "group `" + group.id() + "`", problems));
    for (ConsentKind kind : consentKinds.values()) {
      String owner = "consent kind `" + kind.id() + "`";
      requireSources(kind.sources(), owner, problems);
      kind.lifts().stream()
          .filter(id -> !seen.contains(id))
          .forEach(id -> problems.add(owner + " lifts the unknown rule `" + id + "`"));
    }
    for (Penalty penalty : penalties) {
      requireJurisdiction(penalty.jurisdiction(), "a penalty", problems);
      requireSources(penalty.sources(), "a penalty of " + penalty.jurisdiction(), problems);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  private boolean isItsOwnAncestor(JurisdictionId start) {
    Set<JurisdictionId> above = new HashSet<>();
    Optional<JurisdictionId> next = parentOf(start);
    while (next.isPresent() && above.add(next.get())) {
      next = parentOf(next.get());
    }
    return above.contains(start);
  }

  private Optional<JurisdictionId> parentOf(JurisdictionId id) {
    return Optional.ofNullable(jurisdictions.get(id)).flatMap(Jurisdiction::parent);
  }

  private void requireJurisdiction(JurisdictionId id, String owner, List<String> problems) {
    if (!id.equals(JurisdictionId.EVERYWHERE) && !jurisdictions.containsKey(id)) {
      problems.add(owner + " names the unknown jurisdiction `" + id + "`");
    }
  }

  private void requireSources(List<String> ids, String owner, List<String> problems) {
    ids.stream()
        .filter(id -> !sources.containsKey(id))
        .forEach(id -> problems.add(owner + " names the unknown source `" + id + "`"));
  }

  private static <K extends Comparable<? super K>, V> Map<K, V> byId(
      List<V> values, Function<V, K> id, String what, Function<K, String> shown) {
    var map = new TreeMap<K, V>();
    for (V value : values) {
      if (map.put(id.apply(value), value) != null) {
        throw new IllegalArgumentException(
            what + " `" + shown.apply(id.apply(value)) + "` is there twice");
      }
    }
    return Sorted.copy(map);
  }

  /** Collects content. Not for use by several threads. */
  public static final class Builder {
    private LocalDate asOf;
    private final List<Jurisdiction> jurisdictions = new ArrayList<>();
    private final List<PlaceGroup> groups = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<ConsentKind> consentKinds = new ArrayList<>();
    private final Map<EvidenceGrade, Integer> evidenceMaxAgeDays = new TreeMap<>();
    private final List<LocalisationGate> gates = new ArrayList<>();
    private final List<Source> sources = new ArrayList<>();
    private final List<Penalty> penalties = new ArrayList<>();

    private Builder(LocalDate asOf) {
      this.asOf = asOf;
    }

    public Builder asOf(LocalDate value) {
      asOf = value;
      return this;
    }

    public Builder jurisdiction(Jurisdiction value) {
      jurisdictions.add(value);
      return this;
    }

    public Builder group(PlaceGroup value) {
      groups.add(value);
      return this;
    }

    public Builder rule(Rule value) {
      rules.add(value);
      return this;
    }

    /** Replaces all rules added so far. */
    public Builder rules(List<Rule> values) {
      rules.clear();
      rules.addAll(values);
      return this;
    }

    public Builder consentKind(ConsentKind value) {
      consentKinds.add(value);
      return this;
    }

    public Builder evidenceMaxAgeDays(EvidenceGrade grade, int days) {
      evidenceMaxAgeDays.put(grade, days);
      return this;
    }

    public Builder gate(LocalisationGate value) {
      gates.add(value);
      return this;
    }

    /** Replaces all gates added so far. */
    public Builder gates(List<LocalisationGate> values) {
      gates.clear();
      gates.addAll(values);
      return this;
    }

    public Builder source(Source value) {
      sources.add(value);
      return this;
    }

    public Builder penalty(Penalty value) {
      penalties.add(value);
      return this;
    }

    /**
     * @throws IllegalArgumentException if an id is there twice, or something names what is not
     *     there; the message lists everything
     */
    public Rulebook build() {
      return new Rulebook(this);
    }
  }
}
