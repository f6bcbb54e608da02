package io.onshore.gateway.residency;

import static java.util.Comparator.naturalOrder;

import io.onshore.connector.residency.DestinationIdentity;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.gateway.consent.ConsentRegister;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.dossier.Dossier;
import io.onshore.gateway.dossier.Dossiers;
import io.onshore.gateway.practice.Practice;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.rules.RulesInForce;
import io.onshore.policy.Action;
import io.onshore.policy.Decision;
import io.onshore.policy.Finding;
import io.onshore.policy.Hold;
import io.onshore.policy.Identity;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.PatientLaw;
import io.onshore.policy.Place;
import io.onshore.policy.PolicyEngine;
import io.onshore.policy.Remedy;
import io.onshore.policy.Rule;
import io.onshore.policy.Rulebook;
import io.onshore.policy.Severity;
import io.onshore.policy.Situation;
import io.onshore.policy.claim.Claims;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Decides whether a place fits the law, on evidence that is kept fresh. Safe for several threads.
 */
public final class ResidencyDesk {
  /** Begins the assessment that accepts what a practice's binding holds, before the rule's id. */
  public static final String ACCEPTED = "ACCEPTED:";

  private final RulesInForce rules;
  private final Supplier<Claims> claims;
  private final EvidenceKeeper keeper;
  private final Dossiers dossiers;
  private final ConsentRegister register;
  private final Set<Place> gatewayPlaces;
  private final Clock clock;

  /**
   * @param claims the public claims dataset in force
   * @param gatewayPlaces where this gateway runs; empty if the operator did not say
   */
  public ResidencyDesk(
      RulesInForce rules,
      Supplier<Claims> claims,
      EvidenceKeeper keeper,
      Dossiers dossiers,
      ConsentRegister register,
      Set<Place> gatewayPlaces,
      Clock clock) {
    this.rules = rules;
    this.claims = claims;
    this.keeper = keeper;
    this.dossiers = dossiers;
    this.register = register;
    this.gatewayPlaces = Set.copyOf(gatewayPlaces);
    this.clock = clock;
  }

  /** Everybody's rulebook in force. */
  public Rulebook rulebook() {
    return rules.base();
  }

  /** The rulebook that a practice is judged by. */
  public Rulebook rulebook(PracticeId practice) {
    return rules.of(practice).rulebook();
  }

  /** Where the gateway that serves a practice runs; empty if nobody said. */
  public Set<Place> gatewayPlaces(Practice practice) {
    return EvidenceToFacts.gateway(practice, gatewayPlaces);
  }

  /**
   * What the gateway assumes about the patient's law where the client does not say: it follows
   * where the patient's place is the practice's own or part of it, and is unknown elsewhere.
   */
  public Patient patient(
      Practice practice,
      Optional<JurisdictionId> jurisdiction,
      Optional<PatientLaw> lawFollows,
      Optional<String> reference) {
    PatientLaw assumed =
        jurisdiction
            .map(patient -> assumed(patient, practice.jurisdiction()))
            .orElse(PatientLaw.NO);
    return new Patient(jurisdiction, lawFollows.orElse(assumed), reference);
  }

