package io.onshore.gateway.receipt;

import io.onshore.connector.Digest;
import io.onshore.connector.DigestAlgorithm;
import io.onshore.connector.StoredObject;
import io.onshore.connector.residency.ProviderAnswer;
import io.onshore.connector.residency.ResidencyEvidence;
import io.onshore.connector.toolkit.digest.RunningDigests;
import io.onshore.gateway.audit.AuditEvent;
import io.onshore.gateway.audit.AuditTrail;
import io.onshore.gateway.audit.AuditType;
import io.onshore.gateway.consent.ConsentRegister;
import io.onshore.gateway.consent.RecordedConsent;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.destination.StorageDestination;
import io.onshore.gateway.practice.Caller;
import io.onshore.gateway.practice.Practice;
import io.onshore.gateway.refusal.RefusalCode;
import io.onshore.gateway.refusal.RequestRefused;
import io.onshore.gateway.residency.DecisionRecord;
import io.onshore.gateway.residency.EvidenceStore;
import io.onshore.gateway.signing.Signer;
import io.onshore.gateway.transfer.Transfer;
import io.onshore.gateway.transfer.TransferId;
import io.onshore.gateway.transfer.TransferJournal;
import io.onshore.gateway.transfer.TransferState;
import io.onshore.policy.EvidenceLine;
import io.onshore.policy.Place;
import io.onshore.policy.Situation;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Hands out receipts. One is signed when it is first asked for, from what was written down while
 * the file was on its way, and is the same ever after. Safe for several threads.
 */
public final class ReceiptDesk {
  private final TransferJournal journal;
  private final AuditTrail trail;
  private final EvidenceStore evidence;
  private final ConsentRegister register;
  private final Receipts receipts;
  private final ReceiptText text;
  private final Signer signer;
  private final Supplier<SetUp> setUp;
  private final Clock clock;

  public ReceiptDesk(
      TransferJournal journal,
      AuditTrail trail,
      EvidenceStore evidence,
      ConsentRegister register,
      Receipts receipts,
      ReceiptText text,
      Signer signer,
      Supplier<SetUp> setUp,
      Clock clock) {
    this.journal = journal;
    this.trail = trail;
    this.evidence = evidence;
    this.register = register;
    this.receipts = receipts;
    this.text = text;
    this.signer = signer;
    this.setUp = setUp;
    this.clock = clock;
  }

  /**
   * The receipt of a transfer, a JWS in compact form.
   *
   * @throws RequestRefused TRANSFER_UNKNOWN if the caller's practice has none of that id; NOT_NOW
   *     if it is not proven to be stored
   */
  public String of(Caller caller, TransferId id) {
    Transfer transfer =
        journal
            .find(caller.practice(), id)
            .orElseThrow(
                () ->
                    new RequestRefused(
                        RefusalCode.TRANSFER_UNKNOWN,
                        "there is no such transfer",
                        "check the address"));
    if (!(transfer.state() instanceof TransferState.Verified verified)) {
      throw new RequestRefused(
          RefusalCode.NOT_NOW,
          "a receipt says that a file is safely stored, which this one is not",
          transfer.state().ended()
              ? "there will be none; look at the transfer for what became of the file"
              : "ask again when the transfer is `VERIFIED`");
    }
    return receipts
        .find(transfer.practice(), id)
        .orElseGet(() -> issue(caller, transfer, verified));
  }

  private String issue(Caller caller, Transfer transfer, TransferState.Verified verified) {
    Instant now = clock.instant();
    String jws = signer.sign(Receipt.TYPE, text.json(receipt(transfer, verified, now)));
    return receipts.keep(
        transfer.practice(),
        transfer.id(),
        jws,
        now,
        AuditEvent.by(
            caller,
            now,
            AuditType.RECEIPT_ISSUED,
            transfer.id().value(),
            Map.of("sha256", sha256(jws))));
  }

  private Receipt receipt(Transfer transfer, TransferState.Verified verified, Instant now) {
    DecisionRecord decision = transfer.decision();
    List<AuditEvent> events = trail.about(transfer.practice(), transfer.id().value());
    return new Receipt(
        Receipt.VERSION,
        transfer.id().value(),
        party(transfer, decision.decision().situation()),
        transfer.declaredBy(),
        new Receipt.SentFile(
            transfer.digests().by(DigestAlgorithm.SHA256).map(Digest::hex).orElseThrow(),
            transfer.size(),
            transfer.seal().map(Transfer.Seal::kind),
            transfer.seal().map(Transfer.Seal::recognised)),
        transfer
            .patient()
            .reference()
            .map(word -> PatientReference.digest(transfer.practice(), transfer.id(), word)),
        new Receipt.Target(
            transfer.destination().value(),
            setUp
                .get()
                .destination(transfer.practice(), transfer.destination())
                .map(StorageDestination::name)
                .orElse(transfer.destination().value()),
            transfer.provider().value()),
        stored(verified),
        judgement(decision),
        residency(transfer, decision),
        acknowledged(transfer, events),
        consented(transfer),
        new Receipt.Times(
            transfer.createdAt(),
            last(events, AuditType.FILE_RECEIVED),
            last(events, AuditType.FILE_STORED),
            last(events, AuditType.FILE_VERIFIED)),
        now);
  }

