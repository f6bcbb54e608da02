package io.onshore.gateway.consent;

import com.github.f4b6a3.ulid.UlidCreator;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.destination.DestinationId;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.Practice;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.practice.Role;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.residency.Clearance;
import io.onshore.gateway.residency.DecisionRecord;
import io.onshore.gateway.residency.Patient;
import io.onshore.gateway.residency.Push;
import io.onshore.gateway.residency.ResidencyDesk;
import io.onshore.gateway.review.Consequences;
import io.onshore.gateway.review.SendCases;
import io.onshore.gateway.transfer.Spool;
import io.onshore.gateway.transfer.StaleStepException;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.gateway.transfer.TransferJournal;
import io.onshore.gateway.transfer.TransferState;
import io.onshore.policy.ConsentKind;
import io.onshore.policy.ConsentOnFile;
import io.onshore.policy.Decision;
import io.onshore.policy.Rulebook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Takes acknowledgements and consents, and lets a waiting transfer go on when nothing stands in its
 * way any more. Each time the decision is made anew, on fresh evidence. Safe for several threads.
 */
public final class Statements {
  /** How long an acknowledgement is remembered. */
  public static final Duration REMEMBERED = Duration.ofDays(90);

  private static final Logger LOG = System.getLogger(Statements.class.getName());
  private static final int MOST_TRIES = 5;

  private final Supplier<SetUp> setUp;
  private final ResidencyDesk desk;
  private final ConsentRegister register;
  private final TransferJournal journal;
  private final SendCases cases;
  private final EmergencyRule emergencies;
  private final Clock clock;
  private final Runnable wakeEngine;
  private volatile Optional<Spool> spool = Optional.empty();

  /**
   * @param emergencies what a person may send past when patient care cannot wait
   */
  public Statements(
      Supplier<SetUp> setUp,
      ResidencyDesk desk,
      ConsentRegister register,
      TransferJournal journal,
      SendCases cases,
      EmergencyRule emergencies,
      Clock clock,
      Runnable wakeEngine) {
    this.setUp = setUp;
    this.desk = desk;
    this.register = register;
    this.journal = journal;
    this.cases = cases;
    this.emergencies = emergencies;
    this.clock = clock;
    this.wakeEngine = wakeEngine;
  }

  /**
   * Tells where the bytes of waiting files are, so that those that policy turns away are shredded.
   */
  public void shreds(Spool bytes) {
    spool = Optional.of(bytes);
  }

  /**
   * Checks that an acknowledgement names what can be acknowledged, and nothing else.
   *
   * @return the findings, each with the version of the rule whose words the person saw
   * @throws RequestRefused INCOMPLETE_STATEMENT if a finding is not a warning of the decision
   */
  public Map<String, String> requireWarnings(
      PracticeId practice, DecisionRecord decision, Set<String> findings) {
    Map<String, String> versions = desk.acknowledgeable(practice, decision.decision());
    if (findings.isEmpty() || !versions.keySet().containsAll(findings)) {
      throw new RequestRefused(
          RefusalCode.INCOMPLETE_STATEMENT,
          "the acknowledgement names what is not a warning of this transfer",
          "name the findings of severity WARN that the transfer's decision shows");
    }
    Map<String, String> named = new TreeMap<>(versions);
    named.keySet().retainAll(findings);
    return named;
  }

  /**
   * Remembers that a person acknowledged warnings.
   *
   * @param findings ids of warnings of the decision in force
   * @param reasonCode a stable word, such as {@code PATIENT_AGREED}
   * @throws RequestRefused INCOMPLETE_STATEMENT if a finding is not a warning of the decision
   */
  public Transfer acknowledge(
      Caller caller, Transfer transfer, Set<String> findings, String reasonCode, String reason) {
    Map<String, String> versions =
        requireWarnings(transfer.practice(), transfer.decision(), findings);
    var now = clock.instant();
    register.acknowledge(
        new Acknowledgement(
            transfer.practice(),
            caller.subject(),
            transfer.destination(),
            versions,
            reasonCode,
            reason,
            now,
            now.plus(REMEMBERED)),
        transfer.id(),
        AuditEvent.by(
            caller,
            now,
            AuditType.WARNING_ACKNOWLEDGED,
            transfer.id().value(),
            Map.of(
                "findings", String.join(" ", new TreeSet<>(findings)), "reasonCode", reasonCode)),
        cases.acknowledged(caller, transfer, versions.keySet(), reasonCode, reason));
    return renew(caller, transfer.id());
  }

