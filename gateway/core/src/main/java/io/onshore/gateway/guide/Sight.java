package io.onshore.gateway.guide;

import io.onshore.gateway.connection.AccountStatus;
import io.onshore.gateway.connection.ScopeComparison;
import io.onshore.gateway.destination.Claim;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.dossier.Attestation;
import io.onshore.gateway.dossier.Dossier;
import io.onshore.gateway.dossier.Pin;
import io.onshore.gateway.guide.Standing.Evidence;
import io.onshore.gateway.proof.Proof;
import io.onshore.gateway.residency.DecisionRecord;
import io.onshore.gateway.residency.Verdict;
import io.onshore.policy.AccountKind;
import io.onshore.policy.DataClass;
import io.onshore.policy.EvidenceGrade;
import io.onshore.policy.EvidenceLine;
import io.onshore.policy.Identity;
import io.onshore.policy.Place;
import io.onshore.policy.Situation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * All that the gateway can see of a destination at one moment, and what conditions come to in it.
 * Nobody is asked.
 *
 * @param country the practice's
 * @param decision on the destination by what is known, with the statements that it rested on
 * @param word of the provider
 * @param proof the newest one
 * @param mostDays how old a statement of a grade may be, by the practice's rules
 */
record Sight(
    String country,
    StorageDestination destination,
    DecisionRecord decision,
    ProviderWord word,
    AccountStatus account,
    Dossier dossier,
    Optional<Proof> proof,
    ToIntFunction<EvidenceGrade> mostDays,
    Instant now) {
  private static final String OURS = "Onshore";

  /** How a step stands. */
  Standing of(Guide.Step step) {
    return step.unless()
        .map(this::of)
        .filter(unless -> unless.state() == Standing.State.DONE)
        .map(Standing::notNeeded)
        .orElseGet(() -> of(step.done()));
  }

  Standing of(Condition condition) {
    return switch (condition) {
      case Condition.Connected _ -> connected();
      case Condition.Granted _ -> granted();
      case Condition.Account wanted -> account(wanted.kind());
      case Condition.Owned _ -> word.owned();
      case Condition.Told wanted -> word.told(wanted);
      case Condition.Rests rests -> rests(rests.about(), rests.least());
      case Condition.Attested attested -> attested(attested.about());
      case Condition.Approved _ -> approved();
      case Condition.OnFile paper -> onFile(paper);
      case Condition.Proven proven -> proven(proven);
      case Condition.ReviewPlanned _ -> reviewPlanned();
      case Condition.SecretsNoted _ -> secretsNoted();
      case Condition.Cleared _ -> cleared();
    };
  }

  private LocalDate today() {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  private Situation situation() {
    return decision.decision().situation();
  }

  private Standing connected() {
    return switch (account.state()) {
      case CONNECTED ->
          account
              .grant()
              .renewedAt()
              .or(account.grant()::connectedAt)
              .map(
                  at ->
                      Standing.done(
                          "the account is connected", Evidence.at(OURS, Optional.of("tokens"), at)))
              .orElseGet(() -> Standing.canNotTell("the account was never used"));
      case APPLICATION ->
          word.newest()
              .map(
                  answer ->
                      Standing.done(
                          "the application has access, and the provider answered it",
                          Evidence.at(OURS, Optional.of("answer"), answer.observedAt())))
              .orElseGet(() -> Standing.canNotTell(ProviderWord.NEVER));
      case NOT_CONNECTED, RECONNECT_NEEDED, DISCONNECTING, DISCONNECTED, MISCONFIGURED ->
          Standing.notDone(account.hint().orElse("the account is not connected"));
    };
  }

  private Standing granted() {
    ScopeComparison scopes = account.scopes();
    if (scopes.granted().isEmpty()) {
      return account.state() == AccountStatus.State.APPLICATION
          ? new Standing(
              Standing.State.NOT_NEEDED,
              "an admin of the provider's organisation approved what the application may do",
              Optional.empty())
          : Standing.canNotTell("the provider does not tell what was granted");
    }
    if (!scopes.missing().isEmpty()) {
      return Standing.notDone("missing: " + String.join(", ", scopes.missing()));
    }
    return scopes.more().isEmpty()
        ? Standing.done(
            "everything that is needed was granted, and nothing more",
            Evidence.at(
                OURS,
                Optional.of(String.join(" ", scopes.granted().get())),
                account.grant().renewedAt().orElse(now)))
        : Standing.notDone("more than is needed: " + String.join(", ", scopes.more()));
  }

  private Standing account(AccountKind wanted) {
    AccountKind kind = situation().account();
    Evidence evidence = word.account().orElseGet(() -> Evidence.on(OURS, today()));
    String is = "it is an account of kind " + kind.name().toLowerCase(Locale.ROOT);
    if (kind == AccountKind.UNKNOWN) {
      return word.newest().isEmpty()
          ? Standing.canNotTell(ProviderWord.NEVER)
          : Standing.canNotTell("the provider does not say whose account it is", evidence);
    }
    return kind == wanted ? Standing.done(is, evidence) : Standing.notDone(is, evidence);
  }

  private Standing rests(DataClass about, EvidenceGrade least) {
    List<EvidenceLine> counting =
        decision.evidence().stream().filter(line -> line.dataClass() == about).toList();
    if (counting.isEmpty()) {
      return Standing.canNotTell("nobody says");
    }
    EvidenceLine weakest =
        counting.stream()
            .min(Comparator.comparing(EvidenceLine::observedOn).thenComparing(EvidenceLine::source))
            .orElseThrow();
    Evidence evidence = evidence(weakest);
    if (!weakest.grade().atLeast(least)) {
      return Standing.canNotTell(
          "what is known is a weaker kind of evidence: " + said(counting), evidence);
    }
    if (counting.stream().anyMatch(this::over)) {
      return Standing.notDone("it is too old, or has ended: " + said(counting), evidence);
    }
    if (situation().evidence().conflicting().contains(about)) {
      return Standing.notDone("other evidence says otherwise: " + said(counting), evidence);
    }
    Set<String> countries = countries(counting);
    if (countries.contains(Place.UNKNOWN.code())) {
      return Standing.canNotTell("nobody knows where that is: " + said(counting), evidence);
    }
    return countries.equals(Set.of(country))
        ? Standing.done("in " + Verdict.name(country), evidence)
        : Standing.notDone(said(counting), evidence);
  }

  private static Evidence evidence(EvidenceLine line) {
    return new Evidence(
        line.source(),
        Optional.of(line.rawLabel()).filter(label -> !label.isEmpty()),
        Optional.of(line.grade()),
        line.observedOn(),
        Optional.empty());
  }

  private boolean over(EvidenceLine line) {
    return line.validUntil().map(today()::isAfter).orElse(false)
        || ChronoUnit.DAYS.between(line.observedOn(), today()) > mostDays.applyAsInt(line.grade());
  }

  private static Set<String> countries(List<EvidenceLine> lines) {
    return lines.stream()
        .flatMap(line -> line.places().stream())
        .map(Place::country)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The places of statements, with the sources' own words. */
  private static String said(List<EvidenceLine> lines) {
    String places =
        countries(lines).stream()
            .map(
                code -> code.equals(Place.UNKNOWN.code()) ? "an unknown place" : Verdict.name(code))
            .collect(Collectors.joining(" and "));
    String labels =
        lines.stream()
            .map(EvidenceLine::rawLabel)
            .filter(label -> !label.isEmpty())
            .distinct()
            .map(label -> "`" + label + "`")
            .collect(Collectors.joining(", "));
    return labels.isEmpty() ? places : places + " (" + labels + ")";
  }

  private Standing attested(DataClass about) {
    Optional<Attestation> last =
        dossier.attestations(destination.id()).stream()
            .filter(each -> each.claim().dataClass() == about)
            .max(Comparator.comparing(Attestation::attestedAt));
    if (last.isEmpty()) {
      return Standing.notDone("there is no attestation");
    }
    Claim claim = last.get().claim();
    EvidenceLine line = claim.line();
    return over(line)
        ? Standing.notDone("the attestation has ended", evidence(line))
        : Standing.done("attested: " + said(List.of(line)), evidence(line));
  }

  private Standing approved() {
    Optional<Pin> pin = dossier.pin(destination.id());
    if (pin.isEmpty()) {
      return Standing.canNotTell(ProviderWord.NEVER);
    }
    Evidence evidence =
        Evidence.at("approval", Optional.of(pin.get().approvedBy()), pin.get().approvedAt());
    return situation().identity() == Identity.CHANGED
        ? Standing.notDone("the provider tells of another owner or place by now", evidence)
        : Standing.done("who is behind it is who was approved", evidence);
  }

  private Standing onFile(Condition.OnFile paper) {
    Set<String> counting =
        switch (paper.sort()) {
          case CONTRACT -> situation().contracts();
          case ASSESSMENT -> situation().assessments();
          case CERTIFICATION -> situation().certifications();
        };
    String kinds = paper.kinds().stream().sorted().collect(Collectors.joining(" or "));
    return counting.stream()
        .filter(paper.kinds()::contains)
        .sorted()
        .findFirst()
        .map(kind -> Standing.done(kind + " is on file", Evidence.on(kind, today())))
        .orElseGet(() -> Standing.notDone("no paper on file counts: " + kinds));
  }

  private Standing proven(Condition.Proven wanted) {
    if (proof.isEmpty()) {
      return Standing.notDone("no proof was made");
    }
    Proof last = proof.get();
    Evidence evidence = Evidence.at("proof", Optional.of(last.id()), last.endedAt());
    if (last.failed().isPresent()) {
      return Standing.notDone(
          "the last proof failed at " + last.failed().get().act().name(), evidence);
    }
    return last.endedAt().plus(wanted.within()).isBefore(now)
        ? Standing.notDone("the last proof is too old", evidence)
        : Standing.done("a file was stored, compared and deleted", evidence);
  }

  private Standing reviewPlanned() {
    return destination
        .use()
        .reviewOn()
        .map(
            on ->
                on.isBefore(today())
                    ? Standing.notDone("the day of the review has passed: " + on)
                    : Standing.done("the next review is on " + on, Evidence.on(OURS, today())))
        .orElseGet(() -> Standing.notDone("no review is planned"));
  }

  private Standing secretsNoted() {
    return destination
        .connection()
        .secretsExpireOn()
        .map(
            on ->
                on.isBefore(today())
                    ? Standing.notDone("the secret ended on " + on)
                    : Standing.done("the secret ends on " + on, Evidence.on(OURS, today())))
        .orElseGet(() -> Standing.notDone("nobody noted when the secret ends"));
  }

  private Standing cleared() {
    String headline = Verdict.of(decision.decision()).headline();
    Evidence evidence =
        Evidence.at(
            "rules", Optional.of(decision.decision().action().name()), decision.decidedAt());
    return switch (decision.decision().action()) {
      case PROCEED, WARN -> Standing.done(headline, evidence);
      case ACKNOWLEDGE, HOLD, BLOCK -> Standing.notDone(headline, evidence);
    };
  }
}
