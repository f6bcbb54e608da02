package io.onshore.gateway.consent;

import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.Practice;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.residency.Clearance;
import io.onshore.gateway.residency.DecisionRecord;
import io.onshore.gateway.residency.ResidencyDesk;
import io.onshore.gateway.transfer.Spool;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.gateway.transfer.TransferJournal;
import io.onshore.gateway.transfer.TransferState;
import io.onshore.policy.ConsentOnFile;
import io.onshore.policy.Finding;
import io.onshore.policy.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Takes acknowledgements and consents, and lets a waiting transfer go on when nothing stands in its
 * way any more. Each time the decision is made anew, on fresh evidence. Safe for several threads.
 */
public final class Statements {
  /** How long an acknowledgement is remembered. */
  public static final Duration REMEMBERED = Duration.ofDays(90);

  private final SetUp setUp;
  private final ResidencyDesk desk;
  private final ConsentRegister register;
  private final TransferJournal journal;
  private final Clock clock;
  private final Runnable wakeEngine;
  private volatile Optional<Spool> spool = Optional.empty();

  public Statements(
      SetUp setUp,
      ResidencyDesk desk,
      ConsentRegister register,
      TransferJournal journal,
      Clock clock,
      Runnable wakeEngine) {
    this.setUp = setUp;
    this.desk = desk;
    this.register = register;
    this.journal = journal;
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
   * Checks that an acknowledgement names warnings and nothing else.
   *
   * @throws RequestRefused INCOMPLETE_STATEMENT if a finding is not a warning of the decision
   */
  public static void requireWarnings(DecisionRecord decision, Set<String> findings) {
    Set<String> warnings =
        decision.decision().findings().stream()
            .filter(finding -> finding.severity() == Severity.WARN)
            .map(Finding::ruleId)
            .collect(Collectors.toSet());
    if (findings.isEmpty() || !warnings.containsAll(findings)) {
      throw new RequestRefused(
          RefusalCode.INCOMPLETE_STATEMENT,
          "the acknowledgement names what is not a warning of this transfer",
          "name the findings of severity WARN that the transfer's decision shows");
    }
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
    requireWarnings(transfer.decision(), findings);
    var now = clock.instant();
    register.acknowledge(
        new Acknowledgement(
            transfer.practice(),
            caller.subject(),
            transfer.destination(),
            findings,
            transfer.decision().decision().rulebookDigest(),
            reasonCode,
            reason,
            now,
            now.plus(REMEMBERED)),
        AuditEvent.by(
            caller,
            now,
            AuditType.WARNING_ACKNOWLEDGED,
            transfer.id().value(),
            Map.of(
                "findings", String.join(" ", new TreeSet<>(findings)), "reasonCode", reasonCode)));
    return renew(caller, transfer.id());
  }

  /**
   * Records a consent for this transfer.
   *
   * @param reference where the practice keeps the consent itself
   */
  public Transfer consent(
      Caller caller, Transfer transfer, ConsentOnFile consent, String reference) {
    register.recordConsent(
        transfer.practice(),
        transfer.id(),
        consent,
        reference,
        AuditEvent.by(
            caller,
            clock.instant(),
            AuditType.CONSENT_RECORDED,
            transfer.id().value(),
            Map.of("kind", consent.kind(), "scope", consent.scope().name())));
    return renew(caller, transfer.id());
  }

  private Transfer renew(Caller caller, TransferId id) {
    Transfer transfer = journal.find(caller.practice(), id).orElseThrow();
    Optional<TransferState> next =
        switch (transfer.state()) {
          case TransferState.Receiving receiving -> Optional.of(receiving);
          case TransferState.AwaitingAcknowledgement waiting -> Optional.of(waiting);
          case TransferState.Held held -> Optional.of(held);
          case TransferState.Received ignored -> Optional.empty();
          case TransferState.Queued ignored -> Optional.empty();
          case TransferState.Sending ignored -> Optional.empty();
          case TransferState.Committing ignored -> Optional.empty();
          case TransferState.Stored ignored -> Optional.empty();
          case TransferState.Verified ignored -> Optional.empty();
          case TransferState.Refused ignored -> Optional.empty();
          case TransferState.Failed ignored -> Optional.empty();
          case TransferState.Quarantined ignored -> Optional.empty();
          case TransferState.Cancelled ignored -> Optional.empty();
        };
    if (next.isEmpty()) {
      return transfer;
    }
    Transfer decided = decideAnew(transfer);
    Transfer placed = placed(decided, caller.subject());
    boolean staysReceiving =
        transfer.state() instanceof TransferState.Receiving
            && !(placed.state() instanceof TransferState.Refused);
    Transfer renewed = staysReceiving ? decided : placed;
    Transfer stepped =
        journal.step(
            renewed,
            AuditEvent.by(
                caller,
                clock.instant(),
                AuditType.DECISION_RENEWED,
                id.value(),
                Map.of(
                    "decision", renewed.decision().id(),
                    "outcome", renewed.decision().decision().outcome().name(),
                    "state", renewed.state().code())),
            clock.instant());
    if (stepped.state() instanceof TransferState.Refused) {
      shred(id);
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
    Practice practice = setUp.practice(transfer.practice()).orElseThrow();
    DecisionRecord decision =
        desk.decide(
            practice,
            destination(transfer),
            transfer.patient(),
            transfer.tags(),
            register.consents(transfer.practice(), transfer.id()));
    return transfer.under(decision);
  }

  private StorageDestination destination(Transfer transfer) {
    return setUp.destination(transfer.practice(), transfer.destination()).orElseThrow();
  }

  /**
   * Where a file that was received whole goes: to be sent, or to wait for a person. A consent that
   * was recorded after the decision makes it anew.
   */
  public Transfer place(Transfer transfer) {
    boolean consentsChanged =
        !register
            .consents(transfer.practice(), transfer.id())
            .equals(transfer.decision().decision().situation().consents());
    return placed(consentsChanged ? decideAnew(transfer) : transfer, transfer.declaredBy());
  }

  private Transfer placed(Transfer transfer, String person) {
    Clearance clearance =
        desk.clearance(destination(transfer), person, transfer.decision().decision());
    return transfer.in(
        switch (clearance) {
          case Clearance.Clear ignored -> new TransferState.Queued();
          case Clearance.NeedsAcknowledgement ignored ->
              new TransferState.AwaitingAcknowledgement();
          case Clearance.NeedsRemedy ignored -> new TransferState.Held();
          case Clearance.Blocked ignored ->
              new TransferState.Refused(
                  RefusalCode.RESIDENCY_BLOCKED.name(),
                  "",
                  "the residency policy no longer allows this file to rest there",
                  "choose another destination");
        });
  }
}