  /**
   * Makes sure that an emergency may be declared.
   *
   * @throws RequestRefused PERSON_NEEDED to a program; EMERGENCY_NOT_ENOUGH if something stands in
   *     the way that no emergency lifts
   */
  public void requireEmergency(Caller caller, Clearance clearance, DecisionRecord decision) {
    if (!caller.roles().contains(Role.CLINICIAN)) {
      throw new RequestRefused(
          RefusalCode.PERSON_NEEDED,
          "only a clinician can say that patient care cannot wait",
          "let the person who treats the patient send it");
    }
    if (!emergencies.lifts(clearance)) {
      throw new RequestRefused(
          RefusalCode.EMERGENCY_NOT_ENOUGH,
          "what stands in the way is not lifted by an emergency",
          "choose another destination",
          Optional.of(decision));
    }
  }

  /**
   * Lets a file past warnings and holds, because patient care cannot wait. It always becomes a
   * case.
   *
   * @throws RequestRefused PERSON_NEEDED, EMERGENCY_NOT_ENOUGH; NOT_NOW if the file does not wait,
   *     or an emergency was declared for it before
   */
  public Transfer emergency(Caller caller, Transfer transfer, String reason) {
    boolean waits =
        transfer.state() instanceof TransferState.Receiving
            || transfer.state() instanceof TransferState.AwaitingAcknowledgement
            || transfer.state() instanceof TransferState.Held;
    if (!waits) {
      throw new RequestRefused(
          RefusalCode.NOT_NOW,
          "the transfer is " + transfer.state().code() + " and does not wait for a person",
          "look at the transfer to see what became of it");
    }
    Decision decision = transfer.decision().decision();
    Clearance clearance = desk.clearance(destination(transfer), caller.subject(), decision);
    requireEmergency(caller, clearance, transfer.decision());
    Set<String> rules = inTheWay(clearance, decision);
    Instant now = clock.instant();
    boolean first =
        register.declare(
            new EmergencySend(transfer.practice(), transfer.id(), caller.subject(), reason, now),
            AuditEvent.by(
                caller,
                now,
                AuditType.EMERGENCY_SEND,
                transfer.id().value(),
                Map.of(
                    "decision", transfer.decision().id(),
                    "findings", String.join(" ", new TreeSet<>(rules)))),
            cases.emergency(caller, transfer, rules, reason));
    if (!first) {
      throw new RequestRefused(
          RefusalCode.NOT_NOW,
          "an emergency was declared for this file before",
          "there is nothing more to do");
    }
    return renew(caller, transfer.id());
  }

  private static Set<String> inTheWay(Clearance clearance, Decision decision) {
    return switch (clearance) {
      case Clearance.Clear ignored -> Set.of();
      case Clearance.NeedsAcknowledgement needs -> needs.findings();
      case Clearance.NeedsRemedy ignored -> ResidencyDesk.weightiest(decision);
      case Clearance.Blocked ignored -> ResidencyDesk.weightiest(decision);
    };
  }

  /**
   * Records a consent for this transfer. If its scope is the recipient and the purpose, and the
   * client gave a reference for the patient, it covers later files of that patient to the same
   * destination too.
   *
   * @param reference where the practice keeps the consent itself
   * @throws RequestRefused INCOMPLETE_STATEMENT if the rulebook knows no such kind of consent
   */
  public Transfer consent(
      Caller caller, Transfer transfer, ConsentOnFile consent, String reference) {
    Rulebook rulebook = desk.rulebook(transfer.practice());
    if (rulebook.consentKind(consent.kind()).isEmpty()) {
      throw new RequestRefused(
          RefusalCode.INCOMPLETE_STATEMENT,
          "the rulebook knows no consent of that kind",
          "use one of: "
              + rulebook.consentKinds().stream()
                  .map(ConsentKind::id)
                  .collect(Collectors.joining(", ")));
    }
    RecordedConsent recorded =
        new RecordedConsent(
            "cns_" + UlidCreator.getMonotonicUlid().toLowerCase(),
            transfer.practice(),
            transfer.id(),
            transfer.destination(),
            transfer.patient().reference(),
            consent,
            reference,
            caller.subject(),
            clock.instant());
    register.record(
        recorded,
        AuditEvent.by(
            caller,
            clock.instant(),
            AuditType.CONSENT_RECORDED,
            transfer.id().value(),
            Map.of(
                "consent", recorded.id(),
                "kind", consent.kind(),
                "scope", consent.scope().name())));
    return renew(caller, transfer.id());
  }

