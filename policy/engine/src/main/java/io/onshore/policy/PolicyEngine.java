package io.onshore.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides. The same rulebook and the same situation give the same decision, on every machine and on
 * every day. Safe for use by many threads.
 */
public final class PolicyEngine {
  private PolicyEngine() {}

  /**
   * Looks at the rules for everybody, those of the practice's law, and those of the patient's law
   * if it follows. Every rule that speaks becomes a finding; the most severe one is the outcome. A
   * rule that cannot be evaluated becomes a hold: silence would look like consent.
   *
   * <p>INVARIANT: a finding is never dropped or made milder because of another one. The one
   * exception to its full weight: if nobody recorded whether the patient's law follows, the
   * findings that only this law gives weigh {@code WARN} at most.
   */
  public static Decision decide(Rulebook rulebook, Situation situation) {
    LawChain practice = rulebook.chain(situation.practice(), situation.evaluatedOn());
    Optional<LawChain> patient =
        situation.patient().map(home -> rulebook.chain(home, situation.evaluatedOn()));
    Facts facts = Facts.of(rulebook, situation);

    var findings = new LinkedHashMap<String, Finding>();
    List<LawChain> binding = new ArrayList<>();
    binding.add(practice);
    if (situation.patientLaw() == PatientLaw.YES) {
      patient.ifPresent(binding::add);
    }
    Facts own = evaluate(rulebook, facts, binding, situation, findings);
    if (facts.nexus().equals("unknown") && patient.isPresent()) {
      var possible = new LinkedHashMap<String, Finding>();
      evaluate(rulebook, own, List.of(patient.get()), situation, possible);
      possible.values().forEach(finding -> add(findings, finding.capped()));
    }
    return decision(rulebook, situation, findings);
  }

  /**
   * Decides again from what a decision kept.
   *
   * @return a decision that is equal but for the {@link Binding}
   * @throws IllegalArgumentException if it was decided by another rulebook
   */
  public static Decision replay(Rulebook rulebook, Decision decision) {
    if (!rulebook.digest().equals(decision.rulebookDigest())) {
      throw new IllegalArgumentException(
          "the decision was made by the rulebook with digest `%s`, this one has `%s`"
              .formatted(decision.rulebookDigest(), rulebook.digest()));
    }
    return decide(rulebook, decision.situation());
  }

  /** Adds the findings of the chains and of everybody's rules; gives the facts they looked at. */
  private static Facts evaluate(
      Rulebook rulebook,
      Facts facts,
      List<LawChain> chains,
      Situation situation,
      Map<String, Finding> findings) {
    Set<JurisdictionId> inPlay = new LinkedHashSet<>();
    for (LawChain chain : chains) {
      inPlay.addAll(chain.jurisdictions());
      if (chain.jurisdictions().isEmpty()) {
        add(findings, jurisdictionUnknown(chain.asked(), situation));
      }
    }
    boolean localisation = facts.localisationLaw();
    for (JurisdictionId id : inPlay) {
      Optional<LocalisationGate> gate = rulebook.gate(id);
      if (gate.isPresent()) {
        localisation |= open(gate.get(), facts, findings);
      }
    }
    Facts complete = facts.withLocalisationLaw(localisation);
    inPlay.add(JurisdictionId.EVERYWHERE);
    for (JurisdictionId id : inPlay) {
      for (Rule rule : rulebook.rules(id)) {
        if (rule.inForce(situation.evaluatedOn())) {
          apply(rule, complete, rulebook).ifPresent(finding -> add(findings, finding));
        }
      }
    }
    return complete;
  }

  private static void add(Map<String, Finding> findings, Finding finding) {
    findings.putIfAbsent(finding.ruleId() + " " + finding.jurisdiction(), finding);
  }

  private static boolean open(LocalisationGate gate, Facts facts, Map<String, Finding> findings) {
    try {
      return gate.condition().holds(facts);
    } catch (RuntimeException e) {
      String id = "localisation-gate-" + gate.jurisdiction();
      add(findings, couldNotEvaluate(id, gate.jurisdiction(), Severity.HOLD, List.of()));
      return true;
    }
  }

  private static Optional<Finding> apply(Rule rule, Facts facts, Rulebook rulebook) {
    try {
      if (!rule.condition().holds(facts)) {
        return Optional.empty();
      }
    } catch (RuntimeException e) {
      return Optional.of(
          couldNotEvaluate(
              rule.id(), rule.jurisdiction(), rule.severity(), sources(rule, rulebook)));
    }
    return Optional.of(
        new Finding(
            rule.id(),
            rule.severity(),
            rule.remedies(),
            rule.jurisdiction(),
            rule.text(),
            rule.fix(),
            sources(rule, rulebook),
            Optional.empty()));
  }

  private static List<Source> sources(Rule rule, Rulebook rulebook) {
    return rule.sources().stream().flatMap(id -> rulebook.source(id).stream()).toList();
  }

  private static Finding couldNotEvaluate(
      String id, JurisdictionId jurisdiction, Severity severity, List<Source> sources) {
    Severity weight = severity.or(Severity.HOLD);
    return new Finding(
        Finding.COULD_NOT_EVALUATE + id,
        weight,
        weight == Severity.HOLD ? Set.of(Remedy.EVIDENCE) : Set.of(),
        jurisdiction,
        "Rule `" + id + "` could not be evaluated, so it may apply.",
        "Correct the rule or the facts it needs, then ask again.",
        sources,
        Optional.empty());
  }

  private static Finding jurisdictionUnknown(JurisdictionId asked, Situation situation) {
    boolean reviewed = situation.assessments().contains(Finding.JURISDICTION_REVIEW);
    return new Finding(
        Finding.JURISDICTION_UNKNOWN,
        reviewed ? Severity.WARN : Severity.HOLD,
        reviewed ? Set.of() : Set.of(Remedy.ASSESSMENT),
        asked,
        "The rulebook has no rules for `" + asked + "`, so nobody checked its law.",
        "Have its law reviewed and record the review as `" + Finding.JURISDICTION_REVIEW + "`.",
        List.of(),
        Optional.empty());
  }

  private static Decision decision(
      Rulebook rulebook, Situation situation, Map<String, Finding> findings) {
    List<Finding> sorted =
        findings.values().stream()
            .sorted(
                Comparator.comparing(Finding::severity).reversed().thenComparing(Finding::ruleId))
            .toList();
    Severity outcome = sorted.isEmpty() ? Severity.ALLOW : sorted.getFirst().severity();
    List<Hold> holds =
        sorted.stream()
            .filter(finding -> finding.severity() == Severity.HOLD)
            .map(finding -> new Hold(finding.remedies()))
            .distinct()
            .sorted()
            .toList();
    return new Decision(
        outcome,
        Action.of(outcome),
        false,
        sorted,
        holds,
        rulebook.digest(),
        situation.evaluatedOn(),
        situation);
  }
}
