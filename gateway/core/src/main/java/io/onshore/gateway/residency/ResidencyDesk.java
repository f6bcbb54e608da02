package io.onshore.gateway.residency;

import static java.util.Comparator.naturalOrder;

import io.onshore.gateway.consent.ConsentRegister;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.practice.Practice;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.policy.ConsentOnFile;
import io.onshore.policy.Decision;
import io.onshore.policy.Finding;
import io.onshore.policy.JurisdictionId;
import io.onshore.policy.PatientLaw;
import io.onshore.policy.PolicyEngine;
import io.onshore.policy.Rulebook;
import io.onshore.policy.Severity;
import io.onshore.policy.Situation;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Decides whether a place fits the law, on evidence that is kept fresh. Safe for several threads.
 */
public final class ResidencyDesk {
  private final Supplier<Rulebook> rulebook;
  private final EvidenceKeeper keeper;
  private final ConsentRegister register;
  private final Clock clock;

  public ResidencyDesk(
      Supplier<Rulebook> rulebook, EvidenceKeeper keeper, ConsentRegister register, Clock clock) {
    this.rulebook = rulebook;
    this.keeper = keeper;
    this.register = register;
    this.clock = clock;
  }

  /** The rulebook in force. */
  public Rulebook rulebook() {
    return rulebook.get();
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
  public DecisionRecord decide(
      Practice practice,
      StorageDestination destination,
      Patient patient,
      Set<String> tags,
      List<ConsentOnFile> consents) {
    return decide(keeper.fresh(destination), practice, destination, patient, tags, consents);
  }

  /** Decides on a destination by what is known, without asking anybody. */
  public DecisionRecord decideByWhatIsKnown(
      Practice practice, StorageDestination destination, Patient patient, Set<String> tags) {
    return decide(keeper.newestKnown(destination), practice, destination, patient, tags, List.of());
  }

  private DecisionRecord decide(
      EvidenceKeeper.Known known,
      Practice practice,
      StorageDestination destination,
      Patient patient,
      Set<String> tags,
      List<ConsentOnFile> consents) {
    Rulebook inForce = rulebook();
    EvidenceToFacts.Facts facts =
        EvidenceToFacts.translate(
            inForce, practice, destination, known.evidence(), patient, tags, consents, today());
    return DecisionRecord.of(
        PolicyEngine.decide(inForce, facts.situation()), facts.evidence(), clock.instant());
  }

  /** Decides on facts that the caller made up, for asking "what if". Nothing is kept. */
  public Decision whatIf(Situation situation) {
    return PolicyEngine.decide(rulebook(), situation);
  }

  /** What stands between a decision and sending, for this person. */
  public Clearance clearance(StorageDestination destination, String person, Decision decision) {
    return switch (decision.action()) {
      case PROCEED, WARN -> new Clearance.Clear(Optional.empty());
      case ACKNOWLEDGE -> {
        Set<String> warnings =
            decision.findings().stream()
                .filter(finding -> finding.severity() == Severity.WARN)
                .map(Finding::ruleId)
                .collect(Collectors.toSet());
        Map<String, Instant> remembered =
            register.acknowledged(
                destination.practice(),
                person,
                destination.id(),
                decision.rulebookDigest(),
                clock.instant());
        yield remembered.keySet().containsAll(warnings)
            ? new Clearance.Clear(
                remembered.entrySet().stream()
                    .filter(entry -> warnings.contains(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .min(naturalOrder()))
            : new Clearance.NeedsAcknowledgement(
                warnings.stream()
                    .filter(warning -> !remembered.containsKey(warning))
                    .collect(Collectors.toSet()));
      }
      case HOLD -> new Clearance.NeedsRemedy(decision.holds());
      case BLOCK -> new Clearance.Blocked();
    };
  }
}