  /**
   * Decides anew on every file that waits to be sent to a destination, because what is known or on
   * file about it changed.
   */
  public void reconsider(PracticeId practice, DestinationId destination) {
    for (Transfer waiting : journal.waitingAt(practice, destination)) {
      renewed(waiting, Optional.empty());
    }
  }

  /**
   * Decides anew on every file of a practice that waits to be sent, because the rules or the set-up
   * changed.
   */
  public void reconsider(PracticeId practice) {
    setUp
        .get()
        .destinations(practice)
        .forEach(destination -> reconsider(practice, destination.id()));
  }

  /**
   * Looks once more before the first byte leaves, if the decision is older than evidence may be.
   *
   * @param atMost how old a decision may be
   * @return the transfer as it stands afterwards; no longer queued if it may not go now
   */
  public Transfer beforeSending(Transfer queued, Duration atMost) {
    if (queued.decision().decidedAt().plus(atMost).isAfter(clock.instant())) {
      return queued;
    }
    Decision before = queued.decision().decision();
    Decision now = decideAnew(queued).decision().decision();
    return now.action() == before.action() && now.findings().equals(before.findings())
        ? queued
        : renew(queued, Optional.empty());
  }

  private Transfer renew(Caller caller, TransferId id) {
    return renewed(journal.find(caller.practice(), id).orElseThrow(), Optional.of(caller));
  }

  /** The statement stands already, so a step that came in between only means to look again. */
  private Transfer renewed(Transfer transfer, Optional<Caller> caller) {
    Transfer current = transfer;
    for (int tries = 1; ; tries++) {
      try {
        return renew(current, caller);
      } catch (StaleStepException stepped) {
        if (tries == MOST_TRIES) {
          throw stepped;
        }
        LOG.log(Level.DEBUG, "{0} was stepped in the same moment; read again", current.id());
        current = journal.find(current.practice(), current.id()).orElseThrow();
      }
    }
  }

  /**
   * @param caller who made a statement; empty if the gateway looks by itself
   */
  private Transfer renew(Transfer transfer, Optional<Caller> caller) {
    boolean changeable =
        switch (transfer.state()) {
          case TransferState.Receiving ignored -> true;
          case TransferState.AwaitingAcknowledgement ignored -> true;
          case TransferState.Held ignored -> true;
          // What is on its way already is not called back by a person's statement.
          case TransferState.Queued ignored -> caller.isEmpty();
          case TransferState.Received ignored -> false;
          case TransferState.Sending ignored -> false;
          case TransferState.Committing ignored -> false;
          case TransferState.Stored ignored -> false;
          case TransferState.Verified ignored -> false;
          case TransferState.Refused ignored -> false;
          case TransferState.Failed ignored -> false;
          case TransferState.Quarantined ignored -> false;
          case TransferState.Cancelled ignored -> false;
        };
    if (!changeable) {
      return transfer;
    }
    Transfer decided = decideAnew(transfer);
    Placed placed = placed(decided, caller.map(Caller::subject).orElse(transfer.declaredBy()));
    boolean staysReceiving =
        transfer.state() instanceof TransferState.Receiving
            && !(placed.transfer().state() instanceof TransferState.Refused);
    Transfer renewed = staysReceiving ? decided : placed.transfer();
    boolean stoppedAnew = !renewed.state().code().equals(transfer.state().code());
    Map<String, String> detail =
        Map.of(
            "decision", renewed.decision().id(),
            "outcome", renewed.decision().decision().outcome().name(),
            "state", renewed.state().code());
    Instant now = clock.instant();
    String id = transfer.id().value();
    Transfer stepped =
        journal.step(
            renewed,
            caller
                .map(by -> AuditEvent.by(by, now, AuditType.DECISION_RENEWED, id, detail))
                .orElseGet(
                    () ->
                        AuditEvent.byGateway(
                            transfer.practice(), now, AuditType.DECISION_RENEWED, id, detail)),
            stoppedAnew ? placed.consequences() : Consequences.NONE,
            now);
    if (stepped.state() instanceof TransferState.Refused) {
      shred(transfer.id());
    }
    wakeEngine.run();
    return stepped;
  }

