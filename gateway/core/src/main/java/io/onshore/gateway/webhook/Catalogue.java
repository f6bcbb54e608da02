package io.onshore.gateway.webhook;

import io.onshore.gateway.audit.AuditType;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which audit events are told to other programs, and as what. A kind of audit event that stands in
 * neither list is not told; a test demands that each stands in one.
 */
public final class Catalogue {
  private static final String PREFIX = "io.onshore.";

  private static final Map<AuditType, Topic> TOLD = told();

  /**
   * What is not told: steps in between, what the gateway does as a routine, what is done with the
   * audit trail and evidence, and webhooks themselves.
   */
  static final Set<AuditType> NOT_TOLD =
      Collections.unmodifiableSet(
          EnumSet.of(
              AuditType.SENDING_RESTARTED,
              AuditType.COMMIT_STARTED,
              AuditType.CANCEL_REQUESTED,
              AuditType.EVIDENCE_PROBED,
              AuditType.CONNECTION_ASKED,
              AuditType.CONNECTION_DENIED,
              AuditType.CONNECTION_DISCONNECTING,
              AuditType.DESTINATION_PINNED,
              AuditType.RULES_SIMULATED,
              AuditType.TRAIL_SEALED,
              AuditType.AUDIT_READ,
              AuditType.ACCESS_DENIED,
              AuditType.LEGAL_HOLD_SET,
              AuditType.LEGAL_HOLD_LIFTED,
              AuditType.TRAIL_DISPOSED,
              AuditType.RECEIPT_ISSUED,
              AuditType.CASE_COUNTED_UP,
              AuditType.WEBHOOK_CREATED,
              AuditType.WEBHOOK_CHANGED,
              AuditType.WEBHOOK_DELETED,
              AuditType.WEBHOOK_KEY_RENEWED,
              AuditType.WEBHOOK_REPLAYED,
              AuditType.WEBHOOK_TESTED,
              AuditType.WEBHOOK_STOPPED,
              AuditType.MONTH_REPORT_MADE,
              AuditType.CASE_PACK_MADE));

  private Catalogue() {}

  private static Map<AuditType, Topic> told() {
    Map<AuditType, Topic> told = new EnumMap<>(AuditType.class);
    put(told, AuditType.TRANSFER_BLOCKED, "transfer.blocked", About.REFUSED_TRANSFER);
    put(told, AuditType.TRANSFER_DECLARED, "transfer.declared", About.TRANSFER);
    put(told, AuditType.FILE_RECEIVED, "transfer.received", About.TRANSFER);
    put(told, AuditType.FILE_ACCEPTED, "transfer.accepted", About.TRANSFER);
    put(told, AuditType.FILE_REFUSED, "transfer.refused", About.TRANSFER);
    put(told, AuditType.WARNING_ACKNOWLEDGED, "transfer.acknowledged", About.TRANSFER);
    put(told, AuditType.CONSENT_RECORDED, "transfer.consented", About.TRANSFER);
    put(told, AuditType.CONSENT_WITHDRAWN, "transfer.consent-withdrawn", About.TRANSFER);
    put(told, AuditType.DECISION_RENEWED, "transfer.decided", About.TRANSFER);
    put(told, AuditType.STORED_DECIDED_AGAIN, "transfer.decided-again", About.TRANSFER);
    put(told, AuditType.SENDING_STARTED, "transfer.sending", About.TRANSFER);
    put(told, AuditType.FILE_STORED, "transfer.stored", About.TRANSFER);
    put(told, AuditType.FILE_VERIFIED, "transfer.verified", About.TRANSFER);
    put(told, AuditType.FILE_QUARANTINED, "transfer.quarantined", About.TRANSFER);
    put(told, AuditType.TRANSFER_FAILED, "transfer.failed", About.TRANSFER);
    put(told, AuditType.RETRY_REQUESTED, "transfer.retried", About.TRANSFER);
    put(told, AuditType.TRANSFER_CANCELLED, "transfer.cancelled", About.TRANSFER);
    put(told, AuditType.CONNECTION_AUTHORISED, "connection.connected", About.CONNECTION);
    put(
        told,
        AuditType.CONNECTION_RECONNECT_NEEDED,
        "connection.reconnect-needed",
        About.CONNECTION);
    put(told, AuditType.CONNECTION_DISCONNECTED, "connection.disconnected", About.CONNECTION);
    put(told, AuditType.PAPER_FILED, "destination.paper-filed", About.DESTINATION);
    put(told, AuditType.ATTESTATION_FILED, "destination.attested", About.DESTINATION);
    put(told, AuditType.PAPER_WITHDRAWN, "destination.paper-withdrawn", About.DESTINATION);
    put(told, AuditType.DESTINATION_APPROVED, "destination.approved", About.DESTINATION);
    put(told, AuditType.CASE_OPENED, "case.opened", About.CASE);
    put(told, AuditType.CASE_ASSIGNED, "case.assigned", About.CASE);
    put(told, AuditType.CASE_DECIDED, "case.decided", About.CASE);
    put(told, AuditType.CASE_DONE, "case.done", About.CASE);
    put(told, AuditType.CASE_REOPENED, "case.reopened", About.CASE);
    put(told, AuditType.EMERGENCY_SEND, "transfer.emergency", About.TRANSFER);
    put(told, AuditType.STORED_FILE_DELETED, "transfer.deleted", About.TRANSFER);
    put(told, AuditType.DESTINATION_SET_UP, "destination.set-up", About.DESTINATION);
    put(told, AuditType.DESTINATION_REMOVED, "destination.removed", About.SET_UP);
    put(told, AuditType.PROOF_MADE, "destination.proven", About.DESTINATION);
    put(told, AuditType.PROOF_FAILED, "destination.not-proven", About.DESTINATION);
    put(told, AuditType.CONNECTION_SET_UP, "connection.set-up", About.CONNECTION);
    put(told, AuditType.CONNECTION_REMOVED, "connection.removed", About.SET_UP);
    put(told, AuditType.SETUP_APPLIED, "setup.applied", About.SET_UP);
    put(told, AuditType.SENDING_STOPPED, "sending.stopped", About.STOP);
    put(told, AuditType.SENDING_RESUMED, "sending.resumed", About.STOP);
    put(told, AuditType.EXPIRY_NEARS, "expiry.nears", About.EXPIRY);
    put(told, AuditType.SPACE_LOW, "destination.space-low", About.DESTINATION);
    put(told, AuditType.RULES_PROPOSED, "rules.proposed", About.RULES);
    put(told, AuditType.RULES_PUBLISHED, "rules.published", About.RULES);
    put(told, AuditType.RULES_WITHDRAWN, "rules.withdrawn", About.RULES);
    return Collections.unmodifiableMap(told);
  }

  private static void put(Map<AuditType, Topic> told, AuditType kind, String type, About about) {
    told.put(kind, new Topic(PREFIX + type, about));
  }

  private static final Map<String, Topic> BY_NAME =
      TOLD.entrySet().stream()
          .collect(Collectors.toUnmodifiableMap(each -> each.getKey().name(), Map.Entry::getValue));

  /**
   * As what an audit event is told, if it is.
   *
   * @param kind the name of its {@link AuditType}
   */
  public static Optional<Topic> topic(String kind) {
    return Optional.ofNullable(BY_NAME.get(kind));
  }

  /** Every type that may be told, by name. */
  public static List<String> types() {
    return TOLD.values().stream().map(Topic::type).sorted().toList();
  }
}