  private PatientLaw assumed(JurisdictionId patient, JurisdictionId practice) {
    List<JurisdictionId> patients = rulebook().chain(patient, today()).jurisdictions();
    if (patients.isEmpty()) {
      throw new RequestRefused(
          RefusalCode.JURISDICTION_UNKNOWN,
          "the rulebook knows no jurisdiction of that name",
          "use one of the ids that the list of jurisdictions shows, such as `AU-VIC`");
    }
    boolean sameChain =
        patients.contains(practice)
            || rulebook().chain(practice, today()).jurisdictions().contains(patient);
    return sameChain ? PatientLaw.YES : PatientLaw.UNKNOWN;
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** Decides on a destination, asking the provider first if what is known is too old. */
  public DecisionRecord decide(Practice practice, StorageDestination destination, Push push) {
    return view(practice).decide(destination, push);
  }

  /** Decides on a destination by what is known, without asking anybody. */
  public DecisionRecord decideByWhatIsKnown(
      Practice practice, StorageDestination destination, Push push) {
    return view(practice).decideByWhatIsKnown(destination, push);
  }

  /** What a practice's decisions are made from, read once for several of them. */
  public View view(Practice practice) {
    return new View(
        practice,
        rules.of(practice.id()),
        dossiers.of(practice.id()),
        keeper.newestKnown(practice.id()));
  }

  /** A practice's rules, papers and newest evidence at one moment. */
  public final class View {
    private final Practice practice;
    private final RulesInForce.Bound bound;
    private final Dossier dossier;
    private final Map<DestinationId, ResidencyEvidence> known;

    private View(
        Practice practice,
        RulesInForce.Bound bound,
        Dossier dossier,
        Map<DestinationId, ResidencyEvidence> known) {
      this.practice = practice;
      this.bound = bound;
      this.dossier = dossier;
      this.known = known;
    }

    /** Decides, asking the provider first if what is known is too old. */
    public DecisionRecord decide(StorageDestination destination, Push push) {
      EvidenceKeeper.Known fresh = keeper.fresh(destination, newest(destination));
      return decide(destination, fresh.evidence(), push);
    }

    /** Decides by what is known. */
    public DecisionRecord decideByWhatIsKnown(StorageDestination destination, Push push) {
      return decide(destination, newest(destination), push);
    }

    /** The newest answer of the provider that was known when this was read. */
    public Optional<ResidencyEvidence> newest(StorageDestination destination) {
      return Optional.ofNullable(known.get(destination.id()));
    }

    /**
     * What stands between a decision and sending.
     *
     * @param ofPerson all that the person acknowledged in this practice
     */
    public Clearance clearance(
        StorageDestination destination,
        Decision decision,
        List<ConsentRegister.Remembered> ofPerson) {
      return ResidencyDesk.clearance(destination, decision, bound.rulebook(), ofPerson);
    }

    private DecisionRecord decide(
        StorageDestination destination, Optional<ResidencyEvidence> evidence, Push push) {
      // What was just told for the first time is approved in the same moment.
      boolean told =
          evidence
              .filter(answer -> !answer.identity().equals(DestinationIdentity.UNTOLD))
              .isPresent();
      Dossier onFile =
          told && dossier.pin(destination.id()).isEmpty() ? dossiers.of(practice.id()) : dossier;
      EvidenceToFacts.Facts facts =
          EvidenceToFacts.translate(
              bound.rulebook(),
              new EvidenceToFacts.Sources(
                  practice, destination, claims.get(), onFile, evidence, gatewayPlaces),
              push,
              today());
      Decision decision =
          bound.binding().applyTo(PolicyEngine.decide(bound.rulebook(), facts.situation()));
      return new DecisionRecord(
          DecisionRecord.newId(),
          decision,
          facts.weighing().used(),
          facts.weighing().others(),
          tried(decision),
          bound.base().digest(),
          bound.version(),
          clock.instant());
    }

    /** What the rules on trial would have found beside what the enforced ones did. */
    private List<Finding> tried(Decision decision) {
      return bound
          .trial()
          .map(trial -> PolicyEngine.decide(trial, decision.situation()))
          .map(Decision::findings)
          .orElse(List.of())
          .stream()
          .filter(finding -> !decision.findings().contains(finding))
          .toList();
    }
  }

  /** Decides on facts that the caller made up, for asking "what if". Nothing is kept. */
  public Decision whatIf(PracticeId practice, Situation situation) {
    RulesInForce.Bound bound = rules.of(practice);
    return bound.binding().applyTo(PolicyEngine.decide(bound.rulebook(), situation));
  }

  /**
   * Whether a destination is blocked only because it changed: the file then waits for an admin's
   * approval instead of being turned away.
   */
  public boolean blockedOnlyByChange(PracticeId practice, Decision decision) {
    return decision.situation().identity() == Identity.CHANGED
        && whatIf(practice, decision.situation().toBuilder().identity(Identity.APPROVED).build())
                .action()
            != Action.BLOCK;
  }

  /** What stands between a decision and sending, for this person. */
  public Clearance clearance(StorageDestination destination, String person, Decision decision) {
    return clearance(
        destination,
        decision,
        rulebook(destination.practice()),
        acknowledged(destination.practice(), person));
  }

  /** All that a person acknowledged in a practice and that is still remembered. */
  public List<ConsentRegister.Remembered> acknowledged(PracticeId practice, String person) {
    return register.acknowledged(practice, person, clock.instant());
  }

  private static Clearance clearance(
      StorageDestination destination,
      Decision decision,
      Rulebook rulebook,
      List<ConsentRegister.Remembered> ofPerson) {
    List<ConsentRegister.Remembered> remembered =
        ofPerson.stream().filter(each -> each.destination().equals(destination.id())).toList();
    return switch (decision.action()) {
      case PROCEED, WARN -> new Clearance.Clear(Optional.empty());
      case ACKNOWLEDGE -> acknowledged(warnings(decision), rulebook, remembered);
      case HOLD -> {
        if (decision.outcome() == Severity.HOLD) {
          yield new Clearance.NeedsRemedy(decision.holds());
        }
        // Held by the practice's binding: somebody accepts each finding for this destination.
        boolean accepted =
            weightiest(decision).stream()
                .allMatch(
                    finding -> decision.situation().assessments().contains(ACCEPTED + finding));
        yield accepted
            ? acknowledged(warnings(decision), rulebook, remembered)
            : new Clearance.NeedsRemedy(List.of(new Hold(Set.of(Remedy.ASSESSMENT))));
      }
      case BLOCK -> new Clearance.Blocked();
    };
  }

  /** The ids of the rules whose findings weigh most. */
  public static Set<String> weightiest(Decision decision) {
    return decision.findings().stream()
        .filter(finding -> finding.severity() == decision.outcome())
        .map(Finding::ruleId)
        .collect(Collectors.toSet());
  }

  /** What a person acknowledges: the warnings or, where the practice asks for more, the notices. */
  private static Set<String> warnings(Decision decision) {
    Severity least = decision.outcome() == Severity.NOTICE ? Severity.NOTICE : Severity.WARN;
    return decision.findings().stream()
        .filter(finding -> finding.severity() == least)
        .map(Finding::ruleId)
        .collect(Collectors.toSet());
  }

  /** The findings of a decision that a person can acknowledge, each with its rule's version. */
  public Map<String, String> acknowledgeable(PracticeId practice, Decision decision) {
    Rulebook rulebook = rulebook(practice);
    Map<String, String> versions = new TreeMap<>();
    warnings(decision).forEach(finding -> versions.put(finding, version(rulebook, finding)));
    return Map.copyOf(versions);
  }

  private static Clearance acknowledged(
      Set<String> warnings, Rulebook rulebook, List<ConsentRegister.Remembered> remembered) {
    Map<String, Instant> valid = new TreeMap<>();
    for (ConsentRegister.Remembered each : remembered) {
      if (warnings.contains(each.finding())
          && each.ruleVersion().equals(version(rulebook, each.finding()))) {
        valid.merge(each.finding(), each.until(), (one, other) -> one.isAfter(other) ? one : other);
      }
    }
    Set<String> missing = new HashSet<>(warnings);
    missing.removeAll(valid.keySet());
    return missing.isEmpty()
        ? new Clearance.Clear(valid.values().stream().min(naturalOrder()))
        : new Clearance.NeedsAcknowledgement(missing);
  }

  /** What a person saw: the rule as it stands, or the whole rulebook for the engine's own. */
  private static String version(Rulebook rulebook, String finding) {
    return rulebook.rule(finding).map(Rule::digest).orElseGet(rulebook::digest);
  }
}