  private Receipt.Party party(Transfer transfer, Situation situation) {
    return new Receipt.Party(
        transfer.practice().value(),
        setUp
            .get()
            .practice(transfer.practice())
            .map(Practice::name)
            .orElse(transfer.practice().value()),
        situation.practice().value());
  }

  private static Receipt.StoredCopy stored(TransferState.Verified verified) {
    StoredObject object = verified.object();
    return new Receipt.StoredCopy(
        object.id(),
        object.name().value(),
        object.version(),
        object.size(),
        object.digests().values().stream()
            .collect(Collectors.toMap(digest -> digest.algorithm().id(), Digest::hex)),
        verified.proof().name());
  }

  private static Receipt.Judgement judgement(DecisionRecord record) {
    return new Receipt.Judgement(
        record.id(),
        record.decidedAt(),
        record.decision().outcome().name(),
        record.decision().action().name(),
        record.decision().dryRun(),
        record.decision().rulebookDigest(),
        record.base(),
        record.rulesVersion(),
        record.decision().findings().stream()
            .map(each -> new Receipt.Found(each.ruleId(), each.severity().name(), each.text()))
            .toList());
  }

  private Receipt.Residency residency(Transfer transfer, DecisionRecord record) {
    Situation situation = record.decision().situation();
    Map<String, List<String>> places = new TreeMap<>();
    situation.places().forEach((about, where) -> places.put(about.name(), codes(where)));
    Optional<ResidencyEvidence> told =
        evidence.newest(transfer.practice(), transfer.destination(), record.decidedAt());
    return new Receipt.Residency(
        situation.evidence().grade().name(),
        places,
        record.evidence().stream().map(ReceiptDesk::statement).toList(),
        told.map(ResidencyEvidence::observedAt),
        told.map(ResidencyEvidence::answers).orElse(List.of()).stream()
            .map(ReceiptDesk::answer)
            .toList());
  }

  private static Receipt.Statement statement(EvidenceLine line) {
    return new Receipt.Statement(
        line.dataClass().name(),
        codes(line.places()),
        line.grade().name(),
        line.observedOn(),
        line.validUntil(),
        line.source(),
        line.rawLabel());
  }

  private static Receipt.Answer answer(ProviderAnswer answer) {
    return new Receipt.Answer(answer.call(), answer.body().map(ReceiptDesk::sha256));
  }

  private static List<String> codes(Set<Place> places) {
    return places.stream().map(Place::code).sorted().toList();
  }

  /** What was acknowledged for this file, then what of the rest the sender had acknowledged. */
  private List<Receipt.Acknowledged> acknowledged(Transfer transfer, List<AuditEvent> events) {
    List<Receipt.Acknowledged> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (AuditEvent event : events) {
      if (event.type() == AuditType.WARNING_ACKNOWLEDGED) {
        List<String> findings =
            Arrays.stream(event.detail().getOrDefault("findings", "").split(" "))
                .filter(finding -> !finding.isEmpty())
                .toList();
        seen.addAll(findings);
        all.add(
            new Receipt.Acknowledged(
                findings,
                event.actor(),
                Optional.of(event.at()),
                Optional.ofNullable(event.detail().get("reasonCode"))));
      }
    }
    Set<String> before = new TreeSet<>();
    register
        .acknowledged(transfer.practice(), transfer.declaredBy(), transfer.decision().decidedAt())
        .stream()
        .filter(each -> each.destination().equals(transfer.destination()))
        .map(ConsentRegister.Remembered::finding)
        .filter(
            finding ->
                transfer.decision().decision().findings().stream()
                    .anyMatch(found -> found.ruleId().equals(finding)))
        .filter(finding -> !seen.contains(finding))
        .forEach(before::add);
    if (!before.isEmpty()) {
      all.add(
          new Receipt.Acknowledged(
              List.copyOf(before), transfer.declaredBy(), Optional.empty(), Optional.empty()));
    }
    return all;
  }

  /**
   * What covered the file when the decision was made; what was withdrawn since was on file then.
   */
  private List<Receipt.Consented> consented(Transfer transfer) {
    DecisionRecord decision = transfer.decision();
    return register
        .covering(
            transfer.practice(),
            transfer.id(),
            transfer.destination(),
            transfer.patient().reference())
        .stream()
        .filter(each -> !each.recordedAt().isAfter(decision.decidedAt()))
        .filter(
            each ->
                each.consent()
                    .withdrawnOn()
                    .map(day -> day.isAfter(decision.decision().evaluatedOn()))
                    .orElse(true))
        .sorted(Comparator.comparing(RecordedConsent::id))
        .map(
            each ->
                new Receipt.Consented(
                    each.id(),
                    each.consent().kind(),
                    each.consent().scope().name(),
                    each.recordedBy(),
                    each.recordedAt()))
        .toList();
  }

  private static Optional<Instant> last(List<AuditEvent> events, AuditType type) {
    return events.reversed().stream()
        .filter(event -> event.type() == type)
        .map(AuditEvent::at)
        .findFirst();
  }

  private static String sha256(String text) {
    return RunningDigests.sha256(text.getBytes(StandardCharsets.UTF_8)).hex();
  }
}