  private void shred(TransferId id) {
    if (spool.isPresent()) {
      try {
        spool.get().shred(id);
      } catch (IOException stuck) {
        throw new UncheckedIOException("the spool could not be cleaned", stuck);
      }
    }
  }

  private Transfer decideAnew(Transfer transfer) {
    Practice practice = setUp.get().practice(transfer.practice()).orElseThrow();
    return transfer.under(desk.decide(practice, destination(transfer), push(transfer)));
  }

  /** What is known of a file that is only declared. */
  public Push push(
      TransferId id, StorageDestination destination, Patient patient, Set<String> tags) {
    return new Push(
        patient, tags, Set.of(), consents(destination.practice(), id, destination.id(), patient));
  }

  /** What is known of a file by now. */
  public Push push(Transfer transfer) {
    return new Push(
        transfer.patient(),
        transfer.tags(),
        transfer.seal().map(Transfer.Seal::keyServers).orElse(Set.of()),
        consents(transfer));
  }

  private List<ConsentOnFile> consents(Transfer transfer) {
    return consents(transfer.practice(), transfer.id(), transfer.destination(), transfer.patient());
  }

  private List<ConsentOnFile> consents(
      PracticeId practice, TransferId id, DestinationId destination, Patient patient) {
    return register.covering(practice, id, destination, patient.reference()).stream()
        .map(RecordedConsent::consent)
        .toList();
  }

  private StorageDestination destination(Transfer transfer) {
    return setUp.get().destination(transfer.practice(), transfer.destination()).orElseThrow();
  }

  /**
   * Where a file that was received whole goes: to be sent, or to wait for a person. The decision is
   * made anew if a consent was recorded since, or the envelope names where its key is.
   */
  public Placed place(Transfer transfer) {
    boolean namesKeyServers =
        !transfer.seal().map(Transfer.Seal::keyServers).orElse(Set.of()).isEmpty();
    boolean consentsChanged =
        !consents(transfer).equals(transfer.decision().decision().situation().consents());
    return placed(
        namesKeyServers || consentsChanged ? decideAnew(transfer) : transfer,
        transfer.declaredBy());
  }

  /**
   * Where a file goes, and what that means for compliance.
   *
   * @param consequences to be kept with the step
   */
  public record Placed(Transfer transfer, Consequences consequences) {}

  private Placed placed(Transfer transfer, String person) {
    Decision decision = transfer.decision().decision();
    Clearance clearance = desk.clearance(destination(transfer), person, decision);
    Set<String> rules = inTheWay(clearance, decision);
    return switch (clearance) {
      case Clearance.Clear ignored ->
          new Placed(transfer.in(new TransferState.Queued()), Consequences.NONE);
      case Clearance.NeedsAcknowledgement ignored ->
          waiting(
              transfer,
              clearance,
              new TransferState.AwaitingAcknowledgement(),
              cases.unacknowledged(rules));
      case Clearance.NeedsRemedy ignored ->
          waiting(transfer, clearance, new TransferState.Held(), cases.held(transfer, rules));
      case Clearance.Blocked ignored ->
          new Placed(transfer.in(blocked(transfer)), Consequences.NONE);
    };
  }

  /** It waits, unless patient care cannot. */
  private Placed waiting(
      Transfer transfer, Clearance clearance, TransferState waits, Consequences consequences) {
    boolean cannotWait =
        emergencies.lifts(clearance)
            && register.emergency(transfer.practice(), transfer.id()).isPresent();
    return cannotWait
        ? new Placed(transfer.in(new TransferState.Queued()), cases.lifted(consequences.stopped()))
        : new Placed(transfer.in(waits), consequences);
  }

  /** A destination that changed is looked at by an admin; the file waits for that. */
  private TransferState blocked(Transfer transfer) {
    return desk.blockedOnlyByChange(transfer.practice(), transfer.decision().decision())
        ? new TransferState.Held()
        : new TransferState.Refused(
            RefusalCode.RESIDENCY_BLOCKED.name(),
            "",
            "the residency policy no longer allows this file to rest there",
            "choose another destination");
  }
}
